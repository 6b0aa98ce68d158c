"""The tour card as a file to keep: one page of HTML that needs nothing else, or PDF for the crew room's wall."""

from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from greenroom.edition.reader.opening import Edition
from greenroom.gateways import pdf
from greenroom.hub.card_paper import paper_content
from greenroom.hub.tour_card import TourCard

_TEMPLATE = Path(__file__).parent / "typst" / "card.typ"
_STYLES = ("core/greenroom.css", "hub/card.css")


@dataclass(frozen=True)
class FileForm:
    """`name` stands in the form that asks for it; `paper` is typst's name of a size, empty for HTML."""

    name: str
    label: Promise
    paper: str

    @property
    def file_name(self) -> str:
        return f"tour-card-{self.paper}.pdf" if self.paper else "tour-card.html"


FORMS = {
    form.name: form
    for form in (
        FileForm("html", _("Save as one file"), ""),
        FileForm("a4", _("PDF, A4"), "a4"),
        FileForm("letter", _("PDF, US Letter"), "us-letter"),
    )
}


def as_file(request: HttpRequest, edition: Edition, card: TourCard, form: FileForm) -> HttpResponse:
    """Return the card as a file to save."""
    if form.paper:
        content = paper_content(card, edition, form.paper)
        response = HttpResponse(pdf.typeset(_TEMPLATE, content, card.clock.at), content_type="application/pdf")
    else:
        response = HttpResponse(_html(request, edition, card))
    response.headers["Content-Disposition"] = f'attachment; filename="{form.file_name}"'
    return response


def _html(request: HttpRequest, edition: Edition, card: TourCard) -> str:
    return render_to_string(
        "hub/card/file.html", {"card": card, "edition": edition, "is_file": True, "style": _style()}, request
    )


def _style() -> SafeString:
    """Return the style sheets of the page as an element: a file that is kept has no other file beside it."""
    sheets = (Path(str(finders.find(name))).read_text(encoding="utf-8") for name in _STYLES)
    # Safe: our own files, in which no tag is closed.
    return mark_safe("<style>" + "\n".join(sheets) + "</style>")
