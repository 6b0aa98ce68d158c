"""From an exchange record to the directory's rows."""

from collections.abc import Iterator
from hashlib import sha256

import msgspec
from django.utils import timezone

from greenroom.directory import dialling, texts
from greenroom.directory.choices import CheckOutcome, Reach, TextState
from greenroom.directory.exchange import CheckLine, CollectionFile, ContactLine, RecordLine
from greenroom.directory.models import (
    Check,
    ContactPoint,
    ContactPointLanguage,
    ContactPointServes,
    ContactPointText,
    Organization,
    Resource,
    ResourceAudience,
    ResourceCountry,
    ResourceLanguage,
    ResourceRegion,
    ResourceText,
    ResourceTopic,
    Source,
)
from greenroom.directory.record_rules import NUMBER_CHANNELS, contact_countries, contact_dial

WORLDWIDE = "*"
ENGLISH = "en"
# Positions of contacts that are being renumbered are moved out of the way first.
_ASIDE = 10_000


def digest(record: RecordLine, collection: CollectionFile) -> str:
    """Return what identifies a record's content, amendments and collection facts included."""
    return sha256(msgspec.json.encode([record, collection])).hexdigest()


def store(record: RecordLine, collection: CollectionFile) -> None:
    """Write a record over what was stored under its id. Checks made since are kept.

    Links to other records (`superseded_by`, `paired_with`) are left to `link`, once all of a file is stored.
    """
    organization, _ = Organization.objects.get_or_create(name=record.organization)
    resource, is_new = Resource.objects.update_or_create(
        slug=record.id,
        defaults={
            "organization": organization,
            "name": record.name,
            "kind": record.kind.value,
            "is_music_specific": record.music_specific,
            "is_worldwide": record.countries == (WORLDWIDE,),
            "url": record.url or "",
            "cost": record.cost.value,
            "confidence": record.confidence.value,
            "has_assumed_languages": record.languages_assumed,
            "may_involve_authorities": record.may_involve_authorities,
            "status": record.status.value,
            "valid_from_date": record.valid_from,
            "valid_to_date": record.valid_to,
            "record_digest": digest(record, collection),
            "last_changed_at": timezone.now(),
        },
    )
    if not is_new:
        _clear_lists(resource)
    _store_lists(resource, record)
    _store_texts(resource, record)
    _store_sources(resource, record, collection)
    contact_points = _store_contacts(resource, record)
    _store_checks(resource, record, collection, contact_points)


def link(record: RecordLine) -> None:
    """Set a stored record's links to other stored records."""
    resource = Resource.objects.get(slug=record.id)
    if record.superseded_by:
        Resource.objects.filter(pk=resource.pk).update(superseded_by=Resource.objects.get(slug=record.superseded_by))
    if record.paired_with:
        resource.paired_with.add(*Resource.objects.filter(slug__in=record.paired_with))


def _clear_lists(resource: Resource) -> None:
    for rows in (
        resource.countries,
        resource.regions,
        resource.languages,
        resource.audiences,
        resource.topics,
        resource.texts,
        resource.sources,
    ):
        rows.all().delete()
    resource.paired_with.clear()
    Resource.objects.filter(pk=resource.pk).update(superseded_by=None)


def _store_lists(resource: Resource, record: RecordLine) -> None:
    ResourceCountry.objects.bulk_create(
        ResourceCountry(resource=resource, country=country) for country in record.countries if country != WORLDWIDE
    )
    ResourceRegion.objects.bulk_create(ResourceRegion(resource=resource, region=region) for region in record.regions)
    ResourceLanguage.objects.bulk_create(
        ResourceLanguage(resource=resource, language=language) for language in dict.fromkeys(record.languages)
    )
    ResourceAudience.objects.bulk_create(
        ResourceAudience(resource=resource, audience=audience.value) for audience in dict.fromkeys(record.audience)
    )
    ResourceTopic.objects.bulk_create(
        ResourceTopic(resource=resource, topic=topic.value) for topic in dict.fromkeys(record.topics)
    )


def _store_texts(resource: Resource, record: RecordLine) -> None:
    english = ResourceText(
        resource=resource,
        language=ENGLISH,
        state=TextState.REVIEWED.value,
        name=record.name_en or "",
        summary=record.summary_en,
        caution=record.caution or "",
        reviewed_at=timezone.now(),
        reviewed_by="shipped record",
    )
    revision = texts.revision(record.summary_en, record.caution or "")
    others = [
        ResourceText(
            resource=resource,
            language=language,
            state=text.state,
            source_revision=text.made_from or revision,
            name=text.name or "",
            summary=text.summary,
            caution=text.caution or "",
            **_review(text.state),
        )
        for language, text in record.texts.items()
    ]
    ResourceText.objects.bulk_create([english, *others])


