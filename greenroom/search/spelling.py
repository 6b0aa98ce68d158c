"""The word that somebody meant: known words near a misspelt one, or known beginnings of an inflected one."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from greenroom.core import words

_SHORTEST = 4
# One slip in a short word, two in a long one: letters missing, added, changed, or two swapped.
_MEDIUM, _LONG = 6, 7
# An ending may be as long as this share of a word («Berlinie», «terapeuty»); what it ends must stand by itself.
_LONGEST_ENDING, _SHORTEST_STEM = 0.34, 5


class Speller:
    """Known words, the most important first: of two equally near ones the earlier is meant."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known: dict[str, int] = {}
        self._by_edge: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in known:
            if word in self._known or len(word) < _SHORTEST or words.is_unspaced(word):
                continue
            self._known[word] = len(self._known)
            self._by_edge[word[0], len(word)].append(word)
            self._by_edge["…" + word[-2:], len(word)].append(word)
        self.nearest = lru_cache(maxsize=4_096)(self._nearest)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def _nearest(self, word: str) -> str | None:
        """Return the known word that a misspelt or inflected one stands for, or None. Both folded."""
        if len(word) < _SHORTEST or words.is_unspaced(word) or word.isdecimal():
            return None
        return self.stem(word) or self._within(word, 2 if len(word) >= _LONG else 1)

    def stem(self, word: str) -> str | None:
        """Return the known word that another one only adds an ending to, or None. Both folded."""
        shortest = max(_SHORTEST_STEM, len(word) - int(len(word) * _LONGEST_ENDING))
        return next((word[:end] for end in range(len(word) - 1, shortest - 1, -1) if word[:end] in self._known), None)

    def _within(self, word: str, slips: int) -> str | None:
        """The first letter is seldom wrong; in a word of six letters or more it may be the one slip."""
        best: tuple[float, int, str] | None = None
        for length in range(len(word) - slips, len(word) + slips + 1):
            for edge, most in ((word[0], slips), ("…" + word[-2:], 1 if len(word) >= _MEDIUM else 0)):
                found = process.extractOne(
                    word, self._by_edge.get((edge, length), ()), scorer=OSA.distance, score_cutoff=most
                )
                if found:
                    candidate = (float(found[1]), self._known[found[0]], found[0])
                    best = min(best, candidate) if best else candidate
        return best[2] if best else None
