"""What words stand for: topics, countries (cities too), languages, kinds of help, roles, channels, costs, in every
language.

Names of countries and languages come from CLDR; everything else from files under `data/search` (its README says which).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

import msgspec
from babel import Locale

from greenroom.core import countries, languages, words
from greenroom.directory.choices import Channel, Cost, Kind
from greenroom.search import phrases
from greenroom.search.filters import OPEN_NOW, ROLES, Facet, Meaning

# What may stand before an Arabic word without a space: and, in, for, like, the, in both spellings of «for the».
_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_SHORTEST_ARABIC = 3
_SHORTEST_FOREIGN = 4
_WELL_KNOWN_CITIES = 6_000


class Match(NamedTuple):
    """Tokens `start` to `end` (excluded) stand for `meanings`; none for words that carry no meaning."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class NamesFile(msgspec.Struct, frozen=True):
    """How people say what can be chosen, in one language: {value: what they type}.

    `stop`: words without meaning for a search. `ordinary`: names of places that are words of another meaning here.
    """

    kinds: dict[Kind, tuple[str, ...]]
    roles: dict[str, tuple[str, ...]]
    channels: dict[Channel, tuple[str, ...]]
    costs: dict[Cost, tuple[str, ...]]
    open_now: tuple[str, ...]
    countries: dict[str, tuple[str, ...]]
    languages: dict[str, tuple[str, ...]]
    ordinary: tuple[str, ...]
    stop: tuple[str, ...]


# What a term stands for, each meaning with the languages in which it is said. Most terms share theirs with others.
Said = tuple[tuple[Meaning, frozenset[str]], ...]


@dataclass(frozen=True, eq=False)
class Terms:
    """`known`: {tokens, a space between: what they stand for}; `longest`: {first token: tokens of the longest term,
    where that is more than one}; `empty`: {language: words without meaning}; `ordinary`: {language: words that are
    names of places in other languages only}; `cities`: {tokens: country}, the largest first.
    """

    known: dict[str, Said]
    longest: dict[str, int]
    empty: dict[str, frozenset[str]]
    ordinary: dict[str, frozenset[str]]
    cities: dict[str, str]

    @property
    def well_known_cities(self) -> Iterable[str]:
        """Return the names of the largest cities that are one word, in which a slip of the pen can be seen."""
        single = (name for name in self.cities if " " not in name and not words.is_unspaced(name))
        return islice(single, _WELL_KNOWN_CITIES)

    def matches(self, tokens: Sequence[str], spoken: Sequence[str]) -> list[Match]:
        """Return the longest terms in a text, left to right, without overlap; what is said in `spoken` languages
        first.
        """
        found = []
        start = 0
        while start < len(tokens):
            match = self._match_at(tokens, start, spoken)
            if match:
                found.append(match)
            start = match.end if match else start + 1
        return found

    def _match_at(self, tokens: Sequence[str], start: int, spoken: Sequence[str]) -> Match | None:
        for first in _forms(tokens[start]):
            for length in range(min(self.longest.get(first, 1), len(tokens) - start), 0, -1):
                term = " ".join((first, *tokens[start + 1 : start + length]))
                meanings = self.meanings(term, spoken)
                if meanings is not None:
                    return Match(start, start + length, meanings)
        return None

    def meanings(self, term: str, spoken: Sequence[str]) -> tuple[Meaning, ...] | None:
        """Return what a term stands for; an empty tuple for one without meaning; None for an unknown one."""
        known = self.known.get(term, ())
        native = tuple(meaning for meaning, said_in in known if not said_in.isdisjoint(spoken))
        if term in self.ordinary[spoken[0]]:
            return tuple(meaning for meaning in native if meaning.facet != Facet.COUNTRY.value) or None
        if native:
            return native
        if any(term in self.empty[language] for language in spoken):
            return ()
        if any(term in self.ordinary[language] for language in spoken):
            return None
        if term in self.cities:
            return (Meaning(Facet.COUNTRY.value, self.cities[term]),)
        foreign = tuple(meaning for meaning, _ in known)
        return foreign or None if len(term) >= _SHORTEST_FOREIGN else None


