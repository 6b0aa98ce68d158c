"""From the guide's chapters and tools to the documents of an edition. What may not be shown stays here."""

import logging
from collections.abc import Iterator

from django.utils import timezone

from greenroom.core.topics import Topic
from greenroom.edition.documents import BlockDocument, GuidePageDocument, GuideSourceDocument, GuideTextDocument
from greenroom.guide import queries as guide_queries
from greenroom.guide.choices import BlockKind, Grade, Moment, PageKind, Phase, Role, Widget, WordsState
from greenroom.guide.models import GuidePage, GuideText

ENGLISH = "en"

log = logging.getLogger(__name__)


def guide_documents() -> Iterator[GuidePageDocument]:
    """Yield one document for each page of the guide, in the order kind, slug, but for those with open findings."""
    today = timezone.now().date()
    for page in guide_queries.pages_to_publish():
        found = guide_queries.open_findings(page, today)
        for one in found:
            log.warning("guide: %s is held back: %s “%s”: %s", page.slug, one.block, one.excerpt, one.explanation)
        if not found:
            yield _page_document(page)


def _page_document(page: GuidePage) -> GuidePageDocument:
    return GuidePageDocument(
        kind=PageKind(page.kind),
        slug=page.slug,
        roles=tuple(map(Role, page.roles)),
        moments=tuple(map(Moment, page.moments)),
        topics=tuple(map(Topic, page.topics)),
        minutes=page.minutes,
        grade=Grade(page.grade),
        widget=Widget(page.widget) if page.widget else None,
        pace=tuple((Phase(phase), seconds) for phase, seconds in page.pace),
        first_for=tuple(map(Role, page.first_for)),
        is_crisis=page.is_crisis,
        needs_quick_exit=page.needs_quick_exit,
        blocks=tuple(BlockDocument(BlockKind(kind), id, tuple(points_at)) for kind, id, points_at in page.blocks),
        sources=tuple(
            GuideSourceDocument(source.title, source.url, source.published, source.seen_date)
            for source in page.sources.all()
        ),
        written_date=page.written_date,
        review_due_date=page.review_due_date,
        texts={text.language: _text_document(text) for text in _shown(page)},
    )


def _shown(page: GuidePage) -> list[GuideText]:
    """Drafts stay in the house; texts whose English has changed since too, and machine-made ones about danger."""
    texts = list(page.texts.all())
    english = next(text for text in texts if text.language == ENGLISH)
    withheld = {WordsState.DRAFT.value} | ({WordsState.MACHINE.value} if page.is_crisis else set())
    return [text for text in texts if text.state not in withheld and text.source_revision == english.source_revision]


def _text_document(text: GuideText) -> GuideTextDocument:
    return GuideTextDocument(text.title, text.promise, text.blocks, WordsState(text.state), text.reviewed_date)
