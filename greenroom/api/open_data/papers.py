"""What goes with the data: under which licence it is given, and whose pages it rests on."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from greenroom.edition.documents import Draft


class Licence(NamedTuple):
    """`spdx`: its identifier in the SPDX list."""

    spdx: str
    title: str
    url: str


LICENCES = {
    licence.spdx: licence
    for licence in (
        Licence("CC0-1.0", "Creative Commons Zero 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        Licence("CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        Licence("ODbL-1.0", "Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    )
}  # fmt: skip


def licence() -> Licence:
    """Return the licence that this installation gives its data under. Refuses: KeyError for one that is not known."""
    return LICENCES[settings.OPEN_DATA_LICENCE]


def files(draft: Draft) -> Mapping[str, bytes]:
    chosen = licence()
    given = f"""Support lines and bodies for people in music, worldwide
{settings.SITE_URL}

Given under: {chosen.title} ({chosen.spdx})
{chosen.url}

Credit it as: Greenroom, {settings.SITE_URL}, with the number of the edition.

Numbers die. Whoever shows them says when they were checked, and takes a new edition when there is one. Nobody is helped
by a number that was changed or completed on the way.
"""
    return {"LICENCE.txt": given.encode(), "CREDITS.txt": _credits(draft)}


def _credits(draft: Draft) -> bytes:
    """Name every host whose pages the facts were read on, the most used first."""
    resources = (source.url for document in draft.content.resources for source in document.sources)
    care = (source.url for country in draft.content.care for fact in country.facts for source in fact.sources)
    hosts = Counter(urlsplit(url).hostname or url.split(":")[0] for url in (*resources, *care))
    lines = [f"{count:5d}  {host}" for host, count in sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0]))]
    head = (
        "The facts were read on pages of these hosts (how many rest on each). Each page is named beside its fact.\n\n"
    )
    return (head + "\n".join(lines) + "\n").encode()
