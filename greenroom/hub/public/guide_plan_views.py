"""Plans of the guide that are worked out here. What is written stands in the body of a POST and nowhere else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from greenroom.core.access import open_form
from greenroom.edition.reader.opening import Edition
from greenroom.hub.public.guide_forms import read_light_plan, read_schedule
from greenroom.hub.public.with_edition import from_edition

LIGHT_TOOL = "light-plan"
SCHEDULE_TOOL = "rider-and-schedule"


@open_form
@sensitive_post_parameters()
@from_edition
def guide_light_plan(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("hub:guide_tool", language=language, slug=LIGHT_TOOL)
    asked = read_light_plan(request, language, timezone.now().date())
    return render(request, "hub/guide/light_plan.html", {"asked": asked, "edition": edition})


@open_form
@sensitive_post_parameters()
@from_edition
def guide_schedule_check(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("hub:guide_tool", language=language, slug=SCHEDULE_TOOL)
    check = read_schedule(request, language, timezone.now().date())
    return render(request, "hub/guide/schedule_check.html", {"check": check, "edition": edition})
