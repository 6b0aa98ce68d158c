"""Which public pages a search engine may know of: those that stand by themselves, in every language."""

from datetime import date

from greenroom.core import countries
from greenroom.edition import reading
from greenroom.edition.reader.opening import Edition
from greenroom.guide.choices import Moment, PageKind, Role

# The words of these pages are the program's; everything else comes out of an edition and is as old as it.
UNDATED_PATHS = ("", "about/", "privacy/", "accessibility/")
_GUIDE_FOLDERS = {PageKind.TOOL: "tools", PageKind.CHAPTER: "read"}


def edition_paths(edition: Edition, on: date) -> list[str]:
    """Return the addresses of pages out of an edition; services that are not offered on a day are left out."""
    places = [code.lower() for code in countries.codes()]
    offered = [slug for slug, document in edition.resources.items() if reading.is_offered(document, on)]
    return [
        *("now/", "find/", "data/", "guide/"),
        *(f"now/{place}/" for place in places),
        *(f"in/{place}/" for place in places),
        *(f"r/{slug}/" for slug in offered),
        *(f"guide/for/{role.value}/" for role in Role if edition.guide),
        *(f"guide/when/{moment.value}/" for moment in Moment if edition.guide),
        *(f"guide/{_GUIDE_FOLDERS[kind]}/{slug}/" for kind, slug in edition.guide),
    ]
