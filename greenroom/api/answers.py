"""The forms in which the API answers. Names follow those of the exchange form (docs/record-format.md)."""

from datetime import date, datetime

from django.conf import settings
from ninja import Schema

from greenroom.core import countries, crisis_sentences
from greenroom.directory import opening_hours
from greenroom.directory.choices import (
    ANSWERED_CHANNELS,
    Audience,
    CallCost,
    Channel,
    CheckMethod,
    Cost,
    Kind,
    Reach,
    Serves,
    Status,
    Topic,
)
from greenroom.directory.policy import Freshness
from greenroom.edition import reading
from greenroom.edition.documents import ContactDocument, ResourceDocument
from greenroom.edition.manifest import Manifest
from greenroom.edition.reader.opening import Edition
from greenroom.search.finding import Found
from greenroom.search.helping import Helping
from greenroom.search.suggesting import Suggestion
from greenroom.search.understanding import Understanding

ENGLISH = "en"


class Reader(Schema):
    """For whom an answer is made: the language of its texts, the country it is for (upper case), the instant."""

    language: str
    country: str | None
    at: datetime


class TopicWeight(Schema):
    id: str
    weight: float


class Understood(Schema):
    """`topics`: best first. `filters`: {facet: value}, codes in lower case. `words`: what nothing was read in."""

    topics: list[TopicWeight]
    filters: dict[str, str]
    words: list[str]
    danger: bool
    language: str

    @classmethod
    def of(cls, understood: Understanding | None, language: str) -> "Understood":
        if understood is None:
            return cls(topics=[], filters={}, words=[], danger=False, language=language)
        return cls(
            topics=[TopicWeight(id=topic.id, weight=topic.weight) for topic in understood.topics],
            filters={facet: value.lower() for facet, value in understood.filters.items()},
            words=list(understood.words),
            danger=understood.is_danger,
            language=understood.language,
        )


class Open(Schema):
    """Whether somebody answers at the instant of the answer (`as_of`), and when that changes next, where that is known
    within 15 days. `unknown` is never closed.
    """

    state: opening_hours.State
    changes_at: datetime | None


class Contact(Schema):
    """One way to reach a service, as it works in the asked country.

    `value`: as printed. `dial`: the keys to press inside the country. `link`: what a tap opens. `abroad`: whether it
    works from another country; `abroad_source` says so. `serves`: who answers an emergency number. `hours`:
    OpenStreetMap opening_hours in `zone` (IANA).
    """

    channel: Channel
    value: str
    dial: str | None
    e164: str | None
    link: str | None
    keyword: str | None
    steps: list[str]
    serves: list[Serves]
    hours: str | None
    zone: str | None
    open: Open | None
    languages: list[str]
    cost: CallCost
    abroad: Reach
    abroad_source: str | None
    note: str | None

    @classmethod
    def of(cls, contact: ContactDocument, document: ResourceDocument, reader: Reader) -> "Contact":
        return cls(
            channel=contact.channel,
            value=contact.value,
            dial=contact.dial or None,
            e164=contact.e164 or None,
            link=reading.contact_link(contact) or None,
            keyword=contact.keyword or None,
            steps=list(contact.steps),
            serves=list(contact.serves),
            hours=contact.hours,
            zone=contact.zone,
            open=_open(contact, document, reader),
            languages=list(contact.languages),
            cost=contact.cost,
            abroad=contact.abroad_reach,
            abroad_source=contact.abroad_source or None,
            note=contact.notes.get(reader.language) or contact.notes.get(ENGLISH),
        )


def _open(contact: ContactDocument, document: ResourceDocument, reader: Reader) -> Open | None:
    """Nothing for what nobody answers: a page, an address to write to."""
    if contact.channel not in ANSWERED_CHANNELS:
        return None
    holidays_of = reading.holiday_country(document, reader.country)
    answer = opening_hours.open_state(contact.hours, contact.zone, reader.at, holidays_of)
    return Open(state=answer.state, changes_at=answer.changes_at)


class Source(Schema):
    url: str
    publisher: str
    page_date: date | None
    seen_date: date


class Checked(Schema):
    """The last time somebody made sure, and how."""

    date: date
    method: CheckMethod
    freshness: Freshness


