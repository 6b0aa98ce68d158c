"""Which country somebody means who writes where they are: its name, another name for it, a city in it, in any
language.
"""

from greenroom.core import countries, languages, words
from greenroom.search.filters import Facet
from greenroom.search.terms import shipped_terms


def country_named(text: str, language: str) -> str | None:
    """Return the country (upper case) that a text names and nothing else; None where it may be several, or none.

    Only what is spelt exactly so: on the way to emergency numbers nothing is guessed.
    """
    if countries.is_country(text.strip().upper()):
        return text.strip().upper()
    for spoken in ((language, languages.DEFAULT_CODE), languages.OFFERED_CODES):
        named = _named(text, spoken)
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _named(text: str, spoken: tuple[str, ...]) -> set[str]:
    meanings = shipped_terms().meanings(words.key_of(text), spoken) or ()
    named = {meaning.value for meaning in meanings if meaning.facet == Facet.COUNTRY.value}
    by_name = countries.find_by_name(text, spoken)
    return named | {by_name} if by_name else named
