from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from greenroom.core.actor import Actor
from greenroom.guide import actions


class Command(BaseCommand):
    help = "Write the guide's chapters and tools as files (data/guide/README.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        report = actions.export_guide(folder, by=Actor.operator())
        self.stdout.write(f"guide: {report.file_count} files written to {folder}")
