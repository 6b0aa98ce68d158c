"""Whether words sound like danger to a life. Only ever to show help sooner: it hides nothing and promises nothing.

A readable list for each language (`data/search/danger`) and the classifier's estimate are heard together, and whoever
is more worried is believed more readily: a needless calm sentence costs little, a missing one much (docs/safety.md,
S23).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from greenroom.core import languages, words
from greenroom.search import phrases

# From these estimates on, words sound like danger: by themselves; where every phrase of the list is plainly meant
# otherwise. Chosen on messages held out from training, for few misses (docs/search.md has the figures).
ALONE, MEANT_OTHERWISE = 0.42, 0.75
# A denial counts only for what follows it closely.
_REACH_OF_DENIAL = 3
_LONG_PHRASE = 5


class DangerFile(msgspec.Struct, frozen=True):
    """`danger`: phrases that sound like danger. `harmless`: idioms, titles, names that contain such words and mean
    something else. `negation`: what denies a phrase that follows it closely."""

    danger: tuple[str, ...]
    harmless: tuple[str, ...]
    negation: tuple[str, ...]


@dataclass(frozen=True)
class Heard:
    """`said`: phrases of the list that stand in the text, meant as they are. `meant_otherwise`: there were only
    others.
    """

    said: tuple[str, ...]
    meant_otherwise: bool


def sounds_like_danger(heard: Heard, estimate: float) -> bool:
    """Decide on the phrases heard and the estimate (0 to 1) that a life is in danger. A phrase needs no estimate."""
    if heard.said:
        return True
    return estimate >= (MEANT_OTHERWISE if heard.meant_otherwise else ALONE)


def listen(tokens: Sequence[str], spoken: Sequence[str]) -> Heard:
    """Return which dangerous phrases of the spoken languages stand in a text, and how they are meant."""
    text = f" {' '.join(tokens)} "
    said: dict[str, None] = {}
    is_other_meaning = False
    for language in spoken:
        known = _phrases(language)
        plain = text
        for idiom in known.harmless:
            plain = plain.replace(f" {idiom} ", " … ")
        is_other_meaning |= plain != text
        for phrase in known.danger:
            for place in _places(plain, phrase):
                if _is_denied(plain[:place], known.negation):
                    is_other_meaning = True
                else:
                    said[phrase] = None
    return Heard(tuple(said), is_other_meaning and not said)


def _places(text: str, phrase: str) -> Iterator[int]:
    """Yield where a phrase stands; a long one also where a word only begins with its last word."""
    place = text.find(f" {phrase}")
    while place >= 0:
        if text.startswith(" ", place + 1 + len(phrase)) or len(phrase) >= _LONG_PHRASE:
            yield place
        place = text.find(f" {phrase}", place + 1)


def _is_denied(before: str, denials: tuple[str, ...]) -> bool:
    close = " " + " ".join(before.split()[-_REACH_OF_DENIAL - 4 :]) + " "
    for denial in denials:
        place = close.rfind(f" {denial} ")
        if place >= 0 and len(close[place + len(denial) + 2 :].split()) <= _REACH_OF_DENIAL:
            return True
    return False


@cache
def _phrases(language: str) -> DangerFile:
    """Return a language's list, folded, longest first."""
    if language not in languages.OFFERED_CODES:
        return DangerFile((), (), ())
    read = phrases.read(f"danger/{language}.json", DangerFile)
    return DangerFile(*(_folded(group) for group in (read.danger, read.harmless, read.negation)))


def _folded(group: tuple[str, ...]) -> tuple[str, ...]:
    keys = {words.key_of(text) for text in group}
    return tuple(sorted(filter(None, keys), key=lambda key: (-len(key), key)))
