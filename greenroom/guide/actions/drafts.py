"""Deeds of those who write the guide here. Nobody publishes what they wrote themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from greenroom.core.action import action
from greenroom.core.actor import Actor
from greenroom.core.errors import ActionRefused
from greenroom.guide import editing, guide_files
from greenroom.guide.choices import WordsState
from greenroom.guide.models import GuideDraft, GuidePage, GuideText
from greenroom.guide.wording import Rule

ENGLISH = "en"


@dataclass(frozen=True)
class DraftOutcome:
    """What was done to a page's text in a language."""

    page: GuidePage
    language: str
    changed: tuple[str, ...]

    @property
    def audit_subject(self) -> str:
        return f"guide:{self.page.kind}:{self.page.slug}:{self.language}"

    @property
    def audit_detail(self) -> dict[str, Any]:
        return {"changed": list(self.changed)}


@action(who="staff with guide.edit_guide")
def save_guide_draft(
    page: GuidePage, language: str, *, title: str, promise: str, body: str, limits: str, by: Actor
) -> DraftOutcome:
    """Keep what somebody writes; readers go on seeing the old text. A draft of another person is written over.

    Refuses: ActionRefused for a body that cannot be read or does not fit the page (`editing.read_body`).
    """
    edited = editing.read_body(page, language, body, limits)
    values = {
        "title": title.strip(),
        "promise": promise.strip(),
        "blocks": edited.blocks,
        "shape": edited.shape,
        "author_id": by.id,
        "author_label": by.label,
        "saved_at": timezone.now(),
    }
    GuideDraft.objects.update_or_create(page=page, language=language, defaults=values)
    return DraftOutcome(page, language, ("draft",))


@action(who="staff with guide.publish_guide, and not the author")
def publish_guide_draft(draft: GuideDraft, *, seen_at: datetime, by: Actor) -> DraftOutcome:
    """Make a draft the text that the next edition shows, reviewed by whoever publishes it.

    A changed English text leaves its translations behind: they are shown again when somebody has looked at them.
    `seen_at`: when the draft that the reviewer read was saved. Refuses: ActionRefused for the author of the draft, and
    where it was saved again meanwhile.
    """
    draft.refresh_from_db()
    if by.id == draft.author_id:
        raise ActionRefused("guide_own_draft", _("Somebody else has to publish what you wrote."))
    if seen_at != draft.saved_at:
        raise ActionRefused("guide_draft_moved_on", _("This was saved again meanwhile. Please read it once more."))
    page = draft.page
    text = GuideText.objects.filter(page=page, language=draft.language).first()
    changed = _changed(text, draft)
    GuideText.objects.update_or_create(page=page, language=draft.language, defaults=_values(draft, by))
    page.mark_edited_here(draft.shape)
    draft.delete()
    return DraftOutcome(page, draft.language, changed)


@action(who="staff with guide.edit_guide")
def discard_guide_draft(draft: GuideDraft, *, by: Actor) -> DraftOutcome:
    """Throw a draft away; the text that readers see stays."""
    draft.delete()
    return DraftOutcome(draft.page, draft.language, ("draft",))


@action(who="staff with guide.publish_guide")
def overrule_guide_finding(page: GuidePage, rule: Rule, *, reason: str, by: Actor) -> DraftOutcome:
    """Let a finding of `wording` stand, with the reason beside it.

    Refuses: ActionRefused without a reason.
    """
    if not reason.strip():
        raise ActionRefused("guide_no_reason", _("Please write why this may stand."))
    page.overrule(rule, reason.strip(), by.label, timezone.now().date())
    return DraftOutcome(page, ENGLISH, ("overruled", rule.value))


def _changed(text: GuideText | None, draft: GuideDraft) -> tuple[str, ...]:
    if text is None:
        return ("new",)
    fields = [name for name in ("title", "promise") if getattr(text, name) != getattr(draft, name)]
    ids = [*draft.blocks, *(id for id in text.blocks if id not in draft.blocks)]
    return (*fields, *(id for id in ids if text.blocks.get(id) != draft.blocks.get(id)))


def _values(draft: GuideDraft, by: Actor) -> dict[str, Any]:
    own_revision = guide_files.revision(draft.title, draft.promise, draft.blocks)
    english = GuideText.objects.filter(page=draft.page, language=ENGLISH).first()
    is_translation = draft.language != ENGLISH and english is not None
    return {
        "title": draft.title,
        "promise": draft.promise,
        "blocks": draft.blocks,
        "state": WordsState.REVIEWED.value,
        "source_revision": english.source_revision if is_translation and english else own_revision,
        "reviewed_by": by.label,
        "reviewed_date": timezone.now().date(),
    }