def _forms(token: str) -> Iterator[str]:
    yield token
    if "ء" <= token[0] <= "ي":
        for prefix in _ARABIC_PREFIXES:
            if token.startswith(prefix) and len(token) - len(prefix) >= _SHORTEST_ARABIC:
                yield token.removeprefix(prefix)


@cache
def shipped_terms() -> Terms:
    """Return the terms of the shipped files and of CLDR, read once."""
    known: dict[str, Said] = {}
    empty: dict[str, frozenset[str]] = {}
    ordinary: dict[str, frozenset[str]] = {}
    adding = cache(_adding)
    for language in languages.OFFERED_CODES:
        names = phrases.read(f"names/{language}.json", NamesFile)
        empty[language] = frozenset(words.key_of(word) for word in names.stop)
        ordinary[language] = frozenset(words.key_of(word) for word in names.ordinary)
        for meaning, text in (*_topic_terms(language), *_named(names), *_countries(language), *_languages(language)):
            key = words.key_of(text)
            if key and key not in empty[language] | ordinary[language]:
                known[key] = adding(known.get(key, ()), meaning, language)
    cities = phrases.read("cities.json", dict[str, str])
    longest: dict[str, int] = {}
    for key in (*known, *cities, *(key for keys in empty.values() for key in keys)):
        if " " in key:
            first = key.split(" ", 1)[0]
            longest[first] = max(longest.get(first, 1), key.count(" ") + 1)
    return Terms(known, longest, empty, ordinary, cities)


def plain_requests() -> list[phrases.Labelled]:
    """Return what people type for a kind of help, a role, a way or a cost: requests, with their facet."""
    return [
        phrases.Labelled(text, language, meaning.facet)
        for language in languages.OFFERED_CODES
        for meaning, text in _named(phrases.read(f"names/{language}.json", NamesFile))
        if meaning.facet not in (Facet.COUNTRY.value, Facet.LANGUAGE.value)
    ]


def _adding(said: Said, meaning: Meaning, language: str) -> Said:
    """Return what is said with one more meaning, or one more language of it."""
    others = tuple(pair for pair in said if pair[0] != meaning)
    before = next((languages_of for known, languages_of in said if known == meaning), frozenset())
    return (*others, (meaning, before | {language}))


def _topic_terms(language: str) -> Iterator[tuple[Meaning, str]]:
    for topic, known in phrases.topic_words(language).items():
        for text in (known.name, *known.words):
            yield Meaning(Facet.TOPIC.value, topic), text


def _named(names: NamesFile) -> Iterator[tuple[Meaning, str]]:
    groups: tuple[tuple[str, Iterable[tuple[str, tuple[str, ...]]]], ...] = (
        (Facet.KIND.value, ((kind.value, said) for kind, said in names.kinds.items())),
        (Facet.ROLE.value, ((role.value, names.roles.get(role.value, ())) for role in ROLES)),
        (Facet.CHANNEL.value, ((channel.value, said) for channel, said in names.channels.items())),
        (Facet.COST.value, ((cost.value, said) for cost, said in names.costs.items())),
        (OPEN_NOW, (("now", names.open_now),)),
        (Facet.COUNTRY.value, names.countries.items()),
        (Facet.LANGUAGE.value, names.languages.items()),
    )
    for facet, values in groups:
        for value, said in values:
            for text in said:
                yield Meaning(facet, value), text


def _countries(language: str) -> Iterator[tuple[Meaning, str]]:
    for code, name in countries.names(language).items():
        yield Meaning(Facet.COUNTRY.value, code), name


def _languages(language: str) -> Iterator[tuple[Meaning, str]]:
    """Languages of two letters (ISO 639-1), in this language and, the offered ones, in their own."""
    for code, name in Locale.parse(language).languages.items():
        if len(code) == 2:
            yield Meaning(Facet.LANGUAGE.value, code), str(name)
    for code, offered in languages.offered().items():
        yield Meaning(Facet.LANGUAGE.value, code), offered.autonym
