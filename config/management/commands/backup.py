from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import backups


class Command(BaseCommand):
    help = "Copy database and editions into a new folder, while the service runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("to", nargs="?", type=Path, default=settings.VAR_DIR / "backups")

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        try:
            folder = backups.make_backup(to)
        except backups.BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Backup made: {folder}")
