from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused
from greenroom.guide import actions


class Command(BaseCommand):
    help = "Load files on how care works in a country (data/care/README.md). Each file is loaded whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        reports, refused = [], 0
        for path in files:
            try:
                reports.append(actions.load_care(path, by=Actor.operator()))
            except ExchangeRefused as error:
                refused += 1
                for problem in error.problems:
                    self.stderr.write(str(problem))
        changed = sum(report.is_changed for report in reports)
        facts = sum(report.fact_count for report in reports)
        self.stdout.write(
            f"care in {len(reports)} countries: {facts} facts, {changed} files changed, {refused} refused"
        )
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were refused; nothing of them was loaded")