class Resource(Schema):
    """A support service. `countries`: codes in upper case; empty for a service of everywhere.

    `summary`, `caution`: in `text_language`, the asked one where there is a text in it, else English; `text_state` is
    `machine` where nobody has reviewed the translation. `contacts`: those that are confirmed and work in the country.
    """

    id: str
    name: str
    name_en: str | None
    organization: str
    kind: Kind
    status: Status
    countries: list[str]
    regions: list[str]
    is_worldwide: bool
    is_music_specific: bool
    languages: list[str]
    audience: list[Audience]
    topics: list[Topic]
    cost: Cost
    summary: str
    caution: str | None
    text_language: str
    text_state: str
    may_involve_authorities: bool
    contacts: list[Contact]
    url: str | None
    page: str
    paired_with: list[str]
    checked: Checked | None
    sources: list[Source]

    @classmethod
    def of(cls, document: ResourceDocument, reader: Reader) -> "Resource":
        language = reader.language if reader.language in document.texts else ENGLISH
        text, english = document.texts[language], document.texts[ENGLISH]
        return cls(
            id=document.slug,
            name=document.name,
            name_en=english.name or None,
            organization=document.organization,
            kind=document.kind,
            status=document.status,
            countries=list(document.countries),
            regions=list(document.regions),
            is_worldwide=document.is_worldwide,
            is_music_specific=document.is_music_specific,
            languages=list(document.languages),
            audience=list(document.audiences),
            topics=list(document.topics),
            cost=document.cost,
            summary=text.summary,
            caution=text.caution or english.caution or None,
            text_language=language,
            text_state=text.state.value,
            may_involve_authorities=document.may_involve_authorities,
            contacts=[
                Contact.of(contact, document, reader) for contact in reading.usable_contacts(document, reader.country)
            ],
            url=document.url or None,
            page=f"{settings.SITE_URL}/{reader.language}/r/{document.slug}/",
            paired_with=list(document.paired_with),
            checked=_checked(document, reader.at.date()),
            sources=[
                Source(url=one.url, publisher=one.publisher.value, page_date=one.page_date, seen_date=one.seen_date)
                for one in document.sources
            ],
        )


def _checked(document: ResourceDocument, on: date) -> Checked | None:
    check = reading.last_confirmation(document)
    if check is None:
        return None
    return Checked(date=check.checked_date, method=check.method, freshness=reading.freshness(document, on))


class Sentence(Schema):
    """A fixed sentence of a crisis; `english` stands beside it until a native speaker has reviewed it."""

    text: str
    language: str
    english: str | None

    @classmethod
    def of(cls, key: str, language: str) -> "Sentence":
        said = crisis_sentences.sentence(key, language)
        return cls(text=said.text, language=said.language, english=said.english)


class NowAnswer(Schema):
    """Crisis help of a country, in the order in which to offer it.

    A country answers even if there is nothing to list: `has_emergency_number` and `has_line` say so in so many words,
    and `say_first` is what to tell somebody before anything else. No number of another country is ever in here.
    """

    edition: int
    as_of: datetime
    country: str
    country_name: str
    page: str
    has_emergency_number: bool
    has_line: bool
    say_first: list[Sentence]
    emergency: list[Resource]
    lines: list[Resource]
    special_lines: list[Resource]
    music: list[Resource]
    worldwide: list[Resource]
    concierge: Resource | None

    @classmethod
    def of(cls, edition: Edition, helps: Helping, reader: Reader) -> "NowAnswer":
        country = reader.country or ""

        def resources(*groups: tuple[ResourceDocument, ...]) -> list[Resource]:
            return [Resource.of(document, reader) for group in groups for document in group]

        return cls(
            edition=edition.number,
            as_of=reader.at,
            country=country,
            country_name=countries.name(country, reader.language),
            page=f"{settings.SITE_URL}/{reader.language}/now/{country.lower()}/",
            has_emergency_number=bool(helps.emergency),
            has_line=bool(helps.first_lines),
            say_first=[Sentence.of(key, reader.language) for key in _say_first(helps)],
            emergency=resources(helps.emergency),
            lines=resources(helps.first_lines, helps.more_lines),
            special_lines=resources(helps.special_lines),
            music=resources(helps.music, helps.more_music),
            worldwide=resources(helps.worldwide, helps.more_worldwide),
            concierge=Resource.of(helps.concierge, reader) if helps.concierge else None,
        )


def _say_first(helps: Helping) -> list[str]:
    """Return the keys of the sentences that come before any number, as on the help-now page."""
    first = ["call_at_once"] if helps.emergency else ["no_emergency_number", "ask_anyone"]
    if helps.first_lines:
        return [*first, "try_the_next"]
    return [*first, "only_special_lines" if helps.special_lines else "no_line"]


class ResourceAnswer(Schema):
    edition: int
    as_of: datetime
    resource: Resource


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
        reader = Reader(language=language, country=found.country, at=at)
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
            results=[Resource.of(document, reader) for document in found.documents],
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


class EditionEntry(Schema):
    """`files`: the address below which its open data lies."""

    number: int
    built_at: datetime
    resources: int
    is_current: bool
    files: str

    @classmethod
    def of(cls, manifest: Manifest, current: int) -> "EditionEntry":
        return cls(
            number=manifest.number,
            built_at=manifest.built_at,
            resources=manifest.counts["resources"],
            is_current=manifest.number == current,
            files=f"{settings.SITE_URL}/data/{manifest.number}/",
        )


class EditionsAnswer(Schema):
    """The editions that are kept, newest first."""

    editions: list[EditionEntry]
