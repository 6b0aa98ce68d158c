"""A made directory for the bench of search, and questions to it: the same for the same size, today and in a year.

Texts are made of the words of the thesaurus (data/search/topics) in the 18 languages; shares are guesses at a directory
of the whole world. Parts that are the same in many records are one object, so that a million fit into memory.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import NamedTuple, TypeVar

from greenroom.core import countries, languages, words
from greenroom.core.evidence import Confidence, Publisher
from greenroom.directory.choices import (
    Audience,
    CallCost,
    Channel,
    CheckMethod,
    CheckOutcome,
    Cost,
    Kind,
    TextState,
    Topic,
)
from greenroom.edition import reading
from greenroom.edition.documents import CheckDocument, ContactDocument, ResourceDocument, SourceDocument, TextDocument
from greenroom.edition.manifest import FORMAT, Manifest
from greenroom.edition.reader.opening import Edition
from greenroom.search.filters import ROLES, Facet, Filters
from greenroom.search.index import ANYWHERE
from greenroom.search.phrases import topic_words
from tests.edition.documents import contact_document, resource_document

SEED = 20_261_124
AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WORLDWIDE_SHARE = 0.02
_ZIPF = 1.0
_UNSPACED = frozenset({"ja", "zh"})
_LANGUAGE_SHARES = (24, 10, 8, 9, 7, 6, 5, 4, 4, 3, 3, 3, 4, 3, 3, 2, 1, 1)
_KIND_SHARES = {
    Kind.EMERGENCY: 2,
    Kind.CRISIS_LINE: 20,
    Kind.WARMLINE: 12,
    Kind.TEXT_LINE: 5,
    Kind.CHAT: 6,
    Kind.MUSIC_SUPPORT: 8,
    Kind.PEER_SUPPORT: 12,
    Kind.THERAPY: 18,
    Kind.FUND: 5,
    Kind.INFORMATION: 8,
    Kind.DIRECTORY: 4,
}
_COST_SHARES = {Cost.FREE: 60, Cost.LOW: 12, Cost.PAID: 12, Cost.GRANT: 6, Cost.UNKNOWN: 10}
_AUDIENCE_SHARES = {
    (Audience.EVERYONE,): 55,
    (Audience.YOUTH,): 8,
    (Audience.WOMEN,): 7,
    (Audience.ARTISTS,): 7,
    (Audience.ARTISTS, Audience.CREW): 5,
    (Audience.FAMILY,): 5,
    (Audience.PERFORMING_ARTS,): 4,
    (Audience.CREW, Audience.INDUSTRY): 3,
    (Audience.SONGWRITERS, Audience.ARTISTS): 3,
    (Audience.DJ,): 2,
    (Audience.EXECUTIVES,): 1,
}
_CHANNEL_SHARES = {
    (Channel.PHONE,): 30,
    (Channel.PHONE, Channel.WEB): 25,
    (Channel.PHONE, Channel.EMAIL, Channel.WEB): 15,
    (Channel.WEB,): 8,
    (Channel.EMAIL,): 6,
    (Channel.WEB_CHAT, Channel.WEB): 6,
    (Channel.PHONE, Channel.SMS): 4,
    (Channel.WHATSAPP, Channel.PHONE): 4,
    (Channel.APP,): 2,
}
_DAYS = ("Mo-Fr", "Mo-Sa", "Mo-Su", "Mo,We,Fr", "Tu,Th", "Mo-Fr 09:00-12:00; Sa,Su", "PH off; Mo-Fr")
_SPANS = ("08:00-20:00", "09:00-17:00", "10:00-18:00", "12:00-22:00", "18:00-24:00")
_HOURS_SHARES: dict[str | None, float] = {
    "24/7": 30,
    None: 10,
    **{f"{days} {span}": 60 / 35 for days in _DAYS for span in _SPANS},
}
_SOURCES = (SourceDocument("https://example.org/", Publisher.OFFICIAL, "", None, date(2026, 11, 1)),)

T = TypeVar("T")


def edition(size: int) -> Edition:
    """Return an edition that holds the made directory."""
    manifest = Manifest(format=FORMAT, number=1, built_at=AT, counts={}, files={})
    return Edition(manifest, {document.slug: document for document in directory(size)}, {})


def directory(size: int) -> Iterator[ResourceDocument]:
    """Yield `size` made records."""
    chance = random.Random(SEED)
    ranked = ranked_countries()
    drawn = zip(
        _drawn(chance, dict(zip(languages.OFFERED_CODES, _LANGUAGE_SHARES, strict=True)), size),
        _drawn(chance, {country: 1 / (rank + 1) ** _ZIPF for rank, country in enumerate(ranked)}, size),
        _drawn(chance, _KIND_SHARES, size),
        _drawn(chance, _COST_SHARES, size),
        _drawn(chance, _AUDIENCE_SHARES, size),
        _drawn(chance, _CHANNEL_SHARES, size),
        _drawn(chance, _HOURS_SHARES, size),
        _drawn(chance, {1: 40, 2: 30, 3: 20, 4: 10}, size),
        strict=True,
    )
    for number, (language, country, kind, cost, audiences, channels, hours, topic_count) in enumerate(drawn):
        is_worldwide = chance.random() < WORLDWIDE_SHARE
        topics = tuple(dict.fromkeys(chance.choices(tuple(Topic), k=topic_count)))
        name, organization, summary = _texts(chance, language, topics[0])
        yield resource_document(
            f"{'int' if is_worldwide else country.lower()}-{number:07d}",
            name=name,
            organization=organization,
            kind=kind,
            is_worldwide=is_worldwide,
            is_music_specific=kind is Kind.MUSIC_SUPPORT,
            countries=() if is_worldwide else (country,),
            contacts=_contacts(channels, hours, _zone(country), language),
            languages=_spoken(language, also_english=chance.random() < 0.2),
            audiences=audiences,
            topics=topics,
            cost=cost,
            # The one text stands where readers of every language find it.
            texts={"en": TextDocument("", summary, "", TextState.REVIEWED)},
            sources=_SOURCES,
            checks=_checks(chance.randrange(170)),
            confidence=Confidence.HIGH if number % 3 else Confidence.MEDIUM,
        )


def _drawn(chance: random.Random, shares: Mapping[T, float], size: int) -> list[T]:
    return chance.choices(tuple(shares), cum_weights=list(accumulate(shares.values())), k=size)


@cache
def ranked_countries() -> tuple[str, ...]:
    """Return every country, the one with most records first."""
    return tuple(random.Random(SEED).sample(countries.codes(), len(countries.codes())))


def _texts(chance: random.Random, language: str, topic: Topic) -> tuple[str, str, str]:
    """Half of the words of a summary are about the main topic, the others about anything."""
    by_topic, every = _vocabulary(language)
    own, other = chance.choices(by_topic[topic.value], k=12), chance.choices(every, k=16)
    between = "" if language in _UNSPACED else " "
    name = [own[0], *other[: chance.randint(2, 4)]]
    organization = other[4 : chance.randint(6, 7)]
    return between.join(name), between.join(organization), between.join((*own[1:], *other[7:]))


@cache
def _vocabulary(language: str) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return ({topic: its single words}, all of them)."""
    by_topic = {
        topic: tuple(dict.fromkeys(word for term in known.words for word in term.split()))
        for topic, known in topic_words(language).items()
    }
    return by_topic, tuple(dict.fromkeys(word for found in by_topic.values() for word in found))


