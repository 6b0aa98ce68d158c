from typing import Any

from django.core.management.base import BaseCommand

from greenroom.core.action import registry


class Command(BaseCommand):
    help = "Print every deed the system knows and who may do it."

    def handle(self, *args: Any, **options: Any) -> None:
        for action in sorted(registry.values(), key=lambda action: action.name):
            self.stdout.write(f"{action.name}\n    who: {action.who}\n    {action.promise}")
