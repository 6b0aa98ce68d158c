"""What the database itself refuses, whoever asks it to."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

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
    RetiredNumber,
    Source,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOW = datetime(2026, 11, 24, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def resource(**changes: object) -> Resource:
    organization, _ = Organization.objects.get_or_create(name="Test Organization")
    base = {
        "slug": f"gb-line-{Resource.objects.count()}",
        "organization": organization,
        "name": "Test line",
        "kind": "crisis_line",
        "is_music_specific": False,
        "is_worldwide": False,
        "cost": "free",
        "confidence": "high",
        "last_changed_at": NOW,
    }
    return Resource.objects.create(**(base | changes))


def contact_point(**changes: object) -> ContactPoint:
    base: dict[str, object] = {"position": 0, "channel": "phone", "value": "116 123"}
    return ContactPoint.objects.create(**({"resource": resource()} | base | changes))


def resource_text(**changes: object) -> ResourceText:
    base: dict[str, object] = {"language": "de", "state": "draft", "summary": "Ein Text."}
    return ResourceText.objects.create(**({"resource": resource()} | base | changes))


def contact_text(**changes: object) -> ContactPointText:
    base: dict[str, object] = {"language": "de", "state": "draft", "note": "Ein Text."}
    return ContactPointText.objects.create(**({"contact_point": contact_point()} | base | changes))


def source(**changes: object) -> Source:
    base: dict[str, object] = {
        "position": 0,
        "url": "https://example.org",
        "publisher": "official",
        "says": "it",
        "seen_date": TODAY,
    }
    return Source.objects.create(**({"resource": resource()} | base | changes))


def check(**changes: object) -> Check:
    base: dict[str, object] = {
        "checked_date": TODAY,
        "method": "page_read",
        "outcome": "confirmed",
        "checked_by": "A. Tester",
    }
    return Check.objects.create(**({"resource": resource()} | base | changes))


def retired_number(**changes: object) -> RetiredNumber:
    base: dict[str, object] = {
        "country": "BR",
        "channel": "phone",
        "number": "141",
        "dial": "141",
        "name": "CVV",
        "source": "record:br-cvv-188",
        "source_says": "retired in 2018",
    }
    return RetiredNumber.objects.create(**(base | changes))


def twice(model: type[models.Model], parent: Callable[[], models.Model], **values: object) -> None:
    field = "contact_point" if parent is contact_point else "resource"
    row = {field: parent()} | values
    for _ in range(2):
        model._default_manager.create(**row)


def own_successor() -> None:
    row = resource()
    Resource.objects.filter(pk=row.pk).update(superseded_by=row)


def two_positions(make: Callable[..., models.Model]) -> None:
    row = resource()
    make(resource=row)
    make(resource=row)


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("organization_name_given", lambda: Organization.objects.create(name="")),
    ("resource_kind_known", lambda: resource(kind="hotline")),
    ("resource_cost_known", lambda: resource(cost="gratis")),
    ("resource_confidence_known", lambda: resource(confidence="low")),
    ("resource_status_known", lambda: resource(status="gone")),
    ("resource_name_given", lambda: resource(name="")),
    (
        "resource_valid_to_not_before_from",
        lambda: resource(valid_from_date=date(2026, 1, 2), valid_to_date=date(2026, 1, 1)),
    ),
    ("resource_not_its_own_successor", own_successor),
    ("resource_closing_on_a_date", lambda: resource(status="closing")),
    ("resource_country_once", lambda: twice(ResourceCountry, resource, country="GB")),
    ("resource_country_form", lambda: ResourceCountry.objects.create(resource=resource(), country="gb")),
    ("resource_country_form", lambda: ResourceCountry.objects.create(resource=resource(), country="*")),
    ("resource_country_form", lambda: ResourceCountry.objects.create(resource=resource(), country="")),
    ("resource_region_once", lambda: twice(ResourceRegion, resource, region="US-NY")),
    ("resource_region_form", lambda: ResourceRegion.objects.create(resource=resource(), region="NY")),
    ("resource_region_form", lambda: ResourceRegion.objects.create(resource=resource(), region="US-ny")),
    ("resource_language_once", lambda: twice(ResourceLanguage, resource, language="en")),
    ("resource_audience_once", lambda: twice(ResourceAudience, resource, audience="everyone")),
    ("resource_audience_known", lambda: ResourceAudience.objects.create(resource=resource(), audience="cats")),
    ("resource_topic_once", lambda: twice(ResourceTopic, resource, topic="crisis")),
    ("resource_topic_known", lambda: ResourceTopic.objects.create(resource=resource(), topic="sadness")),
    ("contact_position_once", lambda: two_positions(contact_point)),
    ("contact_channel_known", lambda: contact_point(channel="fax")),
    ("contact_cost_known", lambda: contact_point(cost="cheap")),
    ("contact_reach_known", lambda: contact_point(abroad_reach="perhaps", abroad_source="https://example.org")),
    ("contact_value_given", lambda: contact_point(value="")),
    ("contact_reach_needs_source", lambda: contact_point(abroad_reach="yes")),
    ("contact_reach_needs_source", lambda: contact_point(abroad_reach="no")),
    ("contact_e164_form", lambda: contact_point(e164="0800 111 222")),
    ("contact_e164_form", lambda: contact_point(e164="+0800111222")),
    ("contact_e164_form", lambda: contact_point(e164="+441")),
    ("contact_hours_need_zone", lambda: contact_point(hours="Mo-Fr 09:00-17:00")),
    ("contact_keyword_for_messages", lambda: contact_point(channel="phone", keyword="HOME")),
    ("contact_keyword_for_messages", lambda: contact_point(channel="email", keyword="HOME")),
    ("contact_language_once", lambda: twice(ContactPointLanguage, contact_point, language="en")),
    ("contact_serves_once", lambda: twice(ContactPointServes, contact_point, service="police")),
    (
        "contact_serves_known",
        lambda: ContactPointServes.objects.create(contact_point=contact_point(), service="coastguard"),
    ),
    ("resource_text_once", lambda: twice(ResourceText, resource, language="de", state="draft", summary="Text")),
    ("resource_text_state_known", lambda: resource_text(state="final")),
    ("resource_text_review_whole", lambda: resource_text(reviewed_at=NOW)),
    ("resource_text_review_whole", lambda: resource_text(reviewed_by="A. Tester")),
    ("contact_text_once", lambda: twice(ContactPointText, contact_point, language="de", state="draft", note="Text")),
    ("contact_text_state_known", lambda: contact_text(state="final")),
    ("contact_text_review_whole", lambda: contact_text(reviewed_at=NOW)),
    ("contact_text_review_whole", lambda: contact_text(reviewed_by="A. Tester")),
    ("source_position_once", lambda: two_positions(source)),
    ("source_publisher_known", lambda: source(publisher="blog")),
    ("source_url_given", lambda: source(url="")),
    ("check_method_known", lambda: check(method="hearsay")),
    ("check_outcome_known", lambda: check(outcome="perhaps")),
    ("check_by_given", lambda: check(checked_by="")),
    ("retired_number_once", lambda: (retired_number(), retired_number(number="1 4 1", name="Another"))),
    ("retired_channel_known", lambda: retired_number(channel="fax")),
    ("retired_number_needs_source", lambda: retired_number(source="")),
]


def how_the_database_says(constraint: str) -> str:
    """SQLite names a unique constraint by its columns, everything else by its name."""
    for model in apps.get_app_config("directory").get_models():
        for found in model._meta.constraints:
            if found.name != constraint:
                continue
            if connection.vendor == "sqlite" and isinstance(found, models.UniqueConstraint):
                columns = [model._meta.get_field(field).column for field in found.fields]
                return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return constraint


@pytest.mark.parametrize(("constraint", "make"), REFUSED)
def test_the_database_refuses_a_row_that_breaks_a_constraint(constraint: str, make: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make()

    assert how_the_database_says(constraint) in str(refused.value)


def test_every_constraint_of_the_directory_is_tried() -> None:
    directory_models = apps.get_app_config("directory").get_models()
    there_are = {constraint.name for model in directory_models for constraint in model._meta.constraints}

    assert {constraint for constraint, _ in REFUSED} == there_are


@pytest.mark.parametrize(
    "make",
    [
        resource,
        lambda: resource(status="closing", valid_to_date=TODAY),
        lambda: resource(valid_from_date=TODAY, valid_to_date=TODAY),
        lambda: resource(superseded_by=resource()),
        lambda: contact_point(hours="24/7"),
        lambda: contact_point(hours="Mo-Fr 09:00-17:00", zone="Europe/London"),
        lambda: contact_point(channel="sms", keyword="HOME"),
        lambda: contact_point(channel="whatsapp", keyword="HI"),
        lambda: contact_point(e164="+441234567", abroad_reach="no", abroad_source="libphonenumber"),
        contact_text,
        lambda: resource_text(state="reviewed", reviewed_at=NOW, reviewed_by="A. Tester"),
        source,
        check,
        lambda: (retired_number(), retired_number(channel="sms"), retired_number(country="PT")),
    ],
)
def test_the_database_takes_a_right_row(make: Callable[[], object]) -> None:
    make()


@pytest.mark.parametrize(
    "make",
    [
        lambda: (Organization.objects.create(name="Same"), Organization.objects.create(name="Same")),
        lambda: (resource(slug="gb-same"), resource(slug="gb-same")),
    ],
)
def test_organizations_and_records_are_known_by_one_name(make: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_what_another_record_points_at_is_not_deleted() -> None:
    follower = resource()
    resource(superseded_by=follower)

    with pytest.raises(models.ProtectedError):
        follower.delete()
    with pytest.raises(models.ProtectedError):
        follower.organization.delete()
