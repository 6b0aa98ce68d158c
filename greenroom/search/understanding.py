"""What a person meant by what they wrote. Three layers, the sure ones first: terms that are known exactly; then, for
words that nothing knows, the spelling of one that is; then what the whole resembles in meaning.

Refuses nothing: any text of any length in any script gives an Understanding, if need be an empty one. Keeps nothing
but a small memory of answers, which is gone with the process.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Protocol

from greenroom.core import languages, words
from greenroom.search import classifier, danger, phrases
from greenroom.search.classifier import Head
from greenroom.search.encoder import installed_encoder
from greenroom.search.filters import MOST_CHARACTERS, OPEN_NOW, SPELLING, Facet, Meaning
from greenroom.search.phrases import Risk
from greenroom.search.spelling import Speller
from greenroom.search.terms import Match, Terms, shipped_terms

# What is read of a text besides its topics: one value each. Of a country there is one or there is doubt.
READ_FACETS = (
    Facet.COUNTRY.value,
    Facet.LANGUAGE.value,
    Facet.KIND.value,
    Facet.ROLE.value,
    Facet.CHANNEL.value,
    Facet.COST.value,
    OPEN_NOW,
)
# Topics weaker than this are not named; the three likeliest always are, where there is a topic at all.
_LEAST_WEIGHT, _ALWAYS_NAMED = 0.05, 3
# A term of the thesaurus says what a text is about as surely as this many times its bare likelihood.
_EXACT_FACTOR, _EXACT_LEAST = 3.0, 0.15
# Said by exact terms only; anything more particular comes before them.
_GENERAL_TOPICS = ("crisis", "emotional_support")
_GENERAL_WEIGHT = 0.3
# Who asks for these asks about this.
_TOPIC_OF_KIND = {"fund": "money"}
# Who names these besides kinds of help and roles has named a search; «narcotics anonymous» still is about something.
_ASIDE = (Facet.COUNTRY.value, Facet.LANGUAGE.value, Facet.COST.value, OPEN_NOW)
_RESCUE = frozenset({"emergency", "crisis_line"})
# How much likelier the page's own language is than another one, before a letter is read.
_PAGE_LANGUAGE_FACTOR = 10.0
_SPOKEN_FROM = 0.15
_LONGEST_NAME = 4
# With more words than that unknown, nothing is misspelt: it is something else.
_MOST_LOOKED_UP = 8


class KnownNames(Protocol):
    """The words of which the names of services are made; the same object for the same names."""

    def __hash__(self) -> int: ...

    def __contains__(self, word: str) -> bool: ...

    def nearest(self, word: str) -> str | None:
        """Return the word of a name that a misspelt word stands for, or None."""
        ...

    def is_name(self, wanted: Sequence[str]) -> bool:
        """Say whether all these words stand in the name of one service."""
        ...


@dataclass(frozen=True)
class WeightedTopic:
    """`weight`: 0 to 1, how surely the text is about the topic. `is_exact`: one of its terms stands in the text."""

    id: str
    weight: float
    is_exact: bool


@dataclass(frozen=True)
class Understanding:
    """`topics`: best first, ids of `phrases.SEARCH_TOPICS`. `filters`: {facet: value} that words stood for, countries
    in upper case. `countries`: several countries that were named, so that none was taken. `words`: what is left, as
    compared. `topic_words`, `kind_words`: what stood for topics, and for kinds of help.
    `corrected`: {word: the known word it was taken for}. `is_danger`: the words may mean danger to a life; False says
    nothing. `language`: in which the text is written, as far as can be told (an offered code).
    """

    language: str
    topics: tuple[WeightedTopic, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    topic_words: tuple[str, ...] = ()
    kind_words: tuple[str, ...] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
    is_danger: bool = False


def understand(
    text: str,
    page_language: str,
    *,
    rejected: Collection[Meaning] = (),
    names: KnownNames | None = None,
) -> Understanding:
    """Return what a text means for a reader of `page_language`.

    `rejected`: readings that the person took back; their words stand for themselves. `names`: words of the edition,
    which are right as they are and which a misspelt word may mean.
    """
    # Some letters are whole words when they are taken apart («ﷺ» is eighteen letters): the length counts after that.
    composed = " ".join(unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]).split())[:MOST_CHARACTERS]
    return _understand(composed, page_language, frozenset(rejected), names)


@lru_cache(maxsize=2_048)
def _understand(text: str, page_language: str, rejected: frozenset[Meaning], names: KnownNames | None) -> Understanding:
    tokens = words.tokens_of(text)
    if not tokens:
        return Understanding(page_language)
    trained = classifier.shipped_classifier()
    spoken = _spoken(trained.probabilities(Head.LANGUAGE, classifier.features(text), None), page_language)
    reader = _Reader(shipped_terms(), spoken, rejected, names)
    reader.read(tokens)
    mended = [reader.corrected.get(token, token) for token in tokens]
    likely, estimate = _estimates(text, " ".join(mended) if reader.corrected else text, reader)
    heard = danger.listen([*tokens, "…", *mended] if reader.corrected else tokens, spoken)
    countries = tuple(sorted(reader.read_values[Facet.COUNTRY.value]))
    return Understanding(
        language=spoken[0],
        topics=_topics(likely, reader.exact_topics, rejected),
        filters={
            facet: next(iter(reader.read_values[facet]))
            for facet in READ_FACETS
            if reader.read_values[facet] and not (facet == Facet.COUNTRY.value and len(countries) > 1)
        },
        countries=countries if len(countries) > 1 else (),
        words=tuple(dict.fromkeys(reader.left)),
        topic_words=tuple(reader.said_for[Facet.TOPIC.value]),
        kind_words=tuple(reader.said_for[Facet.KIND.value]),
        corrected=dict(reader.corrected),
        is_danger=reader.asks_for_rescue or danger.sounds_like_danger(heard, estimate),
    )


def _estimates(text: str, mended: str, reader: "_Reader") -> tuple[dict[str, float], float]:
    """Return ({topic: probability}, probability of danger) by likeness; nothing where only filters were named.

    Danger is looked for in what was written, not in what it was taken for.
    """
    if reader.names_filters_only:
        return {}, 0.0
    trained, encoder = classifier.shipped_classifier(), installed_encoder()
    vector = encoder.encode(text) if encoder else None
    risk = trained.probabilities(Head.RISK, classifier.features(text), vector)
    topics = {} if reader.names_a_service else trained.probabilities(Head.TOPIC, classifier.features(mended), vector)
    return topics, risk[Risk.IMMINENT.value] + risk[Risk.HIGH.value]


def _spoken(chances: Mapping[str, float], page_language: str) -> tuple[str, ...]:
    """Return the languages a text may be in, the likeliest first; the page's and English always among them."""
    weighed = {
        code: chance * (_PAGE_LANGUAGE_FACTOR if code == page_language else 1) for code, chance in chances.items()
    }
    total = sum(weighed.values())
    likely = sorted(weighed, key=lambda code: -weighed[code])
    kept = [code for code in likely if weighed[code] / total >= _SPOKEN_FROM] or likely[:1]
    return tuple(dict.fromkeys((*kept, page_language, languages.DEFAULT_CODE)))


