"""From the directory's rows to the documents of an edition."""

from collections.abc import Iterator

from greenroom.core.evidence import Confidence, Publisher
from greenroom.directory import choices, texts
from greenroom.directory import queries as directory_queries
from greenroom.directory.models import ContactPoint, Resource
from greenroom.edition.documents import (
    CheckDocument,
    ContactDocument,
    ResourceDocument,
    SourceDocument,
    TextDocument,
)

ENGLISH = "en"


def resource_documents() -> Iterator[ResourceDocument]:
    """Yield one document for each resource of the directory, in slug order."""
    for resource in directory_queries.resources_to_publish():
        yield _resource_document(resource)


def _resource_document(resource: Resource) -> ResourceDocument:
    contacts = list(resource.contact_points.all())
    indexes = {contact.pk: index for index, contact in enumerate(contacts)}
    return ResourceDocument(
        slug=resource.slug,
        organization=resource.organization.name,
        name=resource.name,
        kind=choices.Kind(resource.kind),
        is_music_specific=resource.is_music_specific,
        is_worldwide=resource.is_worldwide,
        countries=tuple(row.country for row in resource.countries.all()),
        regions=tuple(row.region for row in resource.regions.all()),
        contacts=tuple(_contact_document(contact) for contact in contacts),
        url=resource.url,
        languages=tuple(row.language for row in resource.languages.all()),
        has_assumed_languages=resource.has_assumed_languages,
        may_involve_authorities=resource.may_involve_authorities,
        audiences=tuple(choices.Audience(row.audience) for row in resource.audiences.all()),
        topics=tuple(choices.Topic(row.topic) for row in resource.topics.all()),
        cost=choices.Cost(resource.cost),
        texts=_text_documents(resource),
        sources=_source_documents(resource),
        checks=_check_documents(resource, indexes),
        confidence=Confidence(resource.confidence),
        status=choices.Status(resource.status),
        valid_from_date=resource.valid_from_date,
        valid_to_date=resource.valid_to_date,
        superseded_by=resource.superseded_by.slug if resource.superseded_by else None,
        paired_with=_pairs(resource),
    )


def _pairs(resource: Resource) -> tuple[str, ...]:
    others = [*resource.paired_with.all(), *resource.paired_from.all()]
    return tuple(sorted({other.slug for other in others}))


def _contact_document(contact: ContactPoint) -> ContactDocument:
    languages = list(contact.languages.all())
    return ContactDocument(
        countries=tuple(contact.countries),
        channel=choices.Channel(contact.channel),
        value=contact.value,
        dial=contact.dial,
        keyword=contact.keyword,
        steps=tuple(contact.steps),
        hours=contact.hours or None,
        zone=contact.zone or None,
        cost=choices.CallCost(contact.cost),
        languages=tuple(row.language for row in languages),
        language_hours={row.language: row.hours for row in languages if row.hours},
        e164=contact.e164,
        abroad_reach=choices.Reach(contact.abroad_reach),
        abroad_source=contact.abroad_source,
        serves=tuple(choices.Serves(row.service) for row in contact.serves.all()),
        notes={row.language: row.note for row in contact.texts.all() if row.state != choices.TextState.DRAFT.value},
        is_unconfirmed=contact.is_unconfirmed,
    )


def _text_documents(resource: Resource) -> dict[str, TextDocument]:
    """Drafts stay in the house; machine-made texts of crisis records too, and texts whose English has changed since."""
    english = next(row for row in resource.texts.all() if row.language == ENGLISH)
    made_from = {"", texts.revision(english.summary, english.caution)}
    is_crisis = choices.Kind(resource.kind) in choices.CRISIS_KINDS
    withheld = {choices.TextState.DRAFT.value} | ({choices.TextState.MACHINE.value} if is_crisis else set())
    return {
        row.language: TextDocument(row.name, row.summary, row.caution, choices.TextState(row.state))
        for row in resource.texts.all()
        if row.state not in withheld and row.source_revision in made_from
    }


def _source_documents(resource: Resource) -> tuple[SourceDocument, ...]:
    return tuple(
        SourceDocument(row.url, Publisher(row.publisher), row.says, row.page_date, row.seen_date)
        for row in resource.sources.all()
    )


def _check_documents(resource: Resource, indexes: dict[int, int]) -> tuple[CheckDocument, ...]:
    return tuple(
        CheckDocument(
            row.checked_date,
            choices.CheckMethod(row.method),
            choices.CheckOutcome(row.outcome),
            row.checked_by,
            indexes[row.contact_point_id] if row.contact_point_id else None,
        )
        for row in resource.checks.all()
    )
