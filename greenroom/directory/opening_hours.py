"""Is a line open? Three answers: open until, closed until, not known. What is not known is never shown as closed.

Hours are OpenStreetMap `opening_hours` text. A line is open at an instant when the wall clock of its zone stands inside
its hours. Weekly hours are reckoned in `weekly_hours`; seasons and dates are left to opening-hours-py, asked in
wall-clock time only, since it raises inside the spring gap. Public holidays come from the `holidays` package.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

import holidays
import opening_hours as osm

from greenroom.directory import weekly_hours
from greenroom.directory.weekly_hours import WeeklyHours

ALWAYS = "24/7"
# How far ahead a change is looked for. Beyond it no time is claimed.
HORIZON = timedelta(days=15)
_ANY_HOLIDAYS = re.compile(r"\b(PH|SH)\b")
_SPAN = re.compile(r"(\d{1,2}:\d{2})-(\d{1,2}:\d{2})")


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
    if not is_zone(zone):
        raise HoursError(f"{zone!r} is not a time zone of the IANA database")
    try:
        _expression(hours)
    except osm.ParserError as error:  # type: ignore[attr-defined] # missing in the package's types
        raise HoursError(f"hours {hours!r} cannot be read: {error}") from error


def is_zone(name: str) -> bool:
    """Say whether a name is a time zone of the IANA database."""
    return name in _zones()


def open_state(hours: str | None, zone: str | None, at: datetime, country: str | None) -> OpenState:
    """Say whether a line is open at an instant.

    Shapes: `at` is aware. `country` (ISO 3166-1) says whose public holidays count. Not known: no hours; hours that name
    public holidays (`PH`) where the country's are not known, or around one that waits for the moon; school holidays
    (`SH`); seasonal hours past midnight.
    """
    if hours == ALWAYS:
        return OpenState(State.OPEN, is_always=True)
    if hours is None or zone is None:
        return UNKNOWN
    return _open_state(hours, zone, _minute(at), country)


def state_at(hours: str | None, zone: str | None, at: datetime, country: str | None) -> State:
    """Return the state of `open_state`, without looking for the next change."""
    if hours == ALWAYS:
        return State.OPEN
    if hours is None or zone is None:
        return State.UNKNOWN
    now = _minute(at)
    readable = _readable(hours, country, now.astimezone(ZoneInfo(zone)).date())
    return _Line(readable, ZoneInfo(zone)).state(now) if readable else State.UNKNOWN


def open_windows(
    hours: str | None, zone: str | None, start: datetime, end: datetime, country: str | None
) -> tuple[tuple[datetime, datetime], ...] | None:
    """Return when a line is open between two instants, in order; None where that is not known.

    Shapes: aware instants, at most three days apart; a window that goes on before or after is cut there. `country` as
    in `open_state`.
    """
    if hours == ALWAYS:
        return ((start, end),)
    if hours is None or zone is None:
        return None
    readable, at_end = (
        _readable(hours, country, instant.astimezone(ZoneInfo(zone)).date()) for instant in (start, end)
    )
    if readable is None or at_end is None:
        return None
    line = _Line(readable, ZoneInfo(zone))
    marks = [start, *(instant for instant in line.changes(start, end) if instant < end), end]
    windows: list[tuple[datetime, datetime]] = []
    for since, until in pairwise(marks):
        if line.state(since) is not State.OPEN:
            continue
        if windows and windows[-1][1] == since:
            windows[-1] = (windows[-1][0], until)
        else:
            windows.append((since, until))
    return tuple(windows)


def names_holidays(hours: str) -> bool:
    """Say whether hours differ on holidays."""
    return _ANY_HOLIDAYS.search(hours) is not None


def _minute(at: datetime) -> datetime:
    """Hours begin and end on whole minutes, so that all instants of one have the same answer."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)


@lru_cache(maxsize=4_096)
def _open_state(hours: str, zone: str, now: datetime, country: str | None) -> OpenState:
    readable = _readable(hours, country, now.astimezone(ZoneInfo(zone)).date())
    if readable is None:
        return UNKNOWN
    line = _Line(readable, ZoneInfo(zone))
    state = line.state(now)
    changes_at = line.next_change(now, state)
    if changes_at is not None and _waits_for_the_moon(hours, country, now, changes_at):
        changes_at = None
    return OpenState(state, changes_at)