@cache
def _zone(country: str) -> str:
    return countries.single_zone(country) or "Europe/London"


@cache
def _contacts(
    channels: tuple[Channel, ...], hours: str | None, zone: str, language: str
) -> tuple[ContactDocument, ...]:
    return tuple(_contact(channel, hours, zone, language) for channel in channels)


@cache
def _contact(channel: Channel, hours: str | None, zone: str, language: str) -> ContactDocument:
    is_number = channel in (Channel.PHONE, Channel.SMS, Channel.WHATSAPP)
    return contact_document(
        channel=channel,
        value="0800 111 222" if is_number else "https://example.org/",
        dial="0800111222" if is_number else "",
        e164="+44800111222" if is_number else "",
        hours=hours,
        zone=zone,
        cost=CallCost.FREE,
        languages=(language,),
    )


@cache
def _spoken(language: str, *, also_english: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys((language, "en"))) if also_english else (language,)


@cache
def _checks(days_ago: int) -> tuple[CheckDocument, ...]:
    day = AT.date() - timedelta(days=days_ago)
    return (CheckDocument(day, CheckMethod.PAGE_READ, CheckOutcome.CONFIRMED, "bench", None),)


@dataclass(frozen=True)
class Question:
    """`language`: of the page. `spelt`: the words as a peer gets them, which mends no spelling. `topics`, `kinds`: what
    fits as well as a word; for a peer that is to find what we find.
    """

    sort: str
    filters: Filters
    language: str
    spelt: str
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """Return the words in normal form; each as the tokens that must stand together in a text."""
        return tuple(tuple(words.index_tokens(run)) for run in words.runs_of(self.spelt))


