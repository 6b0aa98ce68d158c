"""The day that a line names, in any offered language: «12 Mar», «March 12th, 2027», «12.–14.03.», «3月12日».

Finds what is written; which year, and which of «03/04» is the month, is decided over the whole routing (`reading`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache

from greenroom.itinerary import calendar_words

_ORDINAL = r"(?:st|nd|rd|th|er|eme|ο|º|ª|\.)?"
_OF = r"(?:\s*(?:de|del|of|di|d'|\.|,)\s*|\s*)"
_UNTIL = ["to", "till", "bis", "au", "al", "and", "und", "y", "et", "e", "i", "tot", "do", "إلى", "से"]
_TO = rf"\s*(?:[-–—~〜～/+&]|\b(?:{'|'.join(_UNTIL)})\b)\s*"
_YEAR = r"(?:20\d{2}|['’]\d{2})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ISO = (
    r"(?P<y>20\d{2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"(?:\s*/\s*(?P<y2>20\d{2})-(?P<m2>\d{2})-(?P<d2>\d{2}))?(?!\d)"
)
_LISTED_BEFORE = re.compile(rf"\W*{_DAY}\.?(?:,\s+|\s*[+&]\s*)")
_NO_DIGIT_BEFORE, _NO_DIGIT_AFTER = r"(?<![\d:.,/-])", r"(?![\d:])"


@dataclass(frozen=True)
class Day:
    """A day as far as it is written."""

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class Written:
    """A date expression and where it stands (`start` to `end` of the line).

    `other`: the day with day and month the other way about, where both are possible («03/04»). `is_day_first`: which
    way about it can only be («25/12»). `weekdays`: those that stand beside it, 0 is Monday. `instant`: one in UTC whose
    day depends on the place.
    """

    start: int
    end: int
    first: Day
    last: Day | None = None
    other: Day | None = None
    is_day_first: bool | None = None
    weekdays: frozenset[int] = frozenset()
    instant: datetime | None = None

    @property
    def is_certain(self) -> bool:
        """Whether it can be nothing but a date: «20.30» and «12/15» may be a time and a fee."""
        return self.first.year is not None or (self.other is None and self.is_day_first is None)


Reader = Callable[[re.Match[str]], Written | None]


@dataclass(frozen=True)
class Heading:
    """A line that names a month or a year for those after it."""

    month: int | None
    year: int | None


def find(shadow: str) -> Written | None:
    """Return the date of a line (in shadow); None where there is none.

    The first that names its month or its year, for what follows is a remark («orig. 5 Mar 2026»); else two numbers.
    """
    canonical = _canonical_pattern().match(shadow)
    if canonical:
        return _iso(canonical)
    # Where several kinds begin at one place, the kind that comes first in the list takes in most.
    found = (read(match) for pattern, read in _patterns() for match in pattern.finditer(shadow))
    first = min(filter(None, found), key=lambda one: (not one.is_certain, one.start), default=None)
    return _with_weekday(first, shadow) if first else None


def is_cut_short(shadow: str, written: Written) -> bool:
    """Say whether a date goes on in a way that is not read: «12/03/2027 - 14/03/2027», «12, 13 & 14 Mar»."""
    behind = find(shadow[written.end :])
    goes_on = behind is not None and re.fullmatch(_TO, shadow[written.end :][: behind.start]) is not None
    return goes_on or _LISTED_BEFORE.fullmatch(shadow[: written.start]) is not None


def leading_day(shadow: str) -> Written | None:
    """Return the day number that a line begins with, as under a heading that names the month."""
    match = re.match(rf"\s*({_DAY}){_ORDINAL}(?:{_TO}({_DAY}){_ORDINAL})?(?=[\s|,:–-])", shadow)
    if match is None:
        return None
    last = Day(int(match[2])) if match[2] else None
    return _with_weekday(Written(match.start(1), match.end(), Day(int(match[1])), last), shadow)


def heading(shadow: str) -> Heading | None:
    """Return the month and year that a line names if it names nothing else."""
    match = _heading_pattern().fullmatch(shadow.strip(" \t:-–—=*#_"))
    if match is None or not (match["month"] or match["year"] or match["cjk"]):
        return None
    month = _month(match["month"]) if match["month"] else int(match["cjk"]) if match["cjk"] else None
    return Heading(month, int(match["year"]) if match["year"] else None)


@cache
def _heading_pattern() -> re.Pattern[str]:
    name = calendar_words.month_pattern()
    return re.compile(rf"(?:(?P<month>{name})\.?)?[\s,]*(?P<year>20\d\d)?\s*年?\s*(?:(?P<cjk>1[0-2]|[1-9])\s*[月월])?")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    name = rf"(?:{calendar_words.month_pattern()})\.?(?!\w)"
    day, other = rf"(?P<d>{_DAY}){_ORDINAL}", rf"(?P<d2>{_DAY}){_ORDINAL}"
    year = rf"(?:{_OF}(?P<y>{_YEAR})(?!\d))?"
    written = (
        (r"(?P<y>20\d{2})-?(?P<m>\d{2})-?(?P<d>\d{2})t(?P<hh>\d{2}):?(?P<mm>\d{2})(?::?\d{2})?z", _instant),
        (_NO_DIGIT_BEFORE + _ISO, _iso),
        (
            r"(?:(?P<y>20\d{2})\s*[年년]\s*)?(?P<m>1[0-2]|0?[1-9])\s*[月월]\s*(?P<d>\d{1,2})\s*[日일号號]?"
            rf"(?:{_TO}(?:(?P<m2>1[0-2]|[1-9])\s*[月월]\s*)?(?P<d2>\d{{1,2}})\s*[日일号號])?",
            _east_asian,
        ),
        (
            rf"(?<![\d:]){day}{_OF}(?P<m>{name}){year}{_TO}{other}{_OF}(?P<m2>{name})(?:{_OF}(?P<y2>{_YEAR})(?!\d))?",
            _named,
        ),
        (rf"(?<!\w)(?P<m>{name})\s*{day}{_TO}(?P<m2>{name})\s*{other}(?!\d){year}", _named),
        (rf"(?<![\d:]){day}(?:{_TO}{other})?{_OF}(?<!\w)(?P<m>{name}){year}", _named),
        (rf"(?<!\w)(?P<m>{name})\s*{day}(?![\d:])(?:{_TO}{other}(?![\d:]))?{year}", _named),
        (
            rf"{_NO_DIGIT_BEFORE}(?P<d>{_DAY})\.?{_TO}(?P<d2>{_DAY})\.(?P<m>1[0-2]|0?[1-9])\.?(?P<y>20\d{{2}}|\d{{2}})?(?!\d)",
            _dotted_range,
        ),
        (
            rf"{_NO_DIGIT_BEFORE}(?P<d>{_DAY})\.(?P<m>1[0-2]|0?[1-9])\.(?P<y>20\d{{2}})?{_TO}"
            rf"(?P<d2>{_DAY})\.(?P<m2>1[0-2]|0?[1-9])\.?(?P<y2>20\d{{2}}|\d{{2}})?(?!\d)",
            _dotted_range,
        ),
        (rf"{_NO_DIGIT_BEFORE}(?P<d>{_DAY})\.(?P<m>1[0-2]|0?[1-9])\.(?!\d)", _named_by_number),
        (
            r"(?<![\d:.,/-])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?:(?P=s)(?P<y>20\d{2}|\d{2}))?(?![\d:/])",
            _numeric,
        ),
    )
    return tuple((re.compile(pattern), read) for pattern, read in written)


def _day(match: re.Match[str], day: str, month: str, year: str) -> Day | None:
    """Return the day of a match's groups, if there is such a day in any year."""
    groups = match.groupdict()
    if not groups.get(day):
        return None
    named = groups.get(month) or ""
    number = int(named) if named.isdecimal() else _month(named) if named else None
    made = Day(int(groups[day]), number, _year(groups.get(year)))
    return made if number is None or is_possible(made) else None


