"""An edition turned round by tantivy: from words and values to the services that have them.

The index is made in memory out of the edition's documents, once for each edition, so it can neither be stale nor
damaged by itself (docs/decisions/0012). Its entries are what a service looks like from somewhere: a service that is
the same for every reader has one; one whose contacts or holidays depend on the reader's country has one for each, and
one for no country.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from threading import Lock
from typing import NamedTuple

import tantivy
from tantivy import FieldType, Occur, Query

from greenroom.core import countries, languages, words
from greenroom.core.evidence import Confidence
from greenroom.directory import opening_hours, policy
from greenroom.directory.choices import ANSWERED_CHANNELS, LINE_KINDS, VISIBLE_STATUSES, Kind
from greenroom.directory.opening_hours import State
from greenroom.edition import reading
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.search import understanding
from greenroom.search.filters import ROLES, Facet
from greenroom.search.spelling import Speller
from greenroom.search.understanding import KnownNames

MUST, SHOULD = Occur.Must, Occur.Should
ANYWHERE = "*"
# Whose questions an entry answers: those of readers who chose no country, or some country.
NO_COUNTRY, SOME_COUNTRY = "none", "some"
# A question has this many words at the most; what comes after them finds nothing more.
MOST_WORDS = 12
_WRITER_BYTES = 64_000_000
_MOST_VALUES = 1_000
_ALWAYS = date.max.toordinal()

_TEXT_FIELDS = ("name", "organization", "text")
_VALUE_FIELDS = ("asked", "own", "schedule", "place", "traits", *(facet.value for facet in Facet))
_DAY_FIELDS = ("offered_from", "offered_to", "checked_to")


class Schedule(NamedTuple):
    """When somebody answers: opening hours, and where they need them a zone and the country whose holidays count."""

    hours: str
    zone: str | None
    holidays_of: str | None


@dataclass(frozen=True, eq=False)
class Index:
    """`entries[n]`: the document that entry n is about. `schedules`: every distinct one, in the order of their
    numbers.
    """

    engine: tantivy.Index
    documents: tuple[ResourceDocument, ...]
    entries: tuple[int, ...]
    schedules: tuple[Schedule, ...]
    names: KnownNames

    @cached_property
    def searcher(self) -> tantivy.Searcher:
        return self.engine.searcher()

    def has(self, field: str, value: str) -> Query:
        """Return the query for entries with a value."""
        return Query.term_query(self.engine.schema, field, value, "basic")

    def asked_from(self, country: str | None) -> Query:
        """Return the query for what serves a country, worldwide services among it; for None, what there is anywhere."""
        if country is None:
            return self.has("asked", NO_COUNTRY)
        served = any_of(self.has(Facet.COUNTRY.value, country), self.has(Facet.COUNTRY.value, ANYWHERE))
        return all_of(self.has("asked", SOME_COUNTRY), served)

    def offered(self, on: date) -> Query:
        """Return the query for services to send somebody to on a day."""
        in_its_days = all_of(
            self.has("traits", "dated"), self._until("offered_from", on), self._since("offered_to", on)
        )
        return any_of(self.has("traits", "undated"), in_its_days)

    def checked(self, on: date) -> Query:
        """Return the query for services that somebody checked within half a year before a day.

        Emergency numbers are never put away for their age: an old one, said to be old, is better than none.
        """
        return self._since("checked_to", on)

    def open_at(self, minute: datetime) -> Query:
        """Return the query for services that have a contact somebody answers at a minute."""
        return _open_at(self, minute)

    def with_word(self, word: str, field: str) -> Query:
        """Return the query for texts with a word, or with one that begins with it; the whole word is worth more.

        Of a word in a script without spaces, every pair of neighbouring letters must be there.
        """
        schema = self.engine.schema
        if words.is_unspaced(word):
            return all_of(*(Query.term_query(schema, field, pair, "freq") for pair in words.index_tokens(word)))
        whole = Query.term_query(schema, field, word, "freq")
        if len(word) < words.SHORTEST_BEGINNING:
            return whole
        # A phrase of one word whose last word is unfinished: the cheapest way to ask for beginnings.
        return any_of(whole, Query.const_score_query(Query.phrase_prefix_query(schema, field, [word]), 0.5))

    def count(self, query: Query) -> int:
        return _count(self.searcher, query)

    def counts(self, query: Query, fields: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return {field: {value: entries}} for what a query finds."""
        asked = {field: {"terms": {"field": field, "size": _MOST_VALUES}} for field in fields}
        answer = self.searcher.aggregate(query, asked)
        return {
            field: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
            for field, found in answer.items()
        }

    def best(self, query: Query, limit: int, offset: int) -> list[ResourceDocument]:
        """Return the documents of a page of hits, best first; of equally good ones, in the order of the index."""
        hits = self.searcher.search(query, limit=limit, offset=offset, count=False).hits
        numbers = self.searcher.fast_field_values("entry", [address for _, address in hits])
        return [self.documents[self.entries[number]] for number in numbers if isinstance(number, int)]

    def score(self, query: Query, document: ResourceDocument, country: str | None) -> float:
        """Return what a query gives a document for a reader in a country (0 when it does not fit)."""
        is_it = Query.const_score_query(all_of(self.has("slug", document.slug), self.asked_from(country)), 0.0)
        hits = self.searcher.search(all_of(is_it, query), limit=1, count=False).hits
        return float(hits[0][0]) if hits else 0.0

    def _since(self, field: str, day: date) -> Query:
        return Query.range_query(self.engine.schema, field, FieldType.Unsigned, lower_bound=day.toordinal())

    def _until(self, field: str, day: date) -> Query:
        return Query.range_query(self.engine.schema, field, FieldType.Unsigned, upper_bound=day.toordinal())


