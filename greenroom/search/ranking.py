"""In which order what fits is shown, and why: every signal has a name and points, and a document's place is their sum.

docs/search.md says what each signal is for and what is lost without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tantivy import Query

from greenroom.directory.choices import Kind, Topic
from greenroom.search.filters import OPEN_NOW, Facet
from greenroom.search.index import MOST_WORDS, PLACES, Index, all_of, any_of
from greenroom.search.understanding import Understanding

# Topics that are shown, matched and ranked by; weaker ones are only likenesses.
CLEAR_TOPIC = 0.2
MOST_TOPICS = 3

# Where few services name a topic, these come near it, by how much. Anybody may be helped by a line that listens, except
# with what has a trade of its own.
_LISTENING = 0.25
_OWN_TRADE = frozenset({"money", "legal", "career", "hearing_health", "physical_health"})
_NEAR: dict[str, dict[Topic, float]] = {
    "creative_block": {Topic.CAREER: 0.8, Topic.STRESS: 0.7, Topic.BURNOUT: 0.6, Topic.EMOTIONAL_SUPPORT: 0.5},
    "performance_anxiety": {Topic.ANXIETY: 0.9, Topic.PANIC: 0.8, Topic.STRESS: 0.5, Topic.EMOTIONAL_SUPPORT: 0.4},
    "sleep": {Topic.STRESS: 0.6, Topic.ANXIETY: 0.6, Topic.DEPRESSION: 0.4},
    "panic": {Topic.ANXIETY: 0.8},
    "anxiety": {Topic.PANIC: 0.6, Topic.STRESS: 0.5},
    "stress": {Topic.BURNOUT: 0.7, Topic.ANXIETY: 0.5},
    "burnout": {Topic.STRESS: 0.8, Topic.DEPRESSION: 0.4},
    "depression": {Topic.SUICIDE: 0.4, Topic.ANXIETY: 0.4},
    "suicide": {Topic.CRISIS: 0.8},
    "crisis": {Topic.SUICIDE: 0.8},
    "self_harm": {Topic.SUICIDE: 0.7, Topic.CRISIS: 0.6},
    "psychosis": {Topic.CRISIS: 0.6, Topic.DEPRESSION: 0.4},
    "trauma": {Topic.ABUSE: 0.4, Topic.SEXUAL_VIOLENCE: 0.4},
    "abuse": {Topic.DOMESTIC_VIOLENCE: 0.7, Topic.SEXUAL_VIOLENCE: 0.5},
    "domestic_violence": {Topic.ABUSE: 0.7},
    "sexual_violence": {Topic.ABUSE: 0.6, Topic.TRAUMA: 0.5},
    "harassment": {Topic.ABUSE: 0.6, Topic.LEGAL: 0.4},
    "alcohol": {Topic.SUBSTANCE_USE: 0.8},
    "substance_use": {Topic.ALCOHOL: 0.6},
    "gambling": {Topic.SUBSTANCE_USE: 0.4, Topic.MONEY: 0.3},
    "eating": {Topic.ANXIETY: 0.4, Topic.DEPRESSION: 0.4},
    "grief": {Topic.LONELINESS: 0.4},
    "touring": {Topic.STRESS: 0.4, Topic.BURNOUT: 0.4},
    "career": {Topic.MONEY: 0.4},
    "hearing_health": {Topic.PHYSICAL_HEALTH: 0.6},
}
# Who asks for one kind of help is often served by another.
_NEAR_KINDS: dict[str, dict[Kind, float]] = {
    "therapy": {Kind.DIRECTORY: 0.6, Kind.MUSIC_SUPPORT: 0.5},
    "crisis_line": {Kind.WARMLINE: 0.7, Kind.TEXT_LINE: 0.7, Kind.CHAT: 0.6, Kind.EMERGENCY: 0.5},
    "warmline": {Kind.CRISIS_LINE: 0.8, Kind.CHAT: 0.5, Kind.TEXT_LINE: 0.5},
    "text_line": {Kind.CHAT: 0.8, Kind.CRISIS_LINE: 0.5},
    "chat": {Kind.TEXT_LINE: 0.7, Kind.CRISIS_LINE: 0.5},
    "emergency": {Kind.CRISIS_LINE: 0.6},
    "music_support": {Kind.FUND: 0.5, Kind.PEER_SUPPORT: 0.5},
    "peer_support": {Kind.MUSIC_SUPPORT: 0.4},
    "fund": {Kind.MUSIC_SUPPORT: 0.6},
    "information": {Kind.DIRECTORY: 0.6},
    "directory": {Kind.INFORMATION: 0.6, Kind.THERAPY: 0.5},
}
# Relatives are named for many reasons; the other roles are parts in music.
_FAMILY = "family"
_MUSIC_TOPICS = frozenset({"touring", "creative_block", "performance_anxiety"})


@dataclass(frozen=True)
class RankingWeights:
    """Points of each signal. The country stands above everything else that can be added up, a service's own name above
    that, and above both only that somebody checked it.

    `topic`, `kind`: for the surest one; less sure or near ones get their share. `text`: for one unit of BM25.
    `answers`: for lines; `place`: for each step up from funds to emergency numbers. `checked`: where the unchecked are
    shown too. A signal of no points is not asked for.
    """

    checked: float = 50_000.0
    not_a_line_of_elsewhere: float = 20_000.0
    anywhere: float = 120.0
    name: float = 5_000.0
    own_country: float = 1_000.0
    topic: float = 100.0
    kind: float = 80.0
    read_language: float = 60.0
    music: float = 40.0
    role: float = 30.0
    cost: float = 20.0
    channel: float = 20.0
    reader_language: float = 15.0
    open_now: float = 8.0
    answers: float = 15.0
    text: float = 4.0
    confidence: float = 1.0
    place: float = 0.0


# Who only looks round is shown the kinds in their order, and within a kind what speaks their language.
SEARCHING = RankingWeights()
BROWSING = RankingWeights(anywhere=0.0, reader_language=1.0, open_now=0.0, answers=0.0, confidence=0.0, place=2.0)


@dataclass(frozen=True)
class Aim:
    """What a person is after: any of it fits. `topics` and `kinds`: {value: share of the points}."""

    topics: Mapping[str, float] = field(default_factory=dict)
    kinds: Mapping[str, float] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    topic_words: tuple[str, ...] = ()
    kind_words: tuple[str, ...] = ()
    preferred: Mapping[str, str] = field(default_factory=dict)
    is_about_music: bool = False

    @property
    def mentioned(self) -> tuple[str, ...]:
        """Return the words of which one in a text is enough to fit."""
        return (*self.words, *self.topic_words)[:MOST_WORDS]

    @property
    def is_empty(self) -> bool:
        return not (self.topics or self.kinds or self.words or self.preferred)


NO_AIM = Aim()


def aim_of(understood: Understanding) -> Aim:
    """Return what an understanding asks for."""
    clear = clear_topics(understood)
    topics: dict[str, float] = {}
    for topic, share in clear.items():
        for near, nearness in _near(topic).items():
            topics[near] = max(topics.get(near, 0.0), share * nearness)
    kind = understood.filters.get(Facet.KIND.value)
    kinds = {kind: 1.0, **{near.value: share for near, share in _NEAR_KINDS.get(kind, {}).items()}} if kind else {}
    preferred = {
        facet: value
        for facet, value in understood.filters.items()
        if facet not in (Facet.COUNTRY.value, Facet.KIND.value)
    }
    role = preferred.get(Facet.ROLE.value, _FAMILY)
    is_about_music = bool(_MUSIC_TOPICS & clear.keys()) or role != _FAMILY or kind == "music_support"
    return Aim(
        topics=topics,
        kinds=kinds,
        words=understood.words[:MOST_WORDS],
        topic_words=understood.topic_words,
        kind_words=understood.kind_words,
        preferred=preferred,
        is_about_music=is_about_music,
    )


def clear_topics(understood: Understanding) -> dict[str, float]:
    """Return {topic: share} of the topics that a text is plainly about; the surest has 1."""
    clear = [topic for topic in understood.topics if topic.weight >= CLEAR_TOPIC or topic.is_exact][:MOST_TOPICS]
    strongest = max((topic.weight for topic in clear), default=1.0)
    return {topic.id: max(topic.weight / strongest, 0.3) for topic in clear}


def _near(topic: str) -> dict[str, float]:
    listening = {} if topic in _OWN_TRADE else {Topic.EMOTIONAL_SUPPORT.value: _LISTENING}
    itself = {topic: 1.0} if topic in set(Topic) else {}
    return listening | {near.value: share for near, share in _NEAR.get(topic, {}).items()} | itself


def fits(index: Index, aim: Aim, open_now: Query) -> Query | None:
    """Return the query for what has anything of an aim; None for an empty aim."""
    wanted = [index.has(Facet.TOPIC.value, topic) for topic in aim.topics]
    wanted += [index.has(Facet.KIND.value, kind) for kind in aim.kinds]
    wanted += [_with_word(index, word) for word in aim.mentioned]
    if not wanted:
        # Only how help should be was said, not with what.
        wanted = [open_now if facet == OPEN_NOW else index.has(facet, value) for facet, value in aim.preferred.items()]
    return any_of(*wanted) if wanted else None


def _with_word(index: Index, word: str) -> Query:
    return any_of(
        Query.boost_query(index.with_word(word, "name"), 3.0),
        Query.boost_query(index.with_word(word, "organization"), 2.0),
        index.with_word(word, "text"),
    )


@dataclass(frozen=True)
class Reader:
    """Whose results are put in order. `language`: of the page. `open_now`, `checked`: what is, at the moment of
    asking.
    """

    country: str | None
    language: str
    checked: Query | None
    open_now: Query


def signals(index: Index, aim: Aim, reader: Reader) -> list[tuple[str, Query]]:
    """Return (signal, query) pairs: the score of a query is what a document gets for the signal."""
    points = _Points(BROWSING if aim.is_empty else SEARCHING)
    _give_for_the_place(points, index, reader)
    _give_for_the_aim(points, index, aim)
    for facet, value in aim.preferred.items():
        if facet == OPEN_NOW:
            points.give("open_now", reader.open_now, _ASKED_FOR)
        else:
            points.give(_SIGNAL_OF.get(facet, facet), index.has(facet, value))
    if aim.is_about_music or (reader.country is None and aim.is_empty):
        points.give("music", index.has("traits", "music"))
    points.give("reader_language", index.has(Facet.LANGUAGE.value, reader.language))
    if OPEN_NOW not in aim.preferred:
        points.give("open_now", reader.open_now)
    points.give("confidence", index.has("traits", "confidence-high"))
    return points.summed()


# Who asks for «open now» gets it this many times more surely than who does not.
_ASKED_FOR = 3.0
_SIGNAL_OF = {Facet.LANGUAGE.value: "read_language"}


class _Points:
    """What is given for each signal."""

    def __init__(self, weights: RankingWeights) -> None:
        self.weights = weights
        self._given: dict[str, list[Query]] = {}

    def give(self, signal: str, query: Query, share: float = 1.0) -> None:
        points = getattr(self.weights, signal) * share
        if not points:
            return
        self._given.setdefault(signal, []).append(Query.const_score_query(query, points))

    def give_score(self, signal: str, query: Query) -> None:
        """Give a query's own score (BM25), weighed."""
        self._given.setdefault(signal, []).append(Query.boost_query(query, getattr(self.weights, signal)))

    def summed(self) -> list[tuple[str, Query]]:
        """A document gets the points of the best topic, kind or name, and a little for each other topic."""
        return [
            (signal, Query.disjunction_max_query(queries, _EACH_OTHER_TOPIC if signal == "topic" else 0.0))
            for signal, queries in self._given.items()
        ]


