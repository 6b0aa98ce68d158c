"""Which public pages a search engine may know of: those that stand by themselves, in every language."""

from datetime import date

from greenroom.core import countries
from greenroom.edition import reading
from greenroom.edition.reader.opening import Edition

# The words of these pages are the program's; everything else comes out of an edition and is as old as it.
UNDATED_PATHS = ("", "about/", "privacy/", "accessibility/")


def edition_paths(edition: Edition, on: date) -> list[str]:
    """Return the addresses of pages out of an edition; services that are not offered on a day are left out."""
    places = [code.lower() for code in countries.codes()]
    offered = [slug for slug, document in edition.resources.items() if reading.is_offered(document, on)]
    return [
        *("now/", "find/", "data/"),
        *(f"now/{place}/" for place in places),
        *(f"in/{place}/" for place in places),
        *(f"r/{slug}/" for slug in offered),
    ]
