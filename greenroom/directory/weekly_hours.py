"""Weekly opening hours: the shape nearly all lines publish, «Mo-Sa 09:00-25:00; Su,PH 09:00-13:00; We off».

Readers of OpenStreetMap hours do not agree on what matters at one in the morning. Here a window past midnight belongs
to the day it starts on, and is not cut when the next day has a rule of its own. Which days are public holidays is the
caller's to say.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_MINUTES = 24 * 60
HOLIDAY = "PH"

_SELECTOR = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:-(?:Mo|Tu|We|Th|Fr|Sa|Su))?"
_SPAN = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}"
_RULE = re.compile(rf"^(?:({_SELECTOR}(?:,\s*{_SELECTOR})*)\s+|)({_SPAN}(?:,\s*{_SPAN})*|24/7|off|closed)$")

IsHoliday = Callable[[date], bool]


@dataclass(frozen=True)
class Rule:
    """On which days, and when. `spans` are (start, end) in minutes after midnight; an end over 1440 is the next day."""

    weekdays: frozenset[int]
    on_holidays: bool
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class WeeklyHours:
    """Rules in their order; for each day the last one that names it holds."""

    rules: tuple[Rule, ...]

    @property
    def names_holidays(self) -> bool:
        return any(rule.on_holidays for rule in self.rules)

    def spans_on(self, day: date, is_holiday: IsHoliday) -> tuple[tuple[int, int], ...]:
        """Return the windows that start on a day."""
        holiday = self.names_holidays and is_holiday(day)
        spans: tuple[tuple[int, int], ...] = ()
        for rule in self.rules:
            if day.weekday() in rule.weekdays or (holiday and rule.on_holidays):
                spans = rule.spans
        return spans

    def is_open(self, wall: datetime, is_holiday: IsHoliday) -> bool:
        """Say whether a wall-clock time (naive) stands inside the hours."""
        minute = wall.hour * 60 + wall.minute
        today = self.spans_on(wall.date(), is_holiday)
        yesterday = self.spans_on(wall.date() - timedelta(days=1), is_holiday)
        return any(start <= minute < end for start, end in today) or any(
            start <= minute + DAY_MINUTES < end for start, end in yesterday
        )

    def edges(self, first: date, last: date, is_holiday: IsHoliday) -> set[datetime]:
        """Return every wall-clock time (naive) at which a window starting from `first` to `last` begins or ends."""
        found = set()
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            midnight = datetime.combine(day, datetime.min.time())
            for span in self.spans_on(day, is_holiday):
                found |= {midnight + timedelta(minutes=minute) for minute in span}
        return found


@lru_cache(maxsize=2048)
def parse(hours: str) -> WeeklyHours | None:
    """Return the hours when they have the weekly shape, else None."""
    rules = []
    for text in hours.split(";"):
        match = _RULE.match(text.strip())
        if match is None:
            return None
        weekdays, on_holidays = _days(match.group(1))
        rules.append(Rule(weekdays, on_holidays, _spans(match.group(2))))
    return WeeklyHours(tuple(rules))


def _days(selector: str | None) -> tuple[frozenset[int], bool]:
    """Return (weekdays, whether holidays are named); no selector means every day of the week."""
    if not selector:
        return frozenset(range(7)), False
    weekdays: set[int] = set()
    parts = [part.strip() for part in selector.split(",")]
    for part in parts:
        if part == HOLIDAY:
            continue
        first, _, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        weekdays |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    return frozenset(weekdays), HOLIDAY in parts


def _spans(times: str) -> tuple[tuple[int, int], ...]:
    if times in ("off", "closed"):
        return ()
    if times == "24/7":
        return ((0, DAY_MINUTES),)
    spans = []
    for span in times.split(","):
        start, end = (_minutes(clock) for clock in span.strip().split("-"))
        spans.append((start, end if end > start else end + DAY_MINUTES))
    return tuple(spans)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
