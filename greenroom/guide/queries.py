"""Reads that cross the guide's tables."""

from django.db.models import QuerySet

from greenroom.guide.models import CareCountry, GuidePage


def care_to_publish() -> QuerySet[CareCountry]:
    """Return every described country with its facts and their sources, in code order."""
    return CareCountry.objects.prefetch_related("facts__sources")


def pages_to_publish() -> QuerySet[GuidePage]:
    """Return every page of the guide with its sources and texts, in the order kind, slug."""
    return GuidePage.objects.prefetch_related("sources", "texts")
