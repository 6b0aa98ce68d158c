"""An edition turned round: for every value of a facet, and every word, the documents that have it.

A set of documents is one whole number, bit n for document n: cutting, joining and counting sets are single steps.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from greenroom.core import languages
from greenroom.directory import opening_hours
from greenroom.directory.choices import ANSWERED_CHANNELS, Kind
from greenroom.directory.opening_hours import State
from greenroom.directory.policy import Freshness
from greenroom.edition import reading
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.search import words
from greenroom.search.filters import ROLES, Facet

Bits = int

# A question has this many words at the most; what comes after them narrows nothing.
MOST_WORDS = 12

# What a word is worth by where it stands.
_NAME_WEIGHT, _ORGANIZATION_WEIGHT, _TEXT_WEIGHT = 4, 2, 1


@dataclass(frozen=True, eq=False)
class Index:
    documents: tuple[ResourceDocument, ...]
    facets: dict[Facet, dict[str, Bits]]
    worldwide: Bits
    # Documents of which a part depends on the reader's country: contacts for some countries only, several holidays.
    varying: Bits
    vocabulary: dict[str, Bits]
    # For each document, its words and what they are worth there.
    weights: tuple[dict[str, int], ...]

    @property
    def everything(self) -> Bits:
        return (1 << len(self.documents)) - 1

    def in_country(self, country: str | None) -> Bits:
        """Return the documents that serve a country, worldwide ones among them; all of them for None."""
        if country is None:
            return self.everything
        return self.facets[Facet.COUNTRY].get(country, 0) | self.worldwide

    def with_words(self, wanted: str) -> Bits:
        """Return the documents that have every wanted word, or the beginning of it."""
        found = self.everything
        for word in words.words_of(wanted)[:MOST_WORDS]:
            fitting = 0
            for known, bits in self.vocabulary.items():
                if words.is_found_in(word, known):
                    fitting |= bits
            found &= fitting
        return found

    def worth(self, position: int, wanted: str) -> int:
        """Return how well a document fits the wanted words."""
        weights = self.weights[position]
        return sum(
            max((worth for word, worth in weights.items() if words.is_found_in(sought, word)), default=0)
            for sought in words.words_of(wanted)[:MOST_WORDS]
        )


def positions(bits: Bits) -> list[int]:
    """Return the documents of a set, ascending."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


@lru_cache(maxsize=2)
def index_of(edition: Edition) -> Index:
    """Return the index of an edition; made once for each."""
    documents = tuple(edition.resources.values())
    facets: dict[Facet, dict[str, Bits]] = {facet: defaultdict(int) for facet in Facet}
    vocabulary: dict[str, Bits] = defaultdict(int)
    weights = []
    worldwide = varying = 0
    for position, document in enumerate(documents):
        bit = 1 << position
        worldwide |= bit if document.is_worldwide else 0
        varying |= bit if _varies(document) else 0
        for facet, value in _facet_values(document):
            facets[facet][value] |= bit
        weights.append(_weights(document))
        for word in weights[-1]:
            vocabulary[word] |= bit
    return Index(
        documents,
        {facet: dict(values) for facet, values in facets.items()},
        worldwide,
        varying,
        dict(vocabulary),
        tuple(weights),
    )


def _facet_values(document: ResourceDocument) -> list[tuple[Facet, str]]:
    usable = reading.usable_contacts(document, None)
    return [
        *((Facet.COUNTRY, country) for country in document.countries),
        *((Facet.LANGUAGE, languages.primary_subtag(tag)) for tag in document.languages),
        (Facet.KIND, document.kind.value),
        *((Facet.TOPIC, topic.value) for topic in document.topics),
        *((Facet.ROLE, role.value) for role in ROLES if role in document.audiences),
        *((Facet.CHANNEL, contact.channel.value) for contact in usable),
        (Facet.COST, document.cost.value),
    ]


def _weights(document: ResourceDocument) -> dict[str, int]:
    weights: dict[str, int] = {}
    texts = document.texts.values()
    topics = " ".join(topic.value.replace("_", " ") for topic in document.topics)
    for text, worth in (
        *((text.summary, _TEXT_WEIGHT) for text in texts),
        (topics, _TEXT_WEIGHT),
        (document.organization, _ORGANIZATION_WEIGHT),
        *((text.name, _NAME_WEIGHT) for text in texts),
        (document.name, _NAME_WEIGHT),
    ):
        for word in words.words_of(text):
            weights[word] = max(worth, weights.get(word, 0))
    return weights


@lru_cache(maxsize=8)
def offered_and_checked(index: Index, on: date) -> tuple[Bits, Bits]:
    """Return (documents offered on a day, those of them that were checked within half a year).

    Emergency numbers are never put away for their age: an old one, said to be old, is better than none.
    """
    offered = checked = 0
    for position, document in enumerate(index.documents):
        if not reading.is_offered(document, on):
            continue
        offered |= 1 << position
        if document.kind is Kind.EMERGENCY or reading.freshness(document, on) is not Freshness.STALE:
            checked |= 1 << position
    return offered, checked


@lru_cache(maxsize=1_024)
def reached_by(index: Index, country: str | None, channel: str) -> Bits:
    """Return the documents that can be reached by a channel from a country (or from anywhere they serve, for None)."""
    anywhere = index.facets[Facet.CHANNEL].get(channel, 0) & index.in_country(country)
    if country is None:
        return anywhere
    reached = anywhere & ~index.varying
    for position in positions(anywhere & index.varying):
        if any(contact.channel == channel for contact in reading.usable_contacts(index.documents[position], country)):
            reached |= 1 << position
    return reached


@lru_cache(maxsize=1_024)
def open_at(index: Index, country: str | None, minute: datetime) -> Bits:
    """Return the documents that have a contact somebody answers at a minute, for a page about a country (or none)."""
    if country is None:
        return _open_among(index, index.everything, None, minute)
    of_country = index.in_country(country)
    steady = open_at(index, None, minute) & of_country & ~index.varying
    return steady | _open_among(index, of_country & index.varying, country, minute)


def _open_among(index: Index, bits: Bits, country: str | None, minute: datetime) -> Bits:
    return sum(1 << position for position in positions(bits) if _is_open(index.documents[position], country, minute))


def _varies(document: ResourceDocument) -> bool:
    return len(document.countries) > 1 or any(contact.countries for contact in document.contacts)


def _is_open(document: ResourceDocument, country: str | None, minute: datetime) -> bool:
    holidays_of = reading.holiday_country(document, country)
    return any(
        opening_hours.open_state(contact.hours, contact.zone, minute, holidays_of).state is State.OPEN
        for contact in reading.usable_contacts(document, country)
        if contact.channel in ANSWERED_CHANNELS
    )