class _Reader:
    """Reads one text: what its terms stand for, what is left of it."""

    def __init__(
        self, terms: Terms, spoken: tuple[str, ...], rejected: frozenset[Meaning], names: KnownNames | None
    ) -> None:
        self.terms, self.spoken, self.rejected, self.names = terms, spoken, rejected, names
        self.read_values: dict[str, dict[str, None]] = defaultdict(dict)
        self.exact_topics: dict[str, int] = defaultdict(int)
        self.is_one_word = False
        self._looked_up: set[str] = set()
        self._left: dict[int, str] = {}
        self.said_for: dict[str, dict[str, None]] = defaultdict(dict)
        self.corrected: dict[str, str] = {}

    @property
    def left(self) -> list[str]:
        """Return the words in which nothing was read, in order."""
        return _joined(self._left)

    @property
    def names_filters_only(self) -> bool:
        """Say whether nothing was said but where, how, from whom: «therapist berlin english»."""
        if self.left or self._particular_topics or "crisis" in self.exact_topics:
            return False
        return self.is_one_word or any(self.read_values[facet] for facet in _ASIDE)

    @property
    def asks_for_rescue(self) -> bool:
        """Say whether nothing else was asked for than an emergency or crisis line."""
        kinds = self.read_values[Facet.KIND.value]
        return not self.left and not self._particular_topics and not _RESCUE.isdisjoint(kinds)

    @property
    def names_a_service(self) -> bool:
        """Say whether what is left is of the name of one service."""
        if self._particular_topics or self.names is None or not 0 < len(self.left) <= _LONGEST_NAME:
            return False
        return self.names.is_name(self.left)

    @property
    def _particular_topics(self) -> set[str]:
        return set(self.exact_topics) - set(_GENERAL_TOPICS)

    def read(self, tokens: Sequence[str]) -> None:
        self.is_one_word = len(tokens) == 1
        matches = self.terms.matches(tokens, self.spoken)
        unknown = _unmatched(tokens, matches)
        mended = [self._mended(token) if place in unknown else token for place, token in enumerate(tokens)]
        if mended != list(tokens):
            matches = self.terms.matches(mended, self.spoken)
        for match in matches:
            self._take(match, mended)
        for kind, topic in _TOPIC_OF_KIND.items():
            if kind in self.read_values[Facet.KIND.value]:
                self.exact_topics[topic] += 1
        self._left |= {place: mended[place] for place in _unmatched(mended, matches)}

    def _mended(self, token: str) -> str:
        if (
            Meaning(SPELLING, token) in self.rejected
            or token in phrases.known_tokens()
            or (self.names and token in self.names)
        ):
            return token
        if len(self._looked_up) >= _MOST_LOOKED_UP:
            return token
        self._looked_up.add(token)
        meant = _nearest_term(token, self.spoken) or (self.names.nearest(token) if self.names else None)
        if meant:
            self.corrected[token] = meant
        return meant or token

    def _take(self, match: Match, tokens: Sequence[str]) -> None:
        places = [(place, tokens[place]) for place in range(match.start, match.end)]
        kept = [meaning for meaning in match.meanings if meaning not in self.rejected]
        if match.meanings and not kept:
            self._left |= dict(places)
        for meaning in kept:
            self.said_for[meaning.facet] |= dict.fromkeys(_joined(dict(places)))
            if meaning.facet == Facet.TOPIC.value:
                self.exact_topics[meaning.value] += 1
            else:
                self.read_values[meaning.facet][meaning.value] = None


