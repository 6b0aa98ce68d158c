"""A pasted routing → stops with place, date and zone. What may mean several things is asked back; nothing is guessed,
and no line vanishes: each is a stop, a question, unread with the reason, or passed over as no stop. Nothing is kept.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from zoneinfo import ZoneInfo

from greenroom.core import words
from greenroom.itinerary import calendar_words, dates, days, lines
from greenroom.itinerary.dates import Day, Heading, Written
from greenroom.itinerary.days import Dated
from greenroom.itinerary.lines import Reading
from greenroom.itinerary.places import Place

MOST_LINES = 200
MOST_CHARACTERS = 60_000
# A place of the same name elsewhere matters, if it is this large, where the routing goes to its country.
_LARGE_RIVAL = 40_000
_BULLET = re.compile(r"^\s*[-–—*•▪●>]+\s+")
# Days that a line may mention beside its own: «moved from 3 Apr, on sale 5 Dec».
_MOST_REMARKS = 3
_BETWEEN_STOPS = re.compile(r"\s*[,;|/()\t]\s*|\s[–—-]\s")
# Days without a show, as they stand in routings.
_NO_STOP_SAID = """off|day off|travel|travel day|rest|rest day|free|tbc|tba|reise|reisetag|frei|libre|viaje|descanso
|dia libre|voyage|repos|jour off|viagem|folga|viaggio|riposo|reisdag|vrij|rustdag|podróż|wolne|resa|ledig|yol|izin
|дорога|вихідний|переїзд|移動|移動日|オフ|休み|이동|휴무|休息|移动|سفر|راحة|यात्रा|अवकाश|libur|perjalanan|safari|mapumziko"""
_NO_STOP = frozenset(words.key_of(said) for said in _NO_STOP_SAID.split("|"))


class UnreadReason(str, Enum):
    NO_DATE = "no_date"
    NO_PLACE = "no_place"
    UNKNOWN_PLACE = "unknown_place"
    NOT_UNDERSTOOD = "not_understood"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Stop:
    """`line` counts from 1. `first_date` to `last_date`: days of the place, both included."""

    line: int
    first_date: date
    last_date: date
    place: Place
    venue: str


@dataclass(frozen=True)
class Choice:
    """What a question may be answered with: `value` goes into `answers`."""

    value: str
    place: Place | None = None
    day: date | None = None


@dataclass(frozen=True)
class Question:
    line: int
    written: str
    choices: tuple[Choice, ...]

    @property
    def is_about_date(self) -> bool:
        """Whether it is about the order of day and month: one answer answers all of those."""
        return self.choices[0].day is not None


@dataclass(frozen=True)
class UnreadLine:
    line: int
    written: str
    reason: UnreadReason


@dataclass(frozen=True)
class Routing:
    """`stops`: in order of their days. `passed`: lines that are no stop: headings, days off. `text`: the routing with
    every line that is clear written so that it can be read in one way only.
    """

    stops: tuple[Stop, ...]
    questions: tuple[Question, ...]
    unread: tuple[UnreadLine, ...]
    passed: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class _Line:
    """A line taken apart. `heading`: what it says for the lines after it. `is_passed`: it is no stop. `is_lone_date`:
    it names a day, and the place may stand in the next. `is_several`: it names days that we cannot tell apart.
    """

    number: int
    written: str
    day: Written | None
    reading: Reading
    heading: Heading | None = None
    is_passed: bool = False
    is_lone_date: bool = False
    is_several: bool = False


Outcome = Stop | Question | UnreadLine | None


def read(text: str, *, today: date, answers: Mapping[int, str] | None = None) -> Routing:
    """Read a routing, at most `MOST_LINES` lines of it.

    `answers`: {line: value of the choice taken}. A year that is not written is the next in which the day is not more
    than a month past.
    """
    answers = answers or {}
    written = text[:MOST_CHARACTERS].splitlines()
    numbered = [(number, line) for number, line in enumerate(written, start=1) if line.strip()]
    taken = _taken_apart(numbered[:MOST_LINES])
    dated = days.decide([(line.number, line.day) for line in taken if line.day], today, answers)
    asked = _with_rivals({line.number: line.reading for line in taken}, answers)
    outcomes = {line.number: _outcome(line, dated.get(line.number), asked[line.number], answers) for line in taken}
    too_many = [UnreadLine(number, line.strip(), UnreadReason.TOO_MANY) for number, line in numbered[MOST_LINES:]]
    stops = [outcome for outcome in outcomes.values() if isinstance(outcome, Stop)]
    return Routing(
        stops=tuple(sorted(stops, key=lambda stop: (stop.first_date, stop.line))),
        questions=tuple(outcome for outcome in outcomes.values() if isinstance(outcome, Question)),
        unread=(*(outcome for outcome in outcomes.values() if isinstance(outcome, UnreadLine)), *too_many),
        passed=tuple(number for number, outcome in outcomes.items() if outcome is None),
        text="\n".join(_rewritten(line, outcomes.get(number)) for number, line in enumerate(written, start=1)),
    )


def _taken_apart(numbered: Iterable[tuple[int, str]]) -> list[_Line]:
    """Take lines apart in their order: a heading names the month of those after it, a lone date that of the next."""
    taken: list[_Line] = []
    over = Heading(None, None)
    for number, line in numbered:
        before = taken[-1] if taken and taken[-1].is_lone_date else None
        one = _apart(number, line, over, before.day if before else None)
        over = one.heading or over
        if before and one.day is before.day:
            taken[-1] = replace(before, is_passed=True)
        taken.append(one)
    return [replace(one, day=None) if one.is_passed else one for one in taken]


def _apart(number: int, written: str, over: Heading, waiting: Written | None) -> _Line:
    line = _BULLET.sub("", written).strip()
    shadow = calendar_words.shadow(line)
    heading = dates.heading(shadow)
    if heading:
        return _Line(number, written.strip(), None, Reading(None, (), ""), heading, is_passed=True)
    found = dates.find(shadow) or (dates.leading_day(shadow) if over.month else None)
    rest = f"{line[: found.start]} | {line[found.end :]}" if found else line
    reading = lines.read(rest)
    is_several = found is not None and (dates.is_cut_short(shadow, found) or _names_another_day(rest))
    names_place = reading.place is not None or bool(reading.choices)
    is_title = found is None and waiting is None and _is_title(line)
    is_passed = (not names_place and words.key_of(rest) in _NO_STOP) or (
        is_title and (not names_place or reading.is_run_together)
    )
    is_lone_date = found is not None and not words.key_of(rest)
    day = _under(found, over) if found else waiting
    return _Line(
        number, written.strip(), day, reading, is_passed=is_passed, is_lone_date=is_lone_date, is_several=is_several
    )


def _names_another_day(rest: str) -> bool:
    """Say whether what is left of a line is a stop of its own («12 Mar Berlin, 13 Mar Hamburg»), or full of days."""
    for _ in range(_MOST_REMARKS):
        found = dates.find(calendar_words.shadow(rest))
        if found is None or not found.is_certain:
            return False
        rest = rest[found.end :].lstrip(" ,:–—-")
        other = lines.read(_BETWEEN_STOPS.split(rest)[0])
        if other.place is not None or other.choices:
            return True
    return True


def _under(day: Written, over: Heading) -> Written:
    """Give a day what the heading above it says and it does not."""
    last = _filled(day.last, over) if day.last else None
    other = _filled(day.other, over) if day.other else None
    return replace(day, first=_filled(day.first, over), last=last, other=other)


def _filled(day: Day, over: Heading) -> Day:
    return replace(day, month=day.month or over.month, year=day.year or over.year)


def _is_title(line: str) -> bool:
    """Say whether a line is one of capitals («EUROPEAN LEG»), or marked as a title («** Summer **», «Part two:»)."""
    return line.isupper() or line.endswith(":") or line.startswith(("#", "==", "**", "//"))


def _with_rivals(readings: Mapping[int, Reading], answers: Mapping[int, str]) -> dict[int, Reading]:
    """Ask after a name that is clear by itself, where the routing goes to a country with a large place of that name."""
    visited = {reading.place.country for reading in readings.values() if reading.place}
    return {number: _with_rivals_in(reading, visited) for number, reading in readings.items()}


def _with_rivals_in(reading: Reading, visited: set[str]) -> Reading:
    if reading.place is None:
        return reading
    elsewhere = visited - {reading.place.country}
    rivals = [one for one in reading.rivals if one.country in elsewhere and one.population >= _LARGE_RIVAL]
    return replace(reading, place=None, choices=(reading.place, *rivals)) if rivals else reading


def _outcome(line: _Line, dated: Dated | None, reading: Reading, answers: Mapping[int, str]) -> Outcome:
    """Return what became of a line; None for one that is no stop."""
    if line.is_passed:
        return None
    reason = _why_unread(line, dated, reading)
    if reason or dated is None:
        return UnreadLine(line.number, line.written, reason or UnreadReason.NOT_UNDERSTOOD)
    if dated.choices:
        choices = tuple(Choice(one.isoformat(), day=one) for one in dated.choices)
        return Question(line.number, line.written, choices)
    answered = next((place for place in reading.choices if place.id == answers.get(line.number)), None)
    place = reading.place or answered
    if place is None:
        return Question(line.number, line.written, tuple(Choice(one.id, place=one) for one in reading.choices))
    first, last = dated.first, dated.last
    if line.day and line.day.instant:
        first = last = line.day.instant.astimezone(ZoneInfo(place.zone)).date()
    return Stop(line.number, first, last, place, reading.venue)


def _why_unread(line: _Line, dated: Dated | None, reading: Reading) -> UnreadReason | None:
    if line.day is None:
        return UnreadReason.NO_DATE
    if line.is_several:
        return UnreadReason.NOT_UNDERSTOOD
    if reading.place is None and not reading.choices:
        return UnreadReason.UNKNOWN_PLACE if reading.venue else UnreadReason.NO_PLACE
    return None if dated else UnreadReason.NOT_UNDERSTOOD


def _rewritten(line: str, outcome: Outcome) -> str:
    if not isinstance(outcome, Stop):
        return line
    written = outcome.first_date.isoformat()
    if outcome.last_date != outcome.first_date:
        written += f"/{outcome.last_date.isoformat()}"
    return f"{written} {lines.canonical(outcome.place, outcome.venue)}"