def all_of(*queries: Query) -> Query:
    return Query.boolean_query([(MUST, query) for query in queries])


def any_of(*queries: Query) -> Query:
    return Query.boolean_query([(SHOULD, query) for query in queries])


@lru_cache(maxsize=4)
def _open_at(index: Index, minute: datetime) -> Query:
    is_open = [
        str(number)
        for number, (hours, zone, holidays_of) in enumerate(index.schedules)
        if opening_hours.state_at(hours, zone, minute, holidays_of) is State.OPEN
    ]
    return Query.term_set_query(index.engine.schema, "schedule", is_open)


_building = Lock()


def index_of(edition: Edition) -> Index:
    """Return the index of an edition; made once for each, by one thread.

    What was understood with the names of an edition before is forgotten.
    """
    with _building:
        return _index_of(edition)


@lru_cache(maxsize=2)
def _index_of(edition: Edition) -> Index:
    made = build(tuple(edition.resources.values()))
    understanding.forget()
    return made


def build(documents: Sequence[ResourceDocument]) -> Index:
    """Return the index of some documents."""
    ordered = tuple(sorted(documents, key=_standing))
    engine = tantivy.Index(_schema())
    writer = engine.writer(_WRITER_BYTES, 1)
    entries: list[int] = []
    schedules: dict[Schedule, int] = {}
    names: dict[str, None] = {}
    for position, document in enumerate(ordered):
        if document.status not in VISIBLE_STATUSES:
            continue
        texts = _texts(document)
        names |= dict.fromkeys((*texts["name"].split(), *texts["organization"].split()))
        for values in _entries(document, schedules):
            writer.add_document(_entry(len(entries), document, texts, values))
            entries.append(position)
    writer.commit()
    writer.wait_merging_threads()
    engine.reload()
    return Index(engine, ordered, tuple(entries), tuple(schedules), NamesOfEdition(engine, Speller(names)))


@dataclass(frozen=True, eq=False)
class NamesOfEdition:
    """The words of which the names of an edition's services and organizations are made."""

    engine: tantivy.Index
    speller: Speller

    def __contains__(self, word: str) -> bool:
        return word in self.speller

    def nearest(self, word: str) -> str | None:
        return self.speller.nearest(word)

    def is_name(self, wanted: Sequence[str]) -> bool:
        schema = self.engine.schema
        in_order = [words.index_tokens(word) for word in wanted]
        together = all_of(
            *(
                any_of(*(Query.term_query(schema, field, token, "freq") for field in ("name", "organization")))
                for tokens in in_order
                for token in tokens
            )
        )
        return _count(self.engine.searcher(), together) > 0


def _count(searcher: tantivy.Searcher, query: Query) -> int:
    unscored = Query.const_score_query(query, 0.0)
    return int(searcher.search(unscored, limit=1, count=True).count)  # type: ignore[attr-defined] # the stub forgot it


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in _TEXT_FIELDS:
        # Words are cut and folded here (`words`): tantivy's own cutting loses Devanagari and the Turkish dotted İ.
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    for field in _VALUE_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("slug", tokenizer_name="raw", index_option="basic")
    for field in _DAY_FIELDS:
        builder.add_unsigned_field(field, indexed=True, fast=True)
    builder.add_unsigned_field("entry", fast=True)
    return builder.build()


def _entry(
    number: int, document: ResourceDocument, texts: Mapping[str, str], values: Mapping[str, Sequence[str]]
) -> tantivy.Document:
    entry = tantivy.Document(**values)
    for field, text in texts.items():
        entry.add_text(field, text)
    entry.add_text("slug", document.slug)
    entry.add_unsigned("entry", number)
    for field, day in _days(document).items():
        entry.add_unsigned(field, day)
    return entry