def _joined(tokens: Mapping[int, str]) -> list[str]:
    """Return the tokens at some places, in order; neighbours in a script without spaces are one word."""
    found: list[str] = []
    last = -2
    for place, token in sorted(tokens.items()):
        if found and place == last + 1 and words.is_unspaced(token) and words.is_unspaced(found[-1]):
            found[-1] += token
        else:
            found.append(token)
        last = place
    return found


def _unmatched(tokens: Sequence[str], matches: Sequence[Match]) -> set[int]:
    matched = {place for match in matches for place in range(match.start, match.end)}
    return set(range(len(tokens))) - matched


def forget() -> None:
    """Forget every text that was understood."""
    _understand.cache_clear()


def warm() -> None:
    """Read and open everything now, so that the first search need not wait for it."""
    _nearest_term("warm", languages.OFFERED_CODES)
    for language in languages.OFFERED_CODES:
        understand("warm, and a few words more", language)


def _nearest_term(word: str, spoken: Sequence[str]) -> str | None:
    """Return the term that a word stands for: of the likeliest language first, then the name of a large city."""
    for language in spoken:
        meant = _terms_of(language).nearest(word)
        if meant:
            return meant
    return _places().stem(word)


@cache
def _terms_of(language: str) -> Speller:
    """Return a speller of the terms of a language, but for places: nobody is sent to a country by a slip of the pen."""
    return Speller(
        term
        for term, said in shipped_terms().known.items()
        if " " not in term
        and any(language in said_in and meaning.facet != Facet.COUNTRY.value for meaning, said_in in said)
    )


@cache
def _places() -> Speller:
    """Return the names of the largest cities, which are known with an ending too («Berlinie»)."""
    return Speller(shipped_terms().well_known_cities)


def _topics(
    likely: Mapping[str, float], exact: Mapping[str, int], rejected: frozenset[Meaning]
) -> tuple[WeightedTopic, ...]:
    """Return the topics by weight. An exact term weighs more than likeness; rejected topics are gone."""
    scores = {topic: chance for topic, chance in likely.items() if topic in phrases.SEARCH_TOPICS}
    for topic, times in exact.items():
        if topic not in _GENERAL_TOPICS:
            scores[topic] = max(scores.get(topic, 0.0) * _EXACT_FACTOR**times, _EXACT_LEAST)
    total = sum(scores.values()) + likely.get(phrases.OTHER, 0.0) or 1.0
    weights = {topic: score / total for topic, score in scores.items()}
    particular = sorted((weight for topic, weight in weights.items() if topic not in _GENERAL_TOPICS), reverse=True)
    beside = particular[:_ALWAYS_NAMED]
    weights |= {topic: min(beside, default=_GENERAL_WEIGHT) * 0.9 for topic in _GENERAL_TOPICS if topic in exact}
    kept = {topic: weight for topic, weight in weights.items() if Meaning(Facet.TOPIC.value, topic) not in rejected}
    ordered = sorted(kept, key=lambda topic: (-kept[topic], topic))
    return tuple(
        WeightedTopic(topic, round(kept[topic], 3), topic in exact)
        for place, topic in enumerate(ordered)
        if place < _ALWAYS_NAMED or kept[topic] >= _LEAST_WEIGHT
    )
