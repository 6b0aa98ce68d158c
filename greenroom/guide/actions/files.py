"""Deeds between the guide's rows and its files."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from greenroom.core.action import action
from greenroom.core.actor import Actor
from greenroom.guide import guide_export, guide_files
from greenroom.guide import queries as guide_queries
from greenroom.guide.choices import EVERYONE
from greenroom.guide.file_forms import Page
from greenroom.guide.models import GuidePage, GuideSource, GuideText


@dataclass(frozen=True)
class GuideReport:
    """What a load of the guide did. `edited_here`: the pages whose files were left aside."""

    page_count: int
    text_count: int
    changed_count: int
    removed_count: int
    edited_here: tuple[str, ...] = ()

    @property
    def audit_subject(self) -> str:
        return "guide:pages"

    @property
    def audit_detail(self) -> dict[str, Any] | None:
        if not (self.changed_count or self.removed_count):
            return None
        return {"pages": self.page_count, "changed": self.changed_count, "removed": self.removed_count}


@action(who="operators, by command line")
def load_guide(folder: Path, *, by: Actor) -> GuideReport:
    """Load chapters and tools in every language, whole or not at all; a page whose files are gone goes too.

    What was edited here is left as it is: export it first, and its files count again.

    Refuses: ExchangeRefused with every problem found, each with its file and line; then nothing was written.
    """
    pages = guide_files.read_guide(folder)
    known = {(row.kind, row.slug): row for row in GuidePage.objects.all()}
    changed, edited_here = 0, []
    for page in pages:
        row = known.pop((page.kind.value, page.slug), None)
        digest = _digest(page)
        if row is not None and row.is_edited_here:
            edited_here.append(row.slug)
            continue
        if row is not None and row.file_digest == digest:
            continue
        if row is not None:
            row.delete()
        _store_page(page, digest)
        changed += 1
    gone = [row for row in known.values() if not row.is_edited_here]
    for row in gone:
        row.delete()
    texts = sum(len(page.texts) for page in pages)
    return GuideReport(len(pages), texts, changed, len(gone), tuple(edited_here))


@dataclass(frozen=True)
class ExportReport:
    """How many files were written."""

    file_count: int

    @property
    def audit_subject(self) -> str:
        return "guide:files"

    @property
    def audit_detail(self) -> dict[str, Any] | None:
        return {"files": self.file_count}


@action(who="operators, by command line")
def export_guide(folder: Path, *, by: Actor) -> ExportReport:
    """Write the guide as the files it can be loaded from; files of other pages in the folder are left alone."""
    count = 0
    for path, text in guide_export.files(guide_queries.pages_to_publish()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        count += 1
    return ExportReport(count)


def _digest(page: Page) -> str:
    return sha256(msgspec.json.encode(page)).hexdigest()


def _store_page(page: Page, digest: str) -> None:
    facts = page.facts
    row = GuidePage.objects.create(
        kind=page.kind.value,
        slug=page.slug,
        roles=[role for role in facts.roles if role != EVERYONE],
        moments=[moment.value for moment in facts.moments],
        topics=[topic.value for topic in facts.topics],
        minutes=facts.minutes,
        grade=facts.grade.value,
        widget=page.doing.widget.value if page.doing.widget else "",
        pace=[[beat.phase.value, beat.seconds] for beat in page.doing.pace],
        first_for=[role.value for role in page.doing.first_for],
        is_crisis=facts.is_crisis,
        needs_quick_exit=facts.needs_quick_exit,
        blocks=[[block.kind.value, block.id, list(block.points_at)] for block in page.blocks],
        overruled=[[one.rule.value, one.reason, one.by, one.at.isoformat()] for one in facts.overruled],
        written_date=facts.written,
        review_due_date=facts.review_due,
        file_digest=digest,
    )
    GuideSource.objects.bulk_create(
        GuideSource(
            page=row,
            position=position,
            key=key,
            title=source.title,
            url=source.url,
            published=source.published or "",
            seen_date=source.seen,
        )
        for position, (key, source) in enumerate(page.sources.items())
    )
    GuideText.objects.bulk_create(
        GuideText(
            page=row,
            language=language,
            title=text.title,
            promise=text.promise,
            blocks=text.blocks,
            state=text.state.value,
            source_revision=text.source_revision,
            reviewed_by=text.reviewed_by or "",
            reviewed_date=text.reviewed_at,
        )
        for language, text in page.texts.items()
    )
