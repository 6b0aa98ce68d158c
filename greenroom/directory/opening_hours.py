"""Is a line open? Three answers: open until, closed until, not known. What is not known is never shown as closed.

Hours are OpenStreetMap `opening_hours` text read by opening-hours-py. A line is open at an instant when the wall clock
of its zone stands inside its hours. The library is asked in wall-clock time only; moving between wall clock and
instants over a change of the clocks is done here, since the library raises inside the spring gap.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import opening_hours as osm

ALWAYS = "24/7"
# How far ahead a change is looked for. Beyond it no time is claimed.
HORIZON = timedelta(days=15)
_HOLIDAYS = re.compile(r"\bPH\b")
_SCHOOL_HOLIDAYS = re.compile(r"\bSH\b")


class HoursError(ValueError):
    """Hours that cannot be read, or that need a zone and have none."""


class State(str, Enum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class OpenState:
    """The answer for one instant. `changes_at` is aware (UTC), or None when no change is known within `HORIZON`."""

    state: State
    changes_at: datetime | None = None
    is_always: bool = False


UNKNOWN = OpenState(State.UNKNOWN)


def validate(hours: str, zone: str | None) -> None:
    """Accept hours that can be computed. Refuses with HoursError: bad syntax, no zone (but for 24/7), unknown zone."""
    if hours == ALWAYS and zone is None:
        return
    if zone is None:
        raise HoursError(f"hours {hours!r} need a time zone")
    if zone not in _zones():
        raise HoursError(f"{zone!r} is not a time zone of the IANA database")
    try:
        _expression(hours, None)
    except osm.ParserError as error:  # type: ignore[attr-defined] # missing in the package's types
        raise HoursError(f"hours {hours!r} cannot be read: {error}") from error


def open_state(hours: str | None, zone: str | None, at: datetime, country: str | None) -> OpenState:
    """Say whether a line is open at an instant.

    Shapes: `at` is aware. `country` (ISO 3166-1) says whose public holidays count; where hours name holidays (`PH`) and
    the country's are not known, the answer is "not known"; so it is for school holidays (`SH`).
    """
    if hours == ALWAYS:
        return OpenState(State.OPEN, is_always=True)
    if hours is None or zone is None or not _holidays_are_known(hours, country):
        return UNKNOWN
    line = _Line(_expression(hours, country if _HOLIDAYS.search(hours) else None), ZoneInfo(zone))
    now = at.astimezone(UTC)
    state = line.state(now)
    if state is State.UNKNOWN:
        return UNKNOWN
    return OpenState(state, line.next_change(now, state))


def _holidays_are_known(hours: str, country: str | None) -> bool:
    """Say whether the holidays that hours name can be computed. Without the country's the library says «open»."""
    if _SCHOOL_HOLIDAYS.search(hours):
        return False
    if not _HOLIDAYS.search(hours):
        return True
    try:
        return country is not None and bool(_expression(hours, country))
    except osm.UnknownCountryError:  # type: ignore[attr-defined] # missing in the package's types
        return False


@dataclass(frozen=True)
class _Line:
    expression: osm.OpeningHours
    zone: ZoneInfo

    def state(self, instant: datetime) -> State:
        return State(str(self.expression.state(self._wall(instant))[0]))

    def next_change(self, now: datetime, state: State) -> datetime | None:
        """Return the first instant after `now` at which the wall clock stands on the other side of the hours."""
        wall = self._wall(now)
        candidates: set[datetime] = set()
        for start, _end, _state, _comment in self.expression.intervals(wall - timedelta(days=1), wall + HORIZON):
            for fold in (0, 1):
                candidates.add(start.replace(tzinfo=self.zone, fold=fold).astimezone(UTC))
        candidates |= self._clock_changes(now, now + HORIZON)
        later = sorted(instant for instant in candidates if now < instant <= now + HORIZON)
        return next((instant for instant in later if self.state(instant) is not state), None)

    def _wall(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None, fold=0)

    def _clock_changes(self, start: datetime, end: datetime) -> set[datetime]:
        """Return the instants at which the zone's offset changes, to the minute."""
        changes = set()
        day = start
        while day < end:
            following = day + timedelta(days=1)
            if self._offset(day) != self._offset(following):
                changes.add(self._bisect(day, following))
            day = following
        return changes

    def _bisect(self, before: datetime, after: datetime) -> datetime:
        before, after = before.replace(second=0, microsecond=0), after.replace(second=0, microsecond=0)
        while after - before > timedelta(minutes=1):
            middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
            if self._offset(middle) == self._offset(before):
                before = middle
            else:
                after = middle
        return after

    def _offset(self, instant: datetime) -> timedelta | None:
        return instant.astimezone(self.zone).utcoffset()


@lru_cache(maxsize=2048)
def _expression(hours: str, country: str | None) -> osm.OpeningHours:
    return osm.OpeningHours(hours, country=country)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
