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
    every = (language, *(code for code in languages.OFFERED_CODES if code != language))
    by_name = countries.find_by_name(text, every)
    if by_name:
        return by_name
    term = words.key_of(text)
    for spoken in ((language, languages.DEFAULT_CODE), languages.OFFERED_CODES):
        meanings = shipped_terms().meanings(term, spoken) or ()
        named = {meaning.value for meaning in meanings if meaning.facet == Facet.COUNTRY.value}
        if named:
            return named.pop() if len(named) == 1 else None
    return None
