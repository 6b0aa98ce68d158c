from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Make data/search/cities.json out of GeoNames (needs the extra `train`)."

    def handle(self, *args: Any, **options: Any) -> None:
        from greenroom.search import gazetteer

        self.stdout.write(f"{gazetteer.write()} names of cities")
