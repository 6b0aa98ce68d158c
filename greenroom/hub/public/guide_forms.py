"""What somebody writes for a plan of the guide. It is read, answered and forgotten, as for a tour card."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_time
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.guide.light_plan import LightPlan, NoPlan, light_plan, way_back
from greenroom.guide.schedule_check import Finding, TourDay, findings
from greenroom.hub.public.routing_forms import AskedRouting, OpenQuestion, answers_of, read_routing
from greenroom.itinerary import reading
from greenroom.itinerary.reading import Stop

USUALLY_WAKES = time(8)


@dataclass(frozen=True)
class AskedLightPlan:
    """A light plan as it was asked for. `written`: {field: what stands in it}. `problem`: what is wrong, in words."""

    written: dict[str, str]
    problem: Promise | None
    questions: list[OpenQuestion]
    home: Stop | None = None
    away: Stop | None = None
    there: LightPlan | NoPlan | None = None
    back: LightPlan | NoPlan | None = None


def read_light_plan(request: HttpRequest, language: str, today: date) -> AskedLightPlan:
    """Return the plan that a form asks for, or what has to be mended first."""
    written = {name: " ".join(request.POST.get(name, "").split())[:100] for name in _LIGHT_FIELDS}
    arrives, leaves = _day(written["arrives"]), _day(written["leaves"])
    if arrives is None or (written["leaves"] and leaves is None):
        return AskedLightPlan(written, _("Please give the day of arrival."), [])
    if leaves is not None and leaves < arrives:
        return AskedLightPlan(written, _("The flight back comes before the arrival."), [])
    lines = f"{arrives.isoformat()} {written['home']}\n{arrives.isoformat()} {written['away']}"
    routing = reading.read(lines, today=today, answers=answers_of(request))
    if routing.questions:
        return AskedLightPlan(written, None, AskedRouting(routing, language, "").questions)
    stops = {stop.line: stop for stop in routing.stops}
    if stops.keys() != {1, 2}:
        return AskedLightPlan(written, _("We do not know one of these places. A larger town nearby will do."), [])
    home, away = ZoneInfo(stops[1].place.zone), ZoneInfo(stops[2].place.zone)
    wakes = _time(written["wakes"]) or USUALLY_WAKES
    there = light_plan(home, away, arrives, leaves=leaves, wakes=wakes)
    back = way_back(home, away, arrives, leaves, wakes=wakes) if leaves else None
    return AskedLightPlan(written, None, [], stops[1], stops[2], there, back)


_LIGHT_FIELDS = ("home", "away", "arrives", "leaves", "wakes")


@dataclass(frozen=True)
class AskedCheck:
    """A routing as it was pasted, and what there is to ask about it."""

    asked: AskedRouting
    findings: list[Finding]

    @property
    def is_whole(self) -> bool:
        """Whether every line was read."""
        return not self.asked.left_out


def read_schedule(request: HttpRequest, language: str, today: date) -> AskedCheck:
    """Return what a pasted routing shows."""
    asked = read_routing(request, language, today)
    return AskedCheck(asked, findings([_tour_day(stop) for stop in asked.routing.stops]))


def _tour_day(stop: Stop) -> TourDay:
    place = stop.place
    return TourDay(stop.first_date, stop.last_date, place.name, ZoneInfo(place.zone), place.latitude, place.longitude)


def _day(written: str) -> date | None:
    try:
        return parse_date(written)
    except ValueError:
        return None


def _time(written: str) -> time | None:
    try:
        return parse_time(written)
    except ValueError:
        return None
