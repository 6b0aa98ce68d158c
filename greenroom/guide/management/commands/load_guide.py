from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused
from greenroom.guide import actions


class Command(BaseCommand):
    help = "Load the guide's chapters and tools (data/guide/README.md), whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            report = actions.load_guide(folder, by=Actor.operator())
        except ExchangeRefused as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(error.problems)} problems; nothing of the guide was loaded") from error
        self.stdout.write(
            f"guide: {report.page_count} pages, {report.text_count} texts, {report.changed_count} changed, "
            f"{report.removed_count} removed"
        )
        if report.edited_here:
            self.stdout.write(
                f"guide: edited here, so that their files were left aside: {', '.join(report.edited_here)}"
            )
