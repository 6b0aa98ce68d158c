"""The guide as staff write it: what there is, one text at a time with its preview, and what another person decides."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from greenroom.core import crisis_sentences, languages
from greenroom.core.access import staff_page
from greenroom.core.actor import Actor
from greenroom.core.errors import ActionRefused
from greenroom.guide import actions, editing, guide_markdown, wording
from greenroom.guide import queries as guide_queries
from greenroom.guide.choices import LIMITS
from greenroom.guide.editing import Edited
from greenroom.guide.models import GuideDraft, GuidePage
from greenroom.guide.staff.forms import GuideTextForm
from greenroom.guide.wording import Finding, Rule

ENGLISH = "en"


@dataclass(frozen=True)
class PreviewBlock:
    kind: str
    html: SafeString
    points_at: list[str]


@staff_page("guide.edit_guide")
def guide_list(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    rows = [
        {
            "page": page,
            "texts": {text.language: text for text in page.texts.all()},
            "drafts": {draft.language for draft in page.drafts.all()},
            "findings": guide_queries.open_findings(page, today),
        }
        for page in guide_queries.pages_to_edit()
    ]
    return render(request, "guide/staff/guide_list.html", {"rows": rows, "offered": languages.offered().values()})


@staff_page("guide.edit_guide")
def guide_text(request: HttpRequest, kind: str, slug: str, language: str) -> HttpResponse:
    page = _page(kind, slug, language)
    form = GuideTextForm(request.POST or None, initial=_written(page, language))
    context: dict[str, Any] = {"refusal": None}
    if request.method == "POST" and form.is_valid():
        try:
            edited = editing.read_body(page, language, form.cleaned_data["body"], form.cleaned_data["limits"])
            if "save" in request.POST:
                actions.save_guide_draft(page, language, **form.cleaned_data, by=Actor.staff(request.user))
                return redirect("guide:guide_text", kind=kind, slug=slug, language=language)
            context |= _preview(page, edited, form.cleaned_data["promise"], language)
        except ActionRefused as refused:
            context["refusal"] = refused.sentence
    return _text_page(request, page, language, form, context)


@staff_page("guide.publish_guide")
@require_POST
def guide_decide(request: HttpRequest, kind: str, slug: str, language: str) -> HttpResponse:
    page = _page(kind, slug, language)
    by = Actor.staff(request.user)
    try:
        if "overrule" in request.POST:
            rule = _rule(request.POST["overrule"])
            actions.overrule_guide_finding(page, rule, reason=request.POST.get("reason", ""), by=by)
        elif "discard" in request.POST:
            actions.discard_guide_draft(_draft(page, language), by=by)
        else:
            seen_at = parse_datetime(request.POST.get("seen_at", "")) or timezone.now()
            actions.publish_guide_draft(_draft(page, language), seen_at=seen_at, by=by)
    except ActionRefused as refused:
        form = GuideTextForm(initial=_written(page, language))
        return _text_page(request, page, language, form, {"refusal": refused.sentence})
    return redirect("guide:guide_text", kind=kind, slug=slug, language=language)


def _text_page(
    request: HttpRequest, page: GuidePage, language: str, form: GuideTextForm, context: dict[str, Any]
) -> HttpResponse:
    draft = page.drafts.filter(language=language).first()
    shared = {
        "page": page,
        "language": languages.offered()[language],
        "form": form,
        "draft": draft,
        "is_own_draft": draft is not None and draft.author_id == str(request.user.pk),
        "english": page.texts.filter(language=ENGLISH).first() if language != ENGLISH else None,
        "findings": guide_queries.open_findings(page, timezone.now().date()),
    }
    return render(request, "guide/staff/guide_text.html", shared | context)


def _page(kind: str, slug: str, language: str) -> GuidePage:
    page = guide_queries.pages_to_edit().filter(kind=kind, slug=slug).first()
    if page is None or languages.get(language) is None:
        raise Http404
    return page


def _draft(page: GuidePage, language: str) -> GuideDraft:
    draft = page.drafts.filter(language=language).first()
    if draft is None:
        raise Http404
    return draft


def _rule(written: str) -> Rule:
    try:
        return Rule(written)
    except ValueError:
        raise Http404 from None


def _written(page: GuidePage, language: str) -> dict[str, str]:
    """Return what stands in the form at first: the draft, else the text, else the English to be translated."""
    draft = page.drafts.filter(language=language).first()
    texts = {text.language: text for text in page.texts.all()}
    text = draft or texts.get(language) or texts[ENGLISH]
    shape = draft.shape if draft else page.blocks
    return {
        "title": text.title,
        "promise": text.promise,
        "body": editing.body_of(shape, text.blocks),
        "limits": text.blocks[LIMITS],
    }


def _preview(page: GuidePage, edited: Edited, promise: str, language: str) -> dict[str, Any]:
    return {
        "preview": [
            PreviewBlock(kind, _html(edited.blocks.get(id, ""), language), points_at)
            for kind, id, points_at in edited.shape
        ],
        "preview_findings": _findings(page, edited, promise) if language == ENGLISH else [],
    }


def _findings(page: GuidePage, edited: Edited, promise: str) -> list[Finding]:
    today, sources = timezone.now().date(), len(page.sources.all())
    return wording.findings(promise, edited.blocks, page.topics, sources, page.review_due_date, today)


def _html(text: str, language: str) -> SafeString:
    return guide_markdown.in_html(
        text,
        address=lambda kind, slug: f"/{language}/guide/{kind.value}/{slug}/",
        crisis=lambda key: crisis_sentences.in_html(key, language),
    )
