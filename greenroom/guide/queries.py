"""Reads that cross the guide's tables."""

from django.db.models import QuerySet

from greenroom.guide.models import CareCountry


def care_to_publish() -> QuerySet[CareCountry]:
    """Return every described country with its facts and their sources, in code order."""
    return CareCountry.objects.prefetch_related("facts__sources")
