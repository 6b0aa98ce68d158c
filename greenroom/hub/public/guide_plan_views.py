"""Plans of the guide that are worked out here, and its files. What is written stands in the body of a POST alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from greenroom.core.access import open_endpoint, open_form
from greenroom.core.problems import problem
from greenroom.edition.reader.opening import Edition
from greenroom.hub import guide_books
from greenroom.hub.open_words import Clock
from greenroom.hub.public.guide_forms import read_light_plan, read_schedule
from greenroom.hub.public.with_edition import from_edition

LIGHT_TOOL = "light-plan"
SCHEDULE_TOOL = "rider-and-schedule"


# The files of an edition never change: what was fetched once is good for ever.
FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip"}


@open_endpoint
def guide_book(request: HttpRequest, edition: int, name: str) -> HttpResponse:
    content = guide_books.book(edition, name)
    if content is None:
        return problem(404, f"edition {edition} has no such file of the guide, or not yet; it is made in a minute")
    response = HttpResponse(content, content_type=_TYPES[name.rpartition(".")[2]])
    response.headers["Cache-Control"] = FOR_EVER
    return response


@open_form
@sensitive_post_parameters()
@from_edition
def guide_light_plan(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("hub:guide_tool", language=language, slug=LIGHT_TOOL)
    clock = Clock.for_place(timezone.now(), language, None)
    asked = read_light_plan(request, language, clock.at.date())
    return render(request, "hub/guide/light_plan.html", {"asked": asked, "clock": clock, "edition": edition})


@open_form
@sensitive_post_parameters()
@from_edition
def guide_schedule_check(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("hub:guide_tool", language=language, slug=SCHEDULE_TOOL)
    clock = Clock.for_place(timezone.now(), language, None)
    check = read_schedule(request, language, clock.at.date())
    return render(request, "hub/guide/schedule_check.html", {"check": check, "clock": clock, "edition": edition})