_EACH_OTHER_TOPIC = 0.2


def _give_for_the_place(points: _Points, index: Index, reader: Reader) -> None:
    """Where a service is, and which step of the ladder from emergency numbers to funds it stands on."""
    if reader.checked is not None:
        points.give("checked", reader.checked)
    if reader.country:
        points.give("own_country", index.has("own", reader.country))
    else:
        points.give("not_a_line_of_elsewhere", index.has("traits", "not-bound-line"))
        points.give("anywhere", index.has("traits", "anywhere"))
    points.give("answers", index.has("traits", "answers"))
    # Emergency numbers of all countries help nobody who has not said where they are.
    for place in range(0 if reader.country else 1, PLACES):
        points.give("place", index.has("place", str(place)), PLACES - place)


def _give_for_the_aim(points: _Points, index: Index, aim: Aim) -> None:
    """What a service is for, and what its texts say."""
    for topic, share in aim.topics.items():
        points.give("topic", index.has(Facet.TOPIC.value, topic), share)
    for kind, share in aim.kinds.items():
        points.give("kind", index.has(Facet.KIND.value, kind), share)
    if aim.words:
        for name_field in ("name", "organization"):
            points.give("name", all_of(*(index.with_word(word, name_field) for word in aim.words)))
    said = (*aim.mentioned, *aim.kind_words)[:MOST_WORDS]
    if said:
        points.give_score("text", any_of(*(_with_word(index, word) for word in said)))