def is_possible(day: Day) -> bool:
    """Say whether there is such a day: in its year, or in some year."""
    try:
        date(day.year or 2028, day.month or 1, day.day)
    except ValueError:
        return False
    return True


def _year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text.lstrip("'’"))
    return number if number > 99 else 2000 + number


def _month(name: str) -> int | None:
    found = calendar_words.months().get(name.rstrip("."))
    return next(iter(found)) if found and len(found) == 1 else None


def _instant(match: re.Match[str]) -> Written | None:
    year, month, day_of_month, hour, minute = (int(match[group]) for group in ("y", "m", "d", "hh", "mm"))
    try:
        instant = datetime(year, month, day_of_month, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
    day = Day(instant.day, instant.month, instant.year)
    return Written(match.start(), match.end(), day, instant=instant)


def _iso(match: re.Match[str]) -> Written | None:
    return _written(match, _day(match, "d", "m", "y"), _day(match, "d2", "m2", "y2"))


def _east_asian(match: re.Match[str]) -> Written | None:
    first = _day(match, "d", "m", "y")
    return _written(match, first, _last_of(match, first))


def _named(match: re.Match[str]) -> Written | None:
    first = _day(match, "d", "m", "y")
    return _written(match, first, _last_of(match, first))


def _named_by_number(match: re.Match[str]) -> Written | None:
    return _written(match, _day(match, "d", "m", "y"), None)


def _dotted_range(match: re.Match[str]) -> Written | None:
    first = _day(match, "d", "m", "y")
    return _written(match, first, _last_of(match, first))


def _last_of(match: re.Match[str], first: Day | None) -> Day | None:
    """Return the last day of a range: what it does not say itself, the first says."""
    last = _day(match, "d2", "m2", "y2")
    if first is None or last is None:
        return None
    return Day(last.day, last.month or first.month, last.year or first.year)


def _written(match: re.Match[str], first: Day | None, last: Day | None) -> Written | None:
    if first is None or first.month is None:
        return None
    if last is not None and not is_possible(last):
        return None
    if last is not None and last.year and last.month and not first.year:
        first = replace(first, year=last.year - (first.month > last.month))
    return Written(match.start(), match.end(), first, last)


def _numeric(match: re.Match[str]) -> Written | None:
    """Two numbers: day and month in whichever order there is. A time of day («20.30») is neither."""
    first, second, year = int(match["a"]), int(match["b"]), _year(match["y"])
    if match["s"] == "-" and year is None:
        return None
    days = [one for one in (Day(first, second, year), Day(second, first, year)) if _is_day(one)]
    if not days:
        return None
    if len(days) > 1:
        other = days[1] if days[0] != days[1] else None
        return Written(match.start(), match.end(), days[0], other=other)
    return Written(match.start(), match.end(), days[0], is_day_first=days[0].day == first)


def _is_day(day: Day) -> bool:
    return day.month is not None and 1 <= day.month <= 12 and is_possible(day)


@cache
def _canonical_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*{_ISO}(?!t)")


@cache
def _weekday_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = rf"(?P<w>{calendar_words.weekday_pattern()})\.?"
    before = re.compile(rf"(?<!\w)\(?{name}\)?\s*,?\s*(?:den |le |el |il |the )?$")
    # Behind a date only in brackets: «12 Mar Sun City» names no Sunday.
    after = re.compile(rf"^\s*[(（]{name}[)）]")
    return before, after


def _with_weekday(written: Written, shadow: str) -> Written:
    """Take the weekday that stands beside a date into it."""
    before_pattern, after_pattern = _weekday_patterns()
    before = before_pattern.search(shadow[: written.start])
    if before:
        return replace(written, start=before.start(), weekdays=calendar_words.weekdays()[before["w"]])
    after = after_pattern.match(shadow[written.end :])
    if after:
        return replace(written, end=written.end + after.end(), weekdays=calendar_words.weekdays()[after["w"]])
    return written
