"""Everything a start needs, in one process: a second start must not take five."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Bring database, catalogues, static files, records and edition up to date. May be run again at any time."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
        call_command("compile_catalogues", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("edition", "keys")
        call_command("load_records", *sorted(map(str, (settings.DATA_DIR / "resources").glob("*.jsonl"))))
        call_command("load_care", *sorted((settings.DATA_DIR / "care").glob("*.json")))
        call_command("load_guide", settings.DATA_DIR / "guide")
        call_command("edition", "publish", "--if-due")
