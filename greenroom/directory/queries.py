"""Reads that cross the directory's tables."""

from django.db.models import Q, QuerySet

from greenroom.directory import dialling
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
        "paired_from",
        "contact_points__languages",
        "contact_points__serves",
        "contact_points__texts",
    )


def retired_register() -> RetiredRegister:
    """Return the register of retired numbers as the record rules want it."""
    rows = RetiredNumber.objects.values_list("country", "channel", "dial", "name")
    return {
        (country, channel, key): name
        for country, channel, dial, name in rows
        for key in dialling.same_number_keys(country, dial, None)
    }


def number_keys(country: str) -> frozenset[str]:
    """Return the forms of every number by which a record of a country, or a worldwide one, can be reached."""
    somewhere = Q(resource__countries__country=country) | Q(resource__is_worldwide=True)
    contacts = ContactPoint.objects.filter(somewhere).exclude(dial="").distinct()
    return frozenset(
        key for contact in contacts for key in dialling.same_number_keys(country, contact.dial, contact.e164 or None)
    )


def record_digests() -> dict[str, str]:
    """Return {slug: digest of the record it was loaded from}."""
    return dict(Resource.objects.values_list("slug", "record_digest"))


def contacts_at(country: str, channel: str, dial: str) -> list[ContactPoint]:
    """Return the contacts that use a number in a country, however it is printed; worldwide records among them."""
    wanted = dialling.same_number_keys(country, dial, None)
    somewhere = Q(resource__countries__country=country) | Q(resource__is_worldwide=True)
    contacts = ContactPoint.objects.filter(somewhere, channel=channel).select_related("resource").distinct()
    return [
        contact
        for contact in contacts
        if (not contact.countries or country in contact.countries)
        and wanted & dialling.same_number_keys(country, contact.dial, contact.e164)
    ]
