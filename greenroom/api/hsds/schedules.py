"""Opening hours as HSDS schedules: RFC 5545 recurrence by the week. What that cannot say stands in the extension only.

HSDS knows offsets and no zones: where clocks change, a schedule holds for the part of a year with one offset, over the
twelve months from the day on which the service was last confirmed.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from greenroom.api.hsds import ids
from greenroom.directory import opening_hours, weekly_hours
from greenroom.directory.weekly_hours import DAY_MINUTES
from greenroom.edition.documents import ContactDocument

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_MINUTE = DAY_MINUTES - 1


class _Span(NamedTuple):
    """Minutes after midnight, within one day."""

    opens: int
    closes: int


class _Period(NamedTuple):
    first: date
    last: date
    offset_hours: float


def schedules_of(slug: str, contacts: tuple[ContactDocument, ...], confirmed: date | None) -> list[dict[str, Any]]:
    """Return the schedules of a service: those of each different hours among its contacts, in their order."""
    found: list[dict[str, Any]] = []
    for hours, zone in dict.fromkeys((contact.hours, contact.zone) for contact in contacts if contact.hours):
        for row in _rows(hours or "", zone, confirmed):
            number = str(len(found))
            found.append({"id": ids.made("schedule", slug, number), "freq": "WEEKLY", **row, "description": hours})
    return found


def _rows(hours: str, zone: str | None, confirmed: date | None) -> Iterator[dict[str, Any]]:
    weekly = weekly_hours.parse("00:00-24:00" if hours == opening_hours.ALWAYS else hours)
    if weekly is None:
        return
    spans = _spans_by_day(weekly)
    all_spans = sorted({span for day in spans for span in day})
    periods = _periods(zone, confirmed) if zone and confirmed and hours != opening_hours.ALWAYS else ()
    for span in all_spans:
        days = ",".join(name for name, day in zip(_DAYS, spans, strict=True) if span in day)
        row = {"byday": days, "opens_at": _clock(span.opens), "closes_at": _clock(span.closes)}
        if not periods:
            yield row
        for period in periods:
            yield {
                "valid_from": period.first.isoformat(),
                "valid_to": period.last.isoformat(),
                "timezone": period.offset_hours,
                **row,
            }


def _spans_by_day(weekly: weekly_hours.WeeklyHours) -> list[set[_Span]]:
    """Return for each weekday when it is open, holidays aside. What goes past midnight is said on both days."""
    spans: list[set[_Span]] = [set() for _day in _DAYS]
    for weekday in range(7):
        named = [rule for rule in weekly.rules if weekday in rule.weekdays]
        for start, end in named[-1].spans if named else ():
            spans[weekday].add(_Span(start, min(end, _LAST_MINUTE)))
            if end > DAY_MINUTES:
                spans[(weekday + 1) % 7].add(_Span(0, end - DAY_MINUTES))
    return spans


@lru_cache(maxsize=1_024)
def _periods(zone: str, start: date) -> tuple[_Period, ...]:
    """Return the parts of the twelve months from a day on in which a zone keeps one offset."""
    days = [start + timedelta(days=offset) for offset in range(365)]
    periods = []
    for offset, group in groupby(days, key=lambda day: _offset_hours(zone, day)):
        same = list(group)
        periods.append(_Period(same[0], same[-1], offset))
    return tuple(periods)


def _offset_hours(zone: str, day: date) -> float:
    offset = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    hours = offset / timedelta(hours=1)
    return int(hours) if hours == int(hours) else hours


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
