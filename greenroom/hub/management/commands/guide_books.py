from typing import Any

from django.core.management.base import BaseCommand

from greenroom.edition.reader import live, public_files
from greenroom.hub import guide_books


class Command(BaseCommand):
    help = "Make the guide's books, e-books and road cards for the public edition, those that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            edition = live.current()
        except live.EditionMissing:
            return
        if guide_books.is_complete(edition):
            return
        made = []
        for one in guide_books.make_books(edition):
            made.append(one)
            if one.is_new:
                self.stdout.write(f"guide books of edition {edition.number}: {one.name}")
        guide_books.forget(public_files.kept_numbers())
        new = sum(one.is_new for one in made)
        self.stdout.write(f"guide books of edition {edition.number}: {len(made)} files, {new} made anew")