def _review(state: str) -> dict[str, object]:
    if state != TextState.REVIEWED.value:
        return {}
    return {"reviewed_at": timezone.now(), "reviewed_by": "shipped record"}


def _store_sources(resource: Resource, record: RecordLine, collection: CollectionFile) -> None:
    Source.objects.bulk_create(
        Source(
            resource=resource,
            position=position,
            url=source.url,
            publisher=source.publisher.value,
            says=source.says,
            page_date=source.page_date,
            seen_date=source.seen_date or collection.seen_on,
        )
        for position, source in enumerate(record.sources)
    )


def _store_contacts(resource: Resource, record: RecordLine) -> list[ContactPoint]:
    """Write the contacts in place: one that stays keeps its row, and with it the checks that hang on it."""
    existing = {(row.channel, row.value): row for row in resource.contact_points.all()}
    for row in existing.values():
        row.position += _ASIDE
    ContactPoint.objects.bulk_update(existing.values(), ["position"])
    kept = []
    for position, line in enumerate(record.contacts):
        row = existing.pop((line.channel.value, line.value), ContactPoint(resource=resource))
        _fill_contact(row, position, line)
        row.countries = list(contact_countries(record, line))
        row.save()
        _store_contact_lists(row, line)
        kept.append(row)
    ContactPoint.objects.filter(pk__in=[row.pk for row in existing.values()]).delete()
    return kept


def _fill_contact(row: ContactPoint, position: int, line: ContactLine) -> None:
    row.position = position
    row.channel = line.channel.value
    row.value = line.value
    row.dial = contact_dial(line) if line.channel in NUMBER_CHANNELS else ""
    row.keyword = line.keyword or ""
    row.steps = list(line.steps)
    row.hours = line.hours or ""
    row.zone = line.tz or ""
    row.cost = line.cost.value
    row.e164 = line.e164 or ""
    row.abroad_reach, row.abroad_source = _reach(line)
    row.is_unconfirmed = line.unconfirmed


def _reach(line: ContactLine) -> tuple[str, str]:
    if line.abroad:
        return line.abroad.reach, line.abroad.source
    if line.e164 and dialling.is_known_unreachable_from_abroad(line.e164):
        return Reach.NO.value, "libphonenumber"
    return Reach.UNKNOWN.value, ""


def _store_contact_lists(row: ContactPoint, line: ContactLine) -> None:
    row.languages.all().delete()
    row.serves.all().delete()
    row.texts.all().delete()
    ContactPointLanguage.objects.bulk_create(
        ContactPointLanguage(contact_point=row, language=language, hours=line.language_hours.get(language, ""))
        for language in dict.fromkeys(line.languages)
    )
    ContactPointServes.objects.bulk_create(
        ContactPointServes(contact_point=row, service=service.value) for service in dict.fromkeys(line.serves)
    )
    if line.note:
        ContactPointText.objects.create(
            contact_point=row,
            language=ENGLISH,
            state=TextState.REVIEWED.value,
            note=line.note,
            reviewed_at=timezone.now(),
            reviewed_by="shipped record",
        )
    ContactPointText.objects.bulk_create(
        ContactPointText(contact_point=row, language=language, state=TextState.MACHINE.value, note=note)
        for language, note in line.notes.items()
    )


def _collected(collection: CollectionFile) -> Iterator[CheckLine]:
    """Yield the check that whoever made a collection made of every record in it."""
    if collection.check_method:
        yield CheckLine(
            date=collection.seen_on,
            method=collection.check_method,
            outcome=CheckOutcome.CONFIRMED,
            by=collection.checked_by,
        )


def _store_checks(
    resource: Resource, record: RecordLine, collection: CollectionFile, contact_points: list[ContactPoint]
) -> None:
    """Add the collection's own check and those the record brings; a check that is there already is not repeated."""
    for check in (*_collected(collection), *record.checks):
        Check.objects.get_or_create(
            resource=resource,
            contact_point=None if check.contact is None else contact_points[check.contact],
            checked_date=check.date,
            method=check.method.value,
            outcome=check.outcome.value,
            checked_by=check.by,
        )
