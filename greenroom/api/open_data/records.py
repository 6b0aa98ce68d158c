"""Documents back in the exchange forms: what a Greenroom can be started from. And the same in HSDS.

Loading these files into an empty Greenroom and publishing gives the same documents (tests/api/open_data/).
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from greenroom.api.hsds import profile, services
from greenroom.directory.choices import Channel, Reach, TextState
from greenroom.directory.exchange import (
    AbroadLine,
    CheckLine,
    CollectionFile,
    ContactLine,
    RecordLine,
    SourceLine,
    TextLine,
)
from greenroom.edition.documents import CareCountryDocument, ContactDocument, Draft, ResourceDocument
from greenroom.guide.care_exchange import CareFactEntry, CareFile, CareSourceEntry
from greenroom.guide.choices import CareTopic

ENGLISH = "en"
WORLDWIDE = "*"
# What a machine knows of reachability is found again when a record is loaded.
_FOUND_AGAIN = "libphonenumber"


def files(draft: Draft) -> Mapping[str, bytes]:
    documents, care = draft.content.resources, draft.content.care
    in_hsds = {
        "version": profile.HSDS_VERSION,
        "profile": profile.address(),
        "services": services.services(documents, draft.history, draft.built_at),
    }
    return {
        "resources.jsonl": b"".join(msgspec.json.encode(record_of(one)) + b"\n" for one in documents),
        "collection.json": msgspec.json.encode(_collection(documents)),
        **{f"care/{one.country.lower()}.json": _care(one) for one in care if one.facts},
        "hsds.json": msgspec.json.encode(in_hsds),
    }


def _collection(documents: Iterable[ResourceDocument]) -> CollectionFile:
    """Return what the exchange form asks for beside records, though these say themselves when they were seen."""
    seen = max((source.seen_date for document in documents for source in document.sources), default=date.min)
    return CollectionFile(seen_on=seen, checked_by="see the checks of each record", check_method=None)


def record_of(document: ResourceDocument) -> RecordLine:
    """Return a document as a record of the exchange form."""
    english = document.texts[ENGLISH]
    return RecordLine(
        id=document.slug,
        organization=document.organization,
        name=document.name,
        name_en=english.name or None,
        kind=document.kind,
        music_specific=document.is_music_specific,
        countries=(WORLDWIDE,) if document.is_worldwide else document.countries,
        regions=document.regions,
        contacts=tuple(_contact(contact) for contact in document.contacts),
        url=document.url or None,
        languages=document.languages,
        audience=document.audiences,
        topics=document.topics,
        cost=document.cost,
        summary_en=english.summary,
        sources=tuple(
            SourceLine(one.url, one.publisher, one.says, one.page_date, one.seen_date) for one in document.sources
        ),
        confidence=document.confidence,
        caution=english.caution or None,
        status=document.status,
        valid_from=document.valid_from_date,
        valid_to=document.valid_to_date,
        superseded_by=document.superseded_by,
        paired_with=document.paired_with,
        languages_assumed=document.has_assumed_languages,
        may_involve_authorities=document.may_involve_authorities,
        texts={
            language: TextLine(
                summary=text.summary,
                name=text.name or None,
                caution=text.caution or None,
                state="reviewed" if text.state is TextState.REVIEWED else "machine",
            )
            for language, text in document.texts.items()
            if language != ENGLISH
        },
        # Oldest first, as they were made: the newest stands first in a document.
        checks=tuple(
            CheckLine(
                date=one.checked_date, method=one.method, outcome=one.outcome, by=one.checked_by, contact=one.contact
            )
            for one in reversed(document.checks)
        ),
    )


def _contact(contact: ContactDocument) -> ContactLine:
    is_number = contact.channel in (Channel.PHONE, Channel.SMS, Channel.WHATSAPP)
    return ContactLine(
        channel=contact.channel,
        value=contact.value,
        keyword=contact.keyword or None,
        hours=contact.hours,
        tz=contact.zone,
        languages=contact.languages,
        cost=contact.cost,
        note=contact.notes.get(ENGLISH),
        e164=contact.e164 or None,
        countries=contact.countries,
        serves=contact.serves,
        dial=contact.dial if is_number else None,
        steps=contact.steps,
        abroad=_abroad(contact),
        unconfirmed=contact.is_unconfirmed,
        language_hours=contact.language_hours,
        notes={language: note for language, note in contact.notes.items() if language != ENGLISH},
    )


def _abroad(contact: ContactDocument) -> AbroadLine | None:
    if contact.abroad_reach is Reach.UNKNOWN or contact.abroad_source == _FOUND_AGAIN:
        return None
    return AbroadLine("yes" if contact.abroad_reach is Reach.YES else "no", contact.abroad_source)


def _care(care: CareCountryDocument) -> bytes:
    facts = tuple(
        CareFactEntry(
            topic=fact.topic,
            fact_en=fact.fact,
            value=[{"lang": one.language, "phrase": one.phrase, "meaning_en": one.meaning} for one in fact.phrases]
            if fact.topic is CareTopic.WORDS_TO_USE
            else None,
            sources=tuple(CareSourceEntry(one.url, one.publisher, one.page_date) for one in fact.sources),
            confidence=fact.confidence,
            caution=fact.caution or None,
        )
        for fact in care.facts
    )
    return msgspec.json.encode(CareFile(country=care.country, as_of=care.as_of_date, facts=facts))
