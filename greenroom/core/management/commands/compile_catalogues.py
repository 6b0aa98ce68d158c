from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from greenroom.core.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compile the message catalogues that have changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(compile_catalogues(root) for root in settings.LOCALE_PATHS)
        self.stdout.write(f"{count} catalogues compiled")
