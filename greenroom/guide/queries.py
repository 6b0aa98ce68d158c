"""Reads that cross the guide's tables."""

from datetime import date

from django.db.models import QuerySet

from greenroom.core.topics import Topic
from greenroom.guide import wording
from greenroom.guide.models import CareCountry, GuidePage
from greenroom.guide.wording import Finding

ENGLISH = "en"


def care_to_publish() -> QuerySet[CareCountry]:
    """Return every described country with its facts and their sources, in code order."""
    return CareCountry.objects.prefetch_related("facts__sources")


def open_findings(page: GuidePage, on: date) -> list[Finding]:
    """Return what holds a page back on a day and nobody has overruled."""
    english = next(text for text in page.texts.all() if text.language == ENGLISH)
    topics = [Topic(topic) for topic in page.topics]
    found = wording.findings(english.promise, english.blocks, topics, len(page.sources.all()), page.review_due_date, on)
    overruled = {rule for rule, *_ in page.overruled}
    return [finding for finding in found if finding.rule.value not in overruled]


def pages_to_edit() -> QuerySet[GuidePage]:
    """Return every page of the guide with sources, texts and drafts, in the order kind, slug."""
    return pages_to_publish().prefetch_related("drafts")


def pages_to_publish() -> QuerySet[GuidePage]:
    """Return every page of the guide with its sources and texts, in the order kind, slug."""
    return GuidePage.objects.prefetch_related("sources", "texts")