@cache
def questions() -> tuple[Question, ...]:
    first, third, tenth, thirtieth = (ranked_countries()[rank] for rank in (0, 2, 9, 29))
    return (
        _question("word, country", "en", "insomnia", country=first),
        _question("word, country", "en", "debt", country=tenth),
        _question("word, country", "fr", "solitude", country=third),
        _question("word, country", "nl", "eenzaam", country=thirtieth),
        _question("two words, country, kind", "en", "lonely grief", country=first, kind="crisis_line"),
        _question("two words, country, kind", "en", "burnout money", country=third, kind="therapy"),
        _question("two words, country, kind", "pt", "ansiedade insônia", country=tenth, kind="peer_support"),
        _question("two words, country, kind", "it", "ansia depressione", country=thirtieth, kind="therapy"),
        _question("word, language, cost", "en", "depression", language="en", cost="free"),
        _question("word, language, cost", "es", "ansiedad", language="es", cost="low"),
        _question("word, language, cost", "pl", "samotność", language="pl", cost="free"),
        _question("misspelt word, country", "en", "anxeity", "anxiety", country=first),
        _question("misspelt word, country", "en", "lonelyness", "loneliness", country=tenth),
        _question("misspelt word, country", "de", "schlaflosigkiet", "schlaflosigkeit", country=third),
        _question("half a word", "en", "depres", country=first),
        _question("half a word", "de", "einsa", cost="free"),
        _question("other scripts, German, Spanish", "ja", "不安 眠れない", country=first),
        _question("other scripts, German, Spanish", "ar", "اكتئاب قلق", country=third),
        _question("other scripts, German, Spanish", "hi", "चिंता नींद", country=tenth),
        _question("other scripts, German, Spanish", "de", "Angststörung Schulden", country=first),
        _question("other scripts, German, Spanish", "es", "depresión insomnio", country=third),
        _question("filters only", "en", "", country=first, kind="crisis_line", cost="free"),
        _question("filters only", "de", "", country=third, topic="anxiety", language="de"),
        _question("filters only", "es", "", language="es", role="artists", channel="phone"),
        _question("filters only", "en", "", country=tenth),
    )


def _question(sort: str, page_language: str, typed: str, spelt: str = "", **chosen: str) -> Question:
    filters = Filters(words=typed, chosen={Facet(facet): value for facet, value in chosen.items()})
    return Question(sort, filters, page_language, spelt or typed)


class Record(NamedTuple):
    """What a peer is given of a document: its texts in normal form, a space between tokens, and {facet: values}."""

    number: int
    texts: tuple[str, str, str]
    values: dict[str, list[str]]


def plain_texts(document: ResourceDocument) -> tuple[str, str, str]:
    """Return (name, organization, what it says), in normal form."""
    topics = " ".join(topic.value.replace("_", " ") for topic in document.topics)
    said = (topics, *(text.summary for text in document.texts.values()))
    return _normal((document.name,)), _normal((document.organization,)), _normal(said)


def _normal(texts: Sequence[str]) -> str:
    return " ".join(token for text in texts for token in words.index_tokens(text))


def record(number: int, document: ResourceDocument, texts: tuple[str, str, str]) -> Record:
    usable = reading.usable_contacts(document, None)
    values = {
        Facet.COUNTRY: [*document.countries, *([ANYWHERE] if document.is_worldwide else [])],
        Facet.LANGUAGE: dict.fromkeys(languages.primary_subtag(tag) for tag in document.languages),
        Facet.KIND: [document.kind.value],
        Facet.TOPIC: [topic.value for topic in document.topics],
        Facet.ROLE: [role.value for role in ROLES if role in document.audiences],
        Facet.CHANNEL: dict.fromkeys(contact.channel.value for contact in usable),
        Facet.COST: [document.cost.value],
    }
    return Record(number, texts, {facet.value: list(found) for facet, found in values.items()})
