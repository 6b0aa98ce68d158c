import json
from typing import Any

from django.core.management.base import BaseCommand

from greenroom.directory.exchange import record_schema


class Command(BaseCommand):
    help = "Print the JSON schema of the exchange form."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(record_schema(), indent=2))
