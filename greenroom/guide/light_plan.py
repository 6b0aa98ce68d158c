"""When to look for light and when to shun it after a flight across time zones. Pure; no Django here.

**Source** of the rules: Eastman and Burgess, How to travel the world without jet lag, 2009 (PMC2829880), and Roach and
Sargent, Interventions to minimize jet lag, 2019 (PMC6684967). Both rest on the laboratory; there are few field trials.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# The body's lowest point lies some three hours before a rested person wakes (Eastman and Burgess).
LOW_POINT_BEFORE_WAKING = 3 * HOUR
# Jet lag is what follows three zones and more (Roach and Sargent).
LEAST_SHIFT = 3 * HOUR
# Who stays a shorter time keeps to the clock of home.
LEAST_STAY_DAYS = 3
# How far the body's clock moves in a day with light at the right time: the slower of the two directions, for both.
SHIFT_A_DAY = HOUR
# How long before or after the low point light works most.
WINDOW = 3 * HOUR
AWAKE = 16 * HOUR
_HALF_DAY = 12 * HOUR


class Direction(str, Enum):
    """Which way the body's clock has to move. East is earlier."""

    EARLIER = "earlier"
    LATER = "later"


class NoPlan(str, Enum):
    """Why there is nothing to plan."""

    FEW_ZONES = "few_zones"
    SHORT_STAY = "short_stay"


@dataclass(frozen=True)
class Window:
    """Clock times of the place; `until` before `since` is on the next day."""

    since: time
    until: time


@dataclass(frozen=True)
class LightDay:
    """One day at the place. `low_point`: on the clock there. No `light`: its time falls into the night."""

    date: date
    low_point: time
    light: Window | None
    avoid: Window | None


@dataclass(frozen=True)
class LightPlan:
    """`shift`: how far the clocks are apart, east positive, within half a day. `days`: those on which light matters."""

    shift: timedelta
    direction: Direction
    days: tuple[LightDay, ...]


def shift_between(home: ZoneInfo, away: ZoneInfo, on: date) -> timedelta:
    """Return how much later the clock shows there than at home on a day, the date line left aside: -12 h to 12 h."""
    noon = datetime.combine(on, time(12))
    apart = _offset(away, noon) - _offset(home, noon)
    return (apart + _HALF_DAY) % DAY - _HALF_DAY


def light_plan(
    home: ZoneInfo, away: ZoneInfo, arrives: date, *, leaves: date | None = None, wakes: time = time(8)
) -> LightPlan | NoPlan:
    """Return the plan for a stay; `leaves`: the day of the flight back, if there is one. `wakes`: usually, at home.

    Half a day apart counts as west: later is easier than earlier.
    """
    shift = shift_between(home, away, arrives)
    if abs(shift) < LEAST_SHIFT:
        return NoPlan.FEW_ZONES
    if leaves is not None and (leaves - arrives).days < LEAST_STAY_DAYS:
        return NoPlan.SHORT_STAY
    direction = Direction.EARLIER if shift > timedelta(0) else Direction.LATER
    return LightPlan(shift, direction, tuple(_days(shift, direction, arrives, leaves, wakes)))


def way_back(
    home: ZoneInfo, away: ZoneInfo, arrives: date, returns: date, *, wakes: time = time(8)
) -> LightPlan | NoPlan:
    """Return the plan after the flight back on the day `returns`, for a body that came as far as its stay let it."""
    there = light_plan(home, away, arrives, leaves=returns, wakes=wakes)
    if isinstance(there, NoPlan):
        return there
    moved = min(abs(there.shift), (returns - arrives).days * SHIFT_A_DAY)
    back = -moved if there.direction is Direction.EARLIER else moved
    if abs(back) < LEAST_SHIFT:
        return NoPlan.FEW_ZONES
    direction = Direction.EARLIER if back > timedelta(0) else Direction.LATER
    return LightPlan(back, direction, tuple(_days(back, direction, returns, None, wakes)))


def _days(
    shift: timedelta, direction: Direction, arrives: date, leaves: date | None, wakes: time
) -> Iterator[LightDay]:
    """Yield the days on which light matters, until the low point lies where it belongs, or the stay ends."""
    target = datetime.combine(arrives, wakes) - LOW_POINT_BEFORE_WAKING
    number = 0
    while (left := abs(shift) - number * SHIFT_A_DAY) > timedelta(0):
        on = arrives + number * DAY
        if leaves is not None and on >= leaves:
            return
        low = target + (left if direction is Direction.EARLIER else -left)
        day = _day(on, low, direction, wakes)
        if day.light or day.avoid:
            yield day
        number += 1


def _day(on: date, low: datetime, direction: Direction, wakes: time) -> LightDay:
    before, after = (low - WINDOW, low), (low, low + WINDOW)
    light, avoid = (after, before) if direction is Direction.EARLIER else (before, after)
    return LightDay(on, low.time(), _while_awake(light, wakes), _while_awake(avoid, wakes))


def _while_awake(window: tuple[datetime, datetime], wakes: time) -> Window | None:
    """Return the part of a window in which somebody is up who keeps the clock of the place; None where that is none."""
    since, until = window
    up = datetime.combine(since.date() - DAY, wakes)
    for morning in (up, up + DAY, up + 2 * DAY):
        start, end = max(since, morning), min(until, morning + AWAKE)
        if start < end:
            return Window(start.time(), end.time())
    return None


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    offset = at.replace(tzinfo=zone).utcoffset()
    if offset is None:
        raise ValueError(f"{zone} has no offset")
    return offset
