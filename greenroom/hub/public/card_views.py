"""The tour card: a page, one file of HTML, or PDF. The routing is in the body of a POST and nowhere else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from greenroom.core import countries
from greenroom.core.access import open_form
from greenroom.edition.reader.opening import Edition
from greenroom.hub import card_files
from greenroom.hub.public.card_forms import AskedCard, read_card
from greenroom.hub.public.with_edition import from_edition
from greenroom.hub.tour_card import tour_card

# Made up; each line in another notation.
EXAMPLES = (
    "12 Mar Berlin, DE – Columbiahalle",
    "2027-03-14, Paris, Zénith",
    "Fri 16 March | Portland, OR | Wonder Ballroom",
    "3月20日 東京・Zepp Haneda",
)


@open_form
@sensitive_post_parameters()
@from_edition
def card(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    if request.method != "POST":
        return _form(request, edition, language, None)
    asked = read_card(request, language, timezone.now().date())
    if asked.problem or asked.wanted == "edit" or not asked.is_clear:
        return _form(request, edition, language, asked)
    made = tour_card(edition, asked.routing.stops, asked.reader, timezone.now())
    form = card_files.FORMS.get(asked.wanted)
    if form:
        return card_files.as_file(request, edition, made, form)
    context = {"card": made, "asked": asked, "edition": edition, "file_forms": card_files.FORMS}
    return render(request, "hub/card_sheet.html", context)


def _form(request: HttpRequest, edition: Edition, language: str, asked: AskedCard | None) -> HttpResponse:
    context = {"asked": asked, "names": countries.sorted_names(language), "examples": EXAMPLES, "edition": edition}
    return render(request, "hub/card.html", context)
