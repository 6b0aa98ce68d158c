"""Which days a routing means: the years that are not written, and the order of day and month, over all its lines.

«03/04» is decided by another line («25/04»), by the weekday beside it, or by the order of the lines if their days
ascend one way about only. Where nothing decides it, both days are choices; one answer decides them all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from greenroom.itinerary.dates import Day, Written

# A tour that is running has begun; its first dates are past.
PAST = timedelta(days=31)
# Lines are seldom further out of order than this; what is, belongs to the next year.
_OUT_OF_ORDER = timedelta(days=60)
_YEARS_AHEAD = 4
_FEWEST_IN_ORDER = 3

Numbered = tuple[int, Written]


@dataclass(frozen=True)
class Dated:
    """First and last day of a line; or `choices`, where day and month may stand either way about."""

    first: date
    last: date
    choices: tuple[date, ...] = ()


def decide(written: Sequence[Numbered], today: date, answers: Mapping[int, str]) -> dict[int, Dated]:
    """Return the days of numbered lines; one whose day does not exist in its year, or on its weekday, has none."""
    is_day_first = _is_day_first(written, today, answers)
    ordered = [(number, _turned(day, is_day_first)) for number, day in written]
    decided = {}
    open_days = {number for number, day in written if day.other}
    for number, first, day in _with_years(ordered, today):
        if first and number not in open_days and _is_gainsaid(day, first):
            continue
        other = _date(day.other, first.year) if day.other and first else None
        if first and other:
            decided[number] = Dated(first, first, tuple(sorted((first, other))))
        elif first:
            decided[number] = Dated(first, _last(day, first))
    return decided


def _is_gainsaid(day: Written, first: date) -> bool:
    """Say whether a weekday stands beside a whole date that falls on another: one of the two is a slip."""
    return bool(day.first.year and day.weekdays) and first.weekday() not in day.weekdays


def _turned(day: Written, is_day_first: bool | None) -> Written:
    if day.other is None or is_day_first is None:
        return day
    return replace(day, first=day.first if is_day_first else day.other, other=None)


def _is_day_first(written: Sequence[Numbered], today: date, answers: Mapping[int, str]) -> bool | None:
    """Say in which order the routing writes day and month; None where nothing tells, or lines tell both."""
    open_days = [(number, day) for number, day in written if day.other]
    if not open_days:
        return None
    told = {_answered(day, answers.get(number)) for number, day in open_days} - {None}
    if not told:
        told = {day.is_day_first for _number, day in written} - {None}
        told |= {_told_by_weekday(day, today) for _number, day in open_days} - {None}
    if not told:
        told = _told_by_order(written)
    return told.pop() if len(told) == 1 else None


def _answered(day: Written, answer: str | None) -> bool | None:
    """Return which way about an answer («2027-03-04») reads a day."""
    for one, is_day_first in ((day.first, True), (day.other, False)):
        if answer and one and one.month and answer.endswith(f"-{one.month:02d}-{one.day:02d}"):
            return is_day_first
    return None


def _told_by_weekday(day: Written, today: date) -> bool | None:
    if not day.weekdays or day.other is None:
        return None
    first, other = (_fits_weekday(one, day.weekdays, today) for one in (day.first, day.other))
    return first if first != other else None


def _fits_weekday(day: Day, weekdays: frozenset[int], today: date) -> bool:
    years = [day.year] if day.year else [today.year, today.year + 1]
    found = (_date(day, year) for year in years)
    return any(one is not None and one.weekday() in weekdays for one in found)


def _told_by_order(written: Sequence[Numbered]) -> set[bool | None]:
    """Return the one reading under which the days ascend, if there is exactly one."""
    ascending: set[bool | None] = set()
    for is_day_first in (True, False):
        turned = [_turned(day, is_day_first).first for _number, day in written]
        keys = [(day.year or 0, day.month or 0, day.day) for day in turned]
        if all(earlier <= later for earlier, later in pairwise(keys)):
            ascending.add(is_day_first)
    return ascending if len(ascending) == 1 and len(written) >= _FEWEST_IN_ORDER else set()


def _with_years(written: Sequence[Numbered], today: date) -> list[tuple[int, date | None, Written]]:
    """Give each day its year: written, or that in which the lines go on from one another."""
    known = next((index for index, (_number, day) in enumerate(written) if day.first.year), None)
    found: list[tuple[int, date | None, Written]] = []
    before = today - PAST + _OUT_OF_ORDER
    if known is not None:
        before = after = _date(written[known][1].first, None) or today
        for number, day in reversed(written[:known]):
            first = _latest(day, after + _OUT_OF_ORDER)
            found.insert(0, (number, first, day))
            after = first or after
    for number, day in written[known or 0 :]:
        first = _date(day.first, None) if day.first.year else _earliest(day, before - _OUT_OF_ORDER)
        found.append((number, first, day))
        before = first or before
    return found


def _earliest(day: Written, bound: date) -> date | None:
    """Return the first such day from a bound on; of the next two, the one that falls on its weekday."""
    candidates = (_date(day.first, bound.year + offset) for offset in range(_YEARS_AHEAD + 1))
    after = [one for one in candidates if one is not None and one >= bound]
    on_weekday = [one for one in after[:2] if one.weekday() in day.weekdays]
    return next(iter(on_weekday or after), None)


def _latest(day: Written, bound: date) -> date | None:
    candidates = (_date(day.first, bound.year - offset) for offset in range(_YEARS_AHEAD + 1))
    return next((one for one in candidates if one is not None and one <= bound), None)


def _last(day: Written, first: date) -> date:
    """Return the last day of a line; a range that seems to run backwards goes on into the next year."""
    last = _date(day.last, first.year) if day.last else None
    if day.last and last and last < first and not day.last.year:
        last = _date(day.last, first.year + 1)
    return last if last is not None and last >= first else first


def _date(day: Day, year: int | None) -> date | None:
    """Return a day in its own year or the given one; None where there is no such day."""
    try:
        return date(day.year or year or 0, day.month or 0, day.day)
    except ValueError:
        return None
