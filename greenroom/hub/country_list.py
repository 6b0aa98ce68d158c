"""All countries by first letter, in the reading order of a language."""

from functools import cache
from itertools import groupby

from greenroom.core import countries
from greenroom.core.alphabet import sort_key


@cache
def countries_by_letter(language: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return (letter, ((code, name), …)) groups."""

    def letter(pair: tuple[str, str]) -> str:
        return sort_key(pair[1])[:1].upper()

    ordered = sorted(countries.names(language).items(), key=lambda pair: (sort_key(pair[1]), pair[0]))
    return tuple((first, tuple(group)) for first, group in groupby(ordered, key=letter))
