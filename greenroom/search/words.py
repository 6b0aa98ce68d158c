"""Words of a text, in the form in which they are compared: compatibility form, case and accents away."""

import re
import unicodedata
from itertools import groupby

from greenroom.core.alphabet import sort_key

# Scripts written without spaces: a word there is found inside a longer run.
_UNSPACED = re.compile("[぀-ヿ㐀-鿿가-힯]")
# A word this long also finds longer ones that begin with it.
_SHORTEST_BEGINNING = 3


def words_of(text: str) -> list[str]:
    """Return the words of a text, each once, in order: runs of letters, digits and the marks that belong to them."""
    runs = groupby(sort_key(text), key=lambda character: unicodedata.category(character)[0] in "LMN")
    return list(dict.fromkeys("".join(run) for is_word, run in runs if is_word))


def is_found_in(wanted: str, word: str) -> bool:
    """Say whether a wanted word fits a word of a text (both in compared form)."""
    if wanted == word:
        return True
    if _UNSPACED.search(wanted):
        return wanted in word
    return len(wanted) >= _SHORTEST_BEGINNING and word.startswith(wanted)
