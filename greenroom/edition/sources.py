"""Files of an edition that parts above make out of it: dumps, packs. They register in `settings.EDITION_SOURCES`.

Nothing below knows them: a source is a dotted path to a function from a draft to {name: content}. Names are paths below
`public/`: whatever a source makes is there for anybody to fetch, under `/data/<edition>/`.
"""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from greenroom.edition.documents import Draft

EditionSource = Callable[[Draft], Mapping[str, bytes]]


def files_of(draft: Draft) -> dict[str, bytes]:
    """Return what every registered source makes of a draft. Refuses: ValueError where two make the same file."""
    files: dict[str, bytes] = {}
    for dotted in settings.EDITION_SOURCES:
        source: EditionSource = import_string(dotted)
        made = source(draft)
        twice = files.keys() & made.keys()
        if twice:
            raise ValueError(f"{dotted} makes again what another source has made: {sorted(twice)}")
        files |= made
    return files
