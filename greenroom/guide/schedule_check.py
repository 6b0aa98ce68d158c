"""What in the days of a tour wears people out: no day off, drives after shows, jumps across time zones. Pure.

It sees days and places alone: no hours, no vehicles, no roads. What it names is a question to ask, not a fault.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

# **Source**: Directive 2003/88/EC, articles 3 and 5: 11 hours of rest in each day, and a day of rest in seven.
MOST_DAYS_IN_A_ROW = 6
DAILY_REST_HOURS = 11
# From the end of load-out, midnight, to a load-in at three in the afternoon; what rest leaves of it may be driven.
HOURS_BETWEEN_SHOWS = 15
# How far a van or bus comes in an hour, measured in a straight line; roads are longer.
KILOMETRES_AN_HOUR = 65
LONGEST_DRIVE_KILOMETRES = (HOURS_BETWEEN_SHOWS - DAILY_REST_HOURS) * KILOMETRES_AN_HOUR
# Nobody drives further than that between two days: it is a flight.
LONGEST_ROAD_KILOMETRES = 1_000
# **Source**: Roach and Sargent, 2019 (PMC6684967): jet lag follows three zones and more, and lasts some days.
LEAST_ZONES = 3
DAYS_OF_JET_LAG = 3
EARTH_KILOMETRES = 6_371.0


class Strain(str, Enum):
    NO_DAY_OFF = "no_day_off"
    DRIVE_AFTER_SHOW = "drive_after_show"
    ZONE_JUMP = "zone_jump"


@dataclass(frozen=True)
class TourDay:
    """A place on the days `first` to `last`, both included. `latitude`, `longitude`: degrees."""

    first: date
    last: date
    place: str
    zone: ZoneInfo
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Finding:
    """`origin`: where it begins; `place`: where it ends. `amount`: days in a row, kilometres in a straight line, or
    zones.
    """

    strain: Strain
    since: date
    until: date
    origin: str
    place: str
    amount: int


def findings(days: Sequence[TourDay]) -> list[Finding]:
    """Return what to ask about, by date. `days`: in the order of their first day."""
    pairs = list(itertools.pairwise(days))
    found = [*_without_day_off(days), *filter(None, map(_drive, pairs)), *filter(None, map(_jump, pairs))]
    return sorted(found, key=lambda one: (one.since, one.until, one.strain.value))


def kilometres(one: TourDay, other: TourDay) -> float:
    """Return the distance in a straight line over the globe (haversine)."""
    here, there = math.radians(one.latitude), math.radians(other.latitude)
    apart = math.radians(other.longitude - one.longitude)
    half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(apart / 2) ** 2
    return 2 * EARTH_KILOMETRES * math.asin(min(1.0, math.sqrt(half)))


def _without_day_off(days: Sequence[TourDay]) -> Iterator[Finding]:
    for run in _runs(days):
        length = (run[-1].last - run[0].first).days + 1
        if length > MOST_DAYS_IN_A_ROW:
            yield Finding(Strain.NO_DAY_OFF, run[0].first, run[-1].last, run[0].place, run[-1].place, length)


def _runs(days: Sequence[TourDay]) -> Iterator[list[TourDay]]:
    """Yield stretches with no empty day in them."""
    run: list[TourDay] = []
    for day in days:
        if run and (day.first - max(one.last for one in run)).days > 1:
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _drive(pair: tuple[TourDay, TourDay]) -> Finding | None:
    one, other = pair
    far = kilometres(one, other)
    if (other.first - one.last).days > 1 or not LONGEST_DRIVE_KILOMETRES < far <= LONGEST_ROAD_KILOMETRES:
        return None
    return Finding(Strain.DRIVE_AFTER_SHOW, one.last, other.first, one.place, other.place, round(far / 10) * 10)


def _jump(pair: tuple[TourDay, TourDay]) -> Finding | None:
    one, other = pair
    zones = zones_between(one.zone, other.zone, other.first)
    if zones < LEAST_ZONES or (other.first - one.last).days > DAYS_OF_JET_LAG:
        return None
    return Finding(Strain.ZONE_JUMP, one.last, other.first, one.place, other.place, zones)


def zones_between(one: ZoneInfo, other: ZoneInfo, on: date) -> int:
    """Return how many hours two clocks are apart on a day, the date line left aside: 0 to 12."""
    noon = datetime.combine(on, time(12))
    offsets = [noon.replace(tzinfo=zone).utcoffset() or timedelta(0) for zone in (one, other)]
    hours = round(abs(offsets[0] - offsets[1]) / timedelta(hours=1)) % 24
    return min(hours, 24 - hours)
