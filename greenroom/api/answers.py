"""The forms in which the API answers. Names follow those of the exchange form (docs/record-format.md)."""

from datetime import datetime

from ninja import Schema

from greenroom.edition import reading
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.search.finding import Found
from greenroom.search.suggesting import Suggestion
from greenroom.search.understanding import Understanding

ENGLISH = "en"


class Topic(Schema):
    id: str
    weight: float


class Understood(Schema):
    """`topics`: best first. `filters`: {facet: value}, codes in lower case. `words`: what nothing was read in."""

    topics: list[Topic]
    filters: dict[str, str]
    words: list[str]
    danger: bool
    language: str

    @classmethod
    def of(cls, understood: Understanding | None, language: str) -> "Understood":
        if understood is None:
            return cls(topics=[], filters={}, words=[], danger=False, language=language)
        return cls(
            topics=[Topic(id=topic.id, weight=topic.weight) for topic in understood.topics],
            filters={facet: value.lower() for facet, value in understood.filters.items()},
            words=list(understood.words),
            danger=understood.is_danger,
            language=understood.language,
        )


class Contact(Schema):
    channel: str
    value: str
    hours: str | None
    zone: str | None


class Resource(Schema):
    """`countries`: codes in upper case; empty for a service of everywhere. `summary`: in the asked language, else in
    English.
    """

    id: str
    name: str
    organization: str
    kind: str
    countries: list[str]
    is_worldwide: bool
    is_music_specific: bool
    languages: list[str]
    topics: list[str]
    cost: str
    summary: str
    contacts: list[Contact]
    last_checked: str | None

    @classmethod
    def of(cls, document: ResourceDocument, language: str, country: str | None) -> "Resource":
        text = document.texts.get(language) or document.texts.get(ENGLISH)
        check = reading.last_confirmation(document)
        return cls(
            id=document.slug,
            name=document.name,
            organization=document.organization,
            kind=document.kind.value,
            countries=list(document.countries),
            is_worldwide=document.is_worldwide,
            is_music_specific=document.is_music_specific,
            languages=list(document.languages),
            topics=[topic.value for topic in document.topics],
            cost=document.cost.value,
            summary=text.summary if text else "",
            contacts=[
                Contact(channel=contact.channel.value, value=contact.value, hours=contact.hours, zone=contact.zone)
                for contact in reading.usable_contacts(document, country)
            ],
            last_checked=check.checked_date.isoformat() if check else None,
        )


class FindAnswer(Schema):
    """`left_out`: what nothing fitted with, by name. `is_country_widened`: nothing of the country fits the words, so
    all it has stands first. `facets`: {facet: {value: how many there would be with it}}.
    """

    edition: int
    as_of: datetime
    understanding: Understood
    country: str | None
    total: int
    page: int
    page_count: int
    left_out: list[str]
    is_country_widened: bool
    results: list[Resource]
    facets: dict[str, dict[str, int]]

    @classmethod
    def of(cls, edition: Edition, found: Found, language: str, at: datetime) -> "FindAnswer":
        return cls(
            edition=edition.number,
            as_of=at,
            understanding=Understood.of(found.understood, language),
            country=found.country,
            total=found.total,
            page=found.page,
            page_count=found.page_count,
            left_out=list(found.left_out),
            is_country_widened=found.is_country_widened,
            results=[Resource.of(document, language, found.country) for document in found.documents],
            facets={facet.value: dict(values) for facet, values in found.counts.items()},
        )


class Suggested(Schema):
    kind: str
    id: str
    text: str


class SuggestAnswer(Schema):
    suggestions: list[Suggested]

    @classmethod
    def of(cls, suggestions: tuple[Suggestion, ...]) -> "SuggestAnswer":
        return cls(suggestions=[Suggested(kind=one.kind.value, id=one.id, text=one.text) for one in suggestions])


class Problem(Schema):
    """RFC 9457."""

    title: str
    status: int
    detail: str
