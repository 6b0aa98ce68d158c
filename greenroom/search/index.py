"""An edition turned round: for every value of a facet, and every word, the documents that have it.

A set of documents is one whole number, bit n for document n: cutting, joining and counting sets are single steps.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from greenroom.core import languages
from greenroom.directory import opening_hours
from greenroom.directory.choices import ANSWERED_CHANNELS
from greenroom.directory.opening_hours import State
from greenroom.directory.policy import Freshness
from greenroom.edition import reading
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.search import words
from greenroom.search.filters import ROLES, Facet

Bits = int

# What a word is worth by where it stands.
_NAME_WEIGHT, _ORGANIZATION_WEIGHT, _TEXT_WEIGHT = 4, 2, 1


@dataclass(frozen=True, eq=False)
class Index:
    documents: tuple[ResourceDocument, ...]
    # Worldwide documents are in every country's set.
    facets: dict[Facet, dict[str, Bits]]
    worldwide: Bits
    vocabulary: dict[str, Bits]
    # For each document, its words and what they are worth there.
    weights: tuple[dict[str, int], ...]

    @property
    def everything(self) -> Bits:
        return (1 << len(self.documents)) - 1

    def with_words(self, wanted: str) -> Bits:
        """Return the documents that have every wanted word, or the beginning of it."""
        found = self.everything
        for word in words.words_of(wanted):
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
            for sought in words.words_of(wanted)
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
    worldwide = 0
    for position, document in enumerate(documents):
        bit = 1 << position
        worldwide |= bit if document.is_worldwide else 0
        for facet, value in _facet_values(document):
            facets[facet][value] |= bit
        weights.append(_weights(document))
        for word in weights[-1]:
            vocabulary[word] |= bit
    return Index(
        documents,
        {facet: dict(values) for facet, values in facets.items()},
        worldwide,
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
    texts = [text for text in document.texts.values()]
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
    """Return (documents offered on a day, those of them that were checked within half a year)."""
    offered = checked = 0
    for position, document in enumerate(index.documents):
        if not reading.is_offered(document, on):
            continue
        offered |= 1 << position
        if reading.freshness(document, on) is not Freshness.STALE:
            checked |= 1 << position
    return offered, checked


@lru_cache(maxsize=512)
def open_at(index: Index, country: str | None, minute: datetime) -> Bits:
    """Return the documents that have a contact somebody answers at a minute, for a page about a country (or none)."""
    of_country = index.facets[Facet.COUNTRY].get(country, 0) | index.worldwide if country else index.everything
    found = 0
    for position in positions(of_country):
        if _is_open(index.documents[position], country, minute):
            found |= 1 << position
    return found


def _is_open(document: ResourceDocument, country: str | None, minute: datetime) -> bool:
    holidays_of = reading.holiday_country(document, country)
    return any(
        opening_hours.open_state(contact.hours, contact.zone, minute, holidays_of).state is State.OPEN
        for contact in reading.usable_contacts(document, country)
        if contact.channel in ANSWERED_CHANNELS
    )
