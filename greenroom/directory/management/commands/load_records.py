import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused
from greenroom.directory import actions, amendments, texts
from greenroom.directory import queries as directory_queries

PROBLEMS_SHOWN = 50


class Command(BaseCommand):
    help = "Load files of support resources (docs/record-format.md). Each file is loaded whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        started = time.monotonic()
        reports, refused = [], 0
        taken: dict[str, str] = {}
        for path in sorted(files, key=lambda path: path.name != actions.RETIRED_NAME):
            if path.name == actions.AMENDMENTS_NAME:
                continue
            try:
                report = self.load(path, taken)
            except ExchangeRefused as error:
                refused += 1
                self.show_problems(path, error)
                continue
            self.stdout.write(
                f"{path.name}: {report.created} created, {report.changed} changed, {report.unchanged} unchanged"
            )
            reports.append(report)
        self.stdout.write(
            f"{len(reports)} files loaded, {refused} refused: "
            f"{sum(report.created + report.changed for report in reports)} changes "
            f"in {time.monotonic() - started:.1f} s"
        )
        for folder in sorted({path.parent for path in files}):
            self.show_lost(folder / actions.AMENDMENTS_NAME, amendments.read_amendments)
            self.show_lost(folder / actions.TEXTS_FOLDER, texts.read_texts)
        if refused:
            raise CommandError(f"{refused} of {refused + len(reports)} files were refused; nothing of them was loaded")

    def load(self, path: Path, taken: dict[str, str]) -> actions.LoadReport:
        if path.name == actions.RETIRED_NAME:
            return actions.load_retired_numbers(path, by=Actor.operator())
        return actions.load_records(path, by=Actor.operator(), taken=taken, progress=self.show_progress)

    def show_lost(self, path: Path, read: Callable[[Path], Mapping[str, Any]]) -> None:
        """What is said of a record that nobody loaded changes nothing: somebody should know."""
        if not path.exists():
            return
        try:
            named = set(read(path))
        except ExchangeRefused:
            return  # said already, file by file
        for record in sorted(named - set(directory_queries.record_digests())):
            self.stderr.write(f"{path.name}: there is no record {record!r}")

    def show_progress(self, done: int, total: int) -> None:
        if done % 100 == 0 or done == total:
            self.stdout.write(f"  {done} of {total} records")

    def show_problems(self, path: Path, error: ExchangeRefused) -> None:
        for problem in error.problems[:PROBLEMS_SHOWN]:
            self.stderr.write(str(problem))
        if len(error.problems) > PROBLEMS_SHOWN:
            self.stderr.write(f"{path.name}: and {len(error.problems) - PROBLEMS_SHOWN} problems more")
