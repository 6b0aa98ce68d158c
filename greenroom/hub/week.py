"""A week of opening hours as a reader says it: «Mon–Fri 10:00–18:00», days with the same hours together."""

from dataclasses import dataclass
from datetime import time
from itertools import groupby

from babel import Locale
from babel.dates import format_time
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.directory import weekly_hours
from greenroom.directory.weekly_hours import DAY_MINUTES, Rule, WeeklyHours

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class WeekRow:
    """Some days and their times; no times means closed."""

    days: str | Promise
    times: tuple[str, ...]


def week_rows(hours: str, language: str) -> list[WeekRow]:
    """Return the rows for hours of the weekly shape, Monday first; an empty list for any other hours."""
    weekly = weekly_hours.parse(hours)
    if weekly is None:
        return []
    rows = [
        WeekRow(_days(list(days), language), _times(spans, language))
        for spans, days in groupby(range(7), key=lambda day: _spans_of(weekly, day))
    ]
    holiday = _holiday_rule(weekly)
    if holiday is not None:
        rows.append(WeekRow(_("Public holidays"), _times(holiday.spans, language)))
    return rows


def _spans_of(weekly: WeeklyHours, weekday: int) -> Spans:
    spans: Spans = ()
    for rule in weekly.rules:
        if weekday in rule.weekdays:
            spans = rule.spans
    return spans


def _holiday_rule(weekly: WeeklyHours) -> Rule | None:
    return next((rule for rule in reversed(weekly.rules) if rule.on_holidays), None)


def _days(days: list[int], language: str) -> str:
    names = Locale.parse(language).days["stand-alone"]["abbreviated"]
    first, last = names[days[0]], names[days[-1]]
    return str(first) if len(days) == 1 else f"{first} – {last}"


def _times(spans: Spans, language: str) -> tuple[str, ...]:
    return tuple(f"{_clock(start, language)}–{_clock(end, language)}" for start, end in spans)


def _clock(minutes: int, language: str) -> str:
    pattern = "kk:mm" if minutes == DAY_MINUTES else "HH:mm"
    hour, minute = divmod(minutes % DAY_MINUTES, 60)
    return str(format_time(time(hour, minute), pattern, locale=language))
