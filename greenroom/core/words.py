"""Words of a text, in the form in which they are compared. The same form on both sides: what is looked for, what is
looked in.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

# Scripts written without spaces (kana, Han, Hangul): a word there stands inside a longer run.
UNSPACED = "぀-ヿ㐀-鿿가-힯"
# A word this long also finds longer ones that begin with it.
SHORTEST_BEGINNING = 3
_KEPT_MARKS = {"\u3099", "\u309a", "\u094d"}  # the voicing marks of kana, the virama: a letter without them is another
_MARKS = "".join(chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] == "M")
_RUN = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
_PIECE = re.compile(rf"[{UNSPACED}]+|[^{UNSPACED}]+")
_UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
# «can't», «здоров'я»: one word; «l'angoisse», «dell'ansia»: two.
_JOINING_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`´](?=\w{1,2}\b)|(?<=[Ѐ-ӿ])['’ʼ`´](?=[Ѐ-ӿ])")
_LETTERS = str.maketrans(
    {
        **dict(zip("ىیةکٱ", "ييهكا", strict=True)),
        **dict(zip("ıłøđ", "ilod", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "ـ": "",
        **{chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)},
    }
)


def fold(text: str) -> str:
    """Return a text as it is compared: compatibility form; case, accents, points and joiners away; one form a letter.

    Arabic and Indic digits become ASCII ones, katakana becomes hiragana, «ى» becomes «ي», «ł» becomes «l».
    """
    if text.isascii():
        return _JOINING_APOSTROPHE.sub("", text.casefold())
    # Some letters are found to be capitals only when they are taken apart, some fold into letters to take apart.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(filter(_is_kept, decomposed))
    joined = unicodedata.normalize("NFC", bare.translate(_LETTERS)).translate(_LETTERS)
    return _JOINING_APOSTROPHE.sub("", "".join(map(_digit, joined)))


@lru_cache(maxsize=8_192)
def _is_kept(character: str) -> bool:
    if unicodedata.combining(character):
        return character in _KEPT_MARKS
    return unicodedata.category(character) != "Cf"


@lru_cache(maxsize=8_192)
def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def runs_of(text: str) -> list[str]:
    """Return the runs of letters, digits and the marks that belong to them, folded, in order; one script kind a run."""
    return [piece for run in _RUN.findall(fold(text)) for piece in _PIECE.findall(run)]


def is_unspaced(run: str) -> bool:
    """Say whether a run is written in a script without spaces."""
    return bool(_UNSPACED_LETTER.match(run))


def tokens_of(text: str) -> list[str]:
    """Return the smallest things a term is made of: words; single letters in scripts without spaces."""
    return [token for run in runs_of(text) for token in (run if is_unspaced(run) else (run,))]


def key_of(text: str) -> str:
    """Return a text as terms are looked up: its tokens, a space between."""
    return " ".join(tokens_of(text))


def index_tokens(text: str) -> list[str]:
    """Return what a text is found by: words; pairs of neighbours (and lone letters) in scripts without spaces."""
    found = []
    for run in runs_of(text):
        if is_unspaced(run) and len(run) > 1:
            found += [first + second for first, second in pairwise(run)]
        else:
            found.append(run)
    return found
