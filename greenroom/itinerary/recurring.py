"""The times of a calendar's event (RFC 5545): how long it lasts, when it recurs, which of its times are left out.

Only rules that always lead on to a next day are followed: one that never comes true («30 February») would be looked for
for thousands of years.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, islice
from typing import Any

from dateutil import rrule
from icalendar.cal import Component

# A recurring event may never end.
MOST_TIMES = 30
_NIGHT_ENDS = time(6)
_FREQUENCIES = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}
_FOLLOWED = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_WEEKDAYS = {str(day): day for day in (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)}

# A time in the form in which times are compared: a day, a wall-clock time, an instant in UTC.
Moment = date


def moment(value: date) -> Moment:
    """Return a time as it is compared, whatever zone it is written in."""
    try:
        return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value
    except OverflowError:  # the first and last day that can be written have no neighbours
        return value


def last_day(event: Component, start: date) -> date:
    """Return the last day of an event.

    The end of whole days is not included (3.6.1); what ends in the small hours ends the evening before.
    """
    first = start.date() if isinstance(start, datetime) else start
    end = _end(event, start)
    if isinstance(end, datetime):
        if isinstance(start, datetime) and start.tzinfo and end.tzinfo:
            end = end.astimezone(start.tzinfo)
        is_night = end.time() <= _NIGHT_ENDS
        return max(first, end.date() - timedelta(days=is_night))
    return max(first, end - timedelta(days=1)) if end else first


def _end(event: Component, start: date) -> date | None:
    if event.get("DTEND") is not None:
        end = event.decoded("DTEND")
        return end if isinstance(end, date) else None
    duration = event.decoded("DURATION") if event.get("DURATION") is not None else None
    return start + duration if isinstance(duration, timedelta) else None


def times(event: Component, start: date, moved: frozenset[Moment]) -> tuple[list[date], bool]:
    """Return when an event begins, at most `MOST_TIMES` times, and whether that is all of it.

    `moved`: times for which another event stands.
    """
    if event.get("RECURRENCE-ID") is not None:
        return [start], True
    rule = event.get("RRULE")
    is_followed = rule is None or _is_followed(rule)
    by_rule = _by_rule(rule, start) if rule is not None and is_followed else iter([start])
    left_out = moved | {moment(one) for one in _listed(event, "EXDATE")}
    every = (one for one in chain(by_rule, _listed(event, "RDATE")) if moment(one) not in left_out)
    # One more than is told, to know whether there are any.
    found = list(islice(every, MOST_TIMES + 1))
    return found[:MOST_TIMES], is_followed and len(found) <= MOST_TIMES


def _is_followed(rule: Any) -> bool:
    if isinstance(rule, list) or str(_one(rule, "FREQ")).upper() not in _FREQUENCIES:
        return False
    keys = {str(key).upper() for key in rule}
    days = [str(day).upper() for day in rule.get("BYDAY", [])]
    is_weekly = str(_one(rule, "FREQ")).upper() == "WEEKLY" and set(days) <= set(_WEEKDAYS)
    return keys <= (_FOLLOWED | {"BYDAY"} if is_weekly else _FOLLOWED)


def _one(rule: Any, key: str) -> Any:
    value = rule.get(key)
    return value[0] if isinstance(value, list) and value else value


def _by_rule(rule: Any, start: date) -> Iterator[date]:
    """Yield the times of a rule by the wall clock of the event."""
    begin = start if isinstance(start, datetime) else datetime.combine(start, time())
    until = _one(rule, "UNTIL")
    if isinstance(until, datetime) and until.tzinfo and begin.tzinfo:
        until = until.astimezone(begin.tzinfo)
    elif isinstance(until, date) and not isinstance(until, datetime):
        until = datetime.combine(until, time.max)
    count = _one(rule, "COUNT")
    found = rrule.rrule(  # type: ignore[no-untyped-call] # the package carries no types here
        _FREQUENCIES[str(_one(rule, "FREQ")).upper()],
        dtstart=begin.replace(tzinfo=None),
        interval=max(1, int(_one(rule, "INTERVAL") or 1)),
        count=count,
        until=until.replace(tzinfo=None) if until and count is None else None,
        byweekday=[_WEEKDAYS[str(day).upper()] for day in rule.get("BYDAY", [])] or None,
    )
    for one in found:
        yield one.replace(tzinfo=begin.tzinfo) if isinstance(start, datetime) else one.date()


def _listed(event: Component, name: str) -> Iterator[date]:
    """Yield the times of a property that lists them, once or many times."""
    given = event.get(name)
    for one in given if isinstance(given, list) else [given]:
        for listed in getattr(one, "dts", ()):
            value = listed.dt[0] if isinstance(listed.dt, tuple) else listed.dt
            if isinstance(value, date):
                yield value