def _waits_for_the_moon(hours: str, country: str | None, now: datetime, changes_at: datetime) -> bool:
    """Say whether the days up to a change hold a holiday whose day is only estimated."""
    weekly = weekly_hours.parse(hours)
    calendar = _calendar(country) if country and weekly is not None and weekly.names_holidays else None
    if calendar is None:
        return False
    days = (changes_at.date() - now.date()).days + 1
    return any(_is_estimated_near(calendar, now.date() + timedelta(days=offset)) for offset in range(days + 1))


class _Hours(Protocol):
    """Hours on the wall clock (naive times)."""

    def is_open(self, wall: datetime) -> bool: ...

    def edges(self, first: date, last: date) -> set[datetime]: ...


@dataclass(frozen=True)
class _Weekly:
    hours: WeeklyHours
    is_holiday: Callable[[date], bool]

    def is_open(self, wall: datetime) -> bool:
        return self.hours.is_open(wall, self.is_holiday)

    def edges(self, first: date, last: date) -> set[datetime]:
        return self.hours.edges(first, last, self.is_holiday)


@dataclass(frozen=True)
class _Seasonal:
    expression: osm.OpeningHours

    def is_open(self, wall: datetime) -> bool:
        return bool(self.expression.is_open(wall))

    def edges(self, first: date, last: date) -> set[datetime]:
        start, end = datetime.combine(first, time()), datetime.combine(last, time())
        return {interval[0] for interval in self.expression.intervals(start, end)}


def _readable(hours: str, country: str | None, today: date) -> _Hours | None:
    """Return hours that can be reckoned without guessing, else None."""
    weekly = weekly_hours.parse(hours)
    if weekly is not None and not weekly.names_holidays:
        return _Weekly(weekly, lambda day: False)
    if weekly is not None:
        calendar = _calendar(country) if country else None
        if calendar is None or _is_estimated_near(calendar, today):
            return None
        return _Weekly(weekly, calendar.__contains__)
    if _ANY_HOLIDAYS.search(hours) or any(_is_past_midnight(*span) for span in _SPAN.findall(hours)):
        return None
    return _Seasonal(_expression(hours))


def _is_past_midnight(start: str, end: str) -> bool:
    return end.zfill(5) > "24:00" or end.zfill(5) < start.zfill(5)


def _is_estimated_near(calendar: holidays.HolidayBase, today: date) -> bool:
    """Say whether a holiday of these three days waits for the moon: it may come a day sooner or later."""
    days = (today + timedelta(days=offset) for offset in (-1, 0, 1))
    return any("estimated" in calendar.get(day, "") for day in days)


@lru_cache(maxsize=512)
def _calendar(country: str) -> holidays.HolidayBase | None:
    """Return a country's public holidays, or None where the package does not know the country."""
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return None


@dataclass(frozen=True)
class _Line:
    hours: _Hours
    zone: ZoneInfo

    def state(self, instant: datetime) -> State:
        return State.OPEN if self.hours.is_open(self._wall(instant)) else State.CLOSED

    def next_change(self, now: datetime, state: State) -> datetime | None:
        """Return the first instant after `now` at which the wall clock stands on the other side of the hours."""
        later = self.changes(now, now + HORIZON)
        return next((instant for instant in later if self.state(instant) is not state), None)

    def changes(self, start: datetime, end: datetime) -> list[datetime]:
        """Return the instants after `start`, up to `end`, at which the state may change, in order."""
        edges = self.hours.edges(
            self._wall(start).date() - timedelta(days=2), self._wall(end).date() + timedelta(days=1)
        )
        instants = {edge.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for edge in edges for fold in (0, 1)}
        return sorted(instant for instant in instants | self._clock_changes(start, end) if start < instant <= end)

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
def _expression(hours: str) -> osm.OpeningHours:
    return osm.OpeningHours(hours)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
