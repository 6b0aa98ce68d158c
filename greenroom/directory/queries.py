"""Reads that cross the directory's tables."""

from django.db.models import Q, QuerySet

from greenroom.directory.models import ContactPoint, Resource, RetiredNumber
from greenroom.directory.record_rules import RetiredRegister


def resources_to_publish() -> QuerySet[Resource]:
    """Return every resource with all that hangs on it, in slug order."""
    return Resource.objects.select_related("organization", "superseded_by").prefetch_related(
        "countries",
        "regions",
        "languages",
        "audiences",
        "topics",
        "texts",
        "sources",
        "checks",
        "paired_with",
        "contact_points__languages",
        "contact_points__serves",
        "contact_points__texts",
    )


def retired_register() -> RetiredRegister:
    """Return the register of retired numbers as the record rules want it."""
    rows = RetiredNumber.objects.values_list("country", "channel", "dial", "name")
    return {(country, channel, dial): name for country, channel, dial, name in rows}


def record_digests() -> dict[str, str]:
    """Return {slug: digest of the record it was loaded from}."""
    return dict(Resource.objects.values_list("slug", "record_digest"))


def contacts_at(country: str, channel: str, dial: str) -> QuerySet[ContactPoint]:
    """Return the contacts that use a number in a country."""
    return ContactPoint.objects.filter(
        Q(resource__countries__country=country), channel=channel, dial=dial
    ).select_related("resource")
