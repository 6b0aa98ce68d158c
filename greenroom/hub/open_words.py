"""«Open until 22:00 (Paris)»: an answer of `directory.opening_hours` in the reader's words, with absolute times.

Times are printed in the line's own zone and, where it differs, in the zone of the country the reader chose, so that a
copy that somebody kept is never a lie.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_skeleton, format_time, get_datetime_format, get_timezone_location

from greenroom.core import countries
from greenroom.directory import opening_hours
from greenroom.directory.opening_hours import State


@dataclass(frozen=True)
class Clock:
    """The instant a page is made for, and the place it is made for. `zone` is None where the country has several."""

    at: datetime
    language: str
    country: str | None
    zone: str | None

    @classmethod
    def for_place(cls, at: datetime, language: str, country: str | None) -> "Clock":
        return cls(at, language, country, countries.single_zone(country) if country else None)

    @property
    def as_of(self) -> str:
        """The page's own day and minute: in the country's time where it has one, else UTC."""
        local = self.at.astimezone(ZoneInfo(self.zone) if self.zone else UTC)
        day = format_skeleton("MMMd", local, locale=self.language)
        text = str(get_datetime_format("medium", self.language)).format(
            format_time(local, "HH:mm", locale=self.language), day
        )
        return text if self.zone else f"{text} UTC"


@dataclass(frozen=True)
class OpenWords:
    """What a template needs to say whether a contact is open. Times are ready texts; empty when not known."""

    state: State
    is_always: bool
    until: str
    until_here: str

    @property
    def rank(self) -> int:
        """Open first, then not known, then closed."""
        return (State.OPEN, State.UNKNOWN, State.CLOSED).index(self.state)


def open_words(hours: str | None, zone: str | None, clock: Clock, holidays_of: str | None) -> OpenWords:
    """Say whether hours are open at the clock's instant. `holidays_of`: the country whose public holidays count."""
    answer = opening_hours.open_state(hours, zone, clock.at, holidays_of)
    until = until_here = ""
    if answer.changes_at and zone:
        until = f"{_time(answer.changes_at, zone, clock)} ({_city(zone, clock.language)})"
        if clock.zone and _offset(clock.zone, answer.changes_at) != _offset(zone, answer.changes_at):
            until_here = _time(answer.changes_at, clock.zone, clock)
    return OpenWords(answer.state, answer.is_always, until, until_here)


def _time(instant: datetime, zone: str, clock: Clock) -> str:
    """The time of day (midnight at the end of today is 24:00), with the weekday when it is not today there."""
    local, today = instant.astimezone(ZoneInfo(zone)), clock.at.astimezone(ZoneInfo(zone)).date()
    if local.date() == today:
        return format_time(local, "HH:mm", locale=clock.language)
    if local.time() == time() and local.date() == today + timedelta(days=1):
        return format_time(local, "kk:mm", locale=clock.language)
    return format_datetime(local, "EEE HH:mm", locale=clock.language)


@lru_cache(maxsize=4096)
def _city(zone: str, language: str) -> str:
    return str(get_timezone_location(ZoneInfo(zone), locale=language, return_city=True))


def _offset(zone: str, instant: datetime) -> timedelta | None:
    return instant.astimezone(ZoneInfo(zone)).utcoffset()