def _entries(document: ResourceDocument, schedules: dict[Schedule, int]) -> Iterator[dict[str, list[str]]]:
    steady = _steady_values(document)
    if not _varies(document):
        served = [*document.countries, *([ANYWHERE] if document.is_worldwide else [])]
        yield steady | _seen_from(document, None, schedules) | {"asked": [NO_COUNTRY, SOME_COUNTRY], "country": served}
        return
    yield steady | _seen_from(document, None, schedules) | {"asked": [NO_COUNTRY]}
    for country in countries.codes() if document.is_worldwide else document.countries:
        seen = _seen_from(document, country, schedules)
        yield steady | seen | {"asked": [SOME_COUNTRY], "country": [country]}


def _steady_values(document: ResourceDocument) -> dict[str, list[str]]:
    """Return the values of a document that are the same from everywhere."""
    traits = ["confidence-high"] if document.confidence is Confidence.HIGH else []
    traits += ["answers"] if document.kind in LINE_KINDS | {Kind.EMERGENCY} else []
    traits.append("dated" if document.valid_from_date or document.valid_to_date else "undated")
    traits += ["music"] if document.is_music_specific else []
    traits += ["anywhere"] if document.is_worldwide else []
    traits += [] if is_bound_line(document) else ["not-bound-line"]
    return {
        "own": list(document.countries),
        "place": [str(place_of(document))],
        "traits": traits,
        Facet.LANGUAGE.value: list(dict.fromkeys(languages.primary_subtag(tag) for tag in document.languages)),
        Facet.KIND.value: [document.kind.value],
        Facet.TOPIC.value: [topic.value for topic in document.topics],
        Facet.ROLE.value: [role.value for role in ROLES if role in document.audiences],
        Facet.COST.value: [document.cost.value],
    }


def _seen_from(document: ResourceDocument, country: str | None, schedules: dict[Schedule, int]) -> dict[str, list[str]]:
    usable = reading.usable_contacts(document, country)
    holidays_of = reading.holiday_country(document, country)
    answered = {
        _schedule(contact.hours, contact.zone, holidays_of)
        for contact in usable
        if contact.channel in ANSWERED_CHANNELS and contact.hours
    }
    return {
        Facet.CHANNEL.value: list(dict.fromkeys(contact.channel.value for contact in usable)),
        "schedule": [str(schedules.setdefault(schedule, len(schedules))) for schedule in sorted(answered, key=str)],
    }


def _schedule(hours: str, zone: str | None, holidays_of: str | None) -> Schedule:
    """Return when somebody answers, the same for all whose answer is the same."""
    if hours == opening_hours.ALWAYS:
        return Schedule(hours, None, None)
    return Schedule(hours, zone, holidays_of if opening_hours.names_holidays(hours) else None)


def _texts(document: ResourceDocument) -> dict[str, str]:
    texts = document.texts.values()
    topics = " ".join(topic.value.replace("_", " ") for topic in document.topics)
    by_field = {
        "name": (document.name, *(text.name for text in texts)),
        "organization": (document.organization,),
        "text": (topics, *(text.summary for text in texts)),
    }
    return {
        field: " ".join(token for text in parts for token in words.index_tokens(text))
        for field, parts in by_field.items()
    }


def _days(document: ResourceDocument) -> dict[str, int]:
    """Return the days, as ordinals, from and to which a document is offered, and to which it counts as checked."""
    check = reading.last_confirmation(document)
    checked_to = (check.checked_date + timedelta(days=policy.STALE_DAYS)).toordinal() if check else 0
    return {
        "offered_from": document.valid_from_date.toordinal() if document.valid_from_date else 0,
        "offered_to": (document.valid_to_date or date.max).toordinal(),
        "checked_to": _ALWAYS if document.kind is Kind.EMERGENCY else checked_to,
    }


def _varies(document: ResourceDocument) -> bool:
    return len(document.countries) > 1 or any(contact.countries for contact in document.contacts)


_OTHER_KINDS = tuple(kind for kind in Kind if kind not in LINE_KINDS | {Kind.EMERGENCY})
PLACES = 3 + len(_OTHER_KINDS)


def place_of(document: ResourceDocument) -> int:
    """Emergency numbers, lines for anybody, lines for particular people, then the other kinds in their own order."""
    if document.kind in LINE_KINDS:
        return 1 if policy.is_general_line(document.kind, document.audiences, document.topics) else 2
    return 0 if document.kind is Kind.EMERGENCY else 3 + _OTHER_KINDS.index(document.kind)


def is_bound_line(document: ResourceDocument) -> bool:
    """Say whether a document is a line or an emergency number of particular countries: elsewhere, a wrong number."""
    return document.kind in LINE_KINDS | {Kind.EMERGENCY} and not document.is_worldwide


def _standing(document: ResourceDocument) -> tuple[object, ...]:
    """The order in which equally good documents stand."""
    return (
        place_of(document),
        not (document.contacts and document.contacts[0].channel == "phone"),
        bool(document.regions),
        document.slug,
    )
