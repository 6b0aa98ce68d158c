from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Make data/itinerary out of GeoNames (needs the extra `train`)."

    def handle(self, *args: Any, **options: Any) -> None:
        from greenroom.itinerary import gazetteer

        count, names = gazetteer.write()
        self.stdout.write(f"{count} places, {names} names")
