"""What HSDS has no word for, as it stands under `greenroom` in our services and terms. The profile is made from it."""

from datetime import date

import msgspec

from greenroom.directory.choices import CallCost, Channel, CheckMethod, CheckOutcome, Reach, Serves, TextState
from greenroom.edition.documents import CheckDocument, ContactDocument, ResourceDocument


class Abroad(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether a contact works from another country, and what says so."""

    reach: Reach
    source: str = ""


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One way to reach the service. `value`: as printed. `dial`: the keys to press inside the country. `hours`:
    OpenStreetMap opening_hours in `tz` (IANA). `countries`: where it works as printed, if not in all of the service's.
    """

    channel: Channel
    value: str
    abroad: Abroad
    cost: CallCost
    dial: str = ""
    e164: str = ""
    keyword: str = ""
    steps: tuple[str, ...] = ()
    hours: str | None = None
    tz: str | None = None
    languages: tuple[str, ...] = ()
    language_hours: dict[str, str] = {}
    serves: tuple[Serves, ...] = ()
    countries: tuple[str, ...] = ()
    notes: dict[str, str] = {}
    unconfirmed: bool = False


class Translation(msgspec.Struct, frozen=True, omit_defaults=True):
    summary: str
    status: TextState
    name: str = ""
    caution: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the facts come from: the page, who published it, what it says, its own date, and when it was seen."""

    url: str
    publisher: str
    says: str
    seen_date: date
    page_date: date | None = None


class Check(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody made sure. `contact`: an index of `contacts`; absent for the service as a whole."""

    date: date
    method: CheckMethod
    outcome: CheckOutcome
    by: str
    contact: int | None = None


class ServiceExtension(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`id`: ours. `is_gone`: the service stood in an earlier edition only. `paired_with`: ids of services to be shown
    beside this one.
    """

    id: str
    is_gone: bool = False
    kind: str = ""
    is_music_specific: bool = False
    is_worldwide: bool = False
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    may_involve_authorities: bool = False
    languages_assumed: bool = False
    confidence: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    superseded_by: str | None = None
    paired_with: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    translations: dict[str, Translation] = {}
    sources: tuple[Source, ...] = ()
    checks: tuple[Check, ...] = ()


class TermExtension(msgspec.Struct, frozen=True):
    """`names`: {language: the term's name}, in every language of the pages."""

    names: dict[str, str]


def of_document(document: ResourceDocument) -> ServiceExtension:
    return ServiceExtension(
        id=document.slug,
        kind=document.kind.value,
        is_music_specific=document.is_music_specific,
        is_worldwide=document.is_worldwide,
        countries=document.countries,
        regions=document.regions,
        may_involve_authorities=document.may_involve_authorities,
        languages_assumed=document.has_assumed_languages,
        confidence=document.confidence.value,
        valid_from=document.valid_from_date,
        valid_to=document.valid_to_date,
        superseded_by=document.superseded_by,
        paired_with=document.paired_with,
        contacts=tuple(map(_contact, document.contacts)),
        translations={
            language: Translation(text.summary, text.state, text.name, text.caution)
            for language, text in document.texts.items()
        },
        sources=tuple(
            Source(
                url=one.url,
                publisher=one.publisher.value,
                says=one.says,
                page_date=one.page_date,
                seen_date=one.seen_date,
            )
            for one in document.sources
        ),
        checks=tuple(map(_check, document.checks)),
    )


def _contact(contact: ContactDocument) -> Contact:
    return Contact(
        channel=contact.channel,
        value=contact.value,
        abroad=Abroad(contact.abroad_reach, contact.abroad_source),
        cost=contact.cost,
        dial=contact.dial,
        e164=contact.e164,
        keyword=contact.keyword,
        steps=contact.steps,
        hours=contact.hours,
        tz=contact.zone,
        languages=contact.languages,
        language_hours=contact.language_hours,
        serves=contact.serves,
        countries=contact.countries,
        notes=contact.notes,
        unconfirmed=contact.is_unconfirmed,
    )


def _check(check: CheckDocument) -> Check:
    return Check(
        date=check.checked_date, method=check.method, outcome=check.outcome, by=check.checked_by, contact=check.contact
    )
