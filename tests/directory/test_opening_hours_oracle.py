"""Opening hours against a second reckoning that never reads the text of the hours.

A schedule is made first, as minutes for each weekday. From it comes the text that the code under test reads, and, by
looking at the wall clock once for every minute, the truth that its answers are held against.

Left out on purpose: hours that run past midnight into a day for which the text says `off` (`Tu off`, `PH off`). The
rules of OpenStreetMap leave open whether `off` also ends what began the evening before, and readers differ.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import pytest

from greenroom.directory.opening_hours import HORIZON, OpenState, State, open_state

Windows = tuple[tuple[int, int], ...]
Week = tuple[Windows, ...]

MINUTE = timedelta(minutes=1)
DAY = 24 * 60
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
STRETCH_DAYS = 18  # longer than HORIZON and the two days in which the instants lie

# Zones whose clocks change twice in 2026, and zones whose clocks never change, some with an odd offset.
CHANGING_ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Atlantic/Azores",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Auckland",
    "Pacific/Chatham",
)
STEADY_ZONES = (
    "Africa/Johannesburg",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Pacific/Kiritimati",
    "Pacific/Marquesas",
)


@dataclass(frozen=True)
class Schedule:
    """The hours as text, and what they mean: minutes after midnight for each weekday, Monday first."""

    text: str
    week: Week
    on_holiday: Windows | None = None


@dataclass(frozen=True)
class Stretch:
    """Real minutes one after the other, and what the wall clock shows in each: (ordinal of the date, minute)."""

    zone: str
    first: datetime
    clock: tuple[tuple[int, int], ...]
    near: datetime  # the moment that makes the stretch worth looking at

    @property
    def end(self) -> datetime:
        """The first minute after the stretch."""
        return self.first + len(self.clock) * MINUTE


@dataclass(frozen=True)
class Holiday:
    """A holiday with a fixed date. Of the two days before and after, only those in `also` are holidays."""

    country: str
    zone: str
    day: date
    also: frozenset[date] = frozenset()

    @property
    def ordinals(self) -> frozenset[int]:
        """The holidays of these five days as ordinals."""
        return frozenset(day.toordinal() for day in {self.day} | self.also)


# Each falls between Tuesday and Thursday, so that no substitute day is near it.
HOLIDAYS = (
    Holiday("AT", "Europe/Vienna", date(2027, 10, 26)),
    Holiday("AU", "Australia/Sydney", date(2028, 4, 25)),
    Holiday("BE", "Europe/Brussels", date(2026, 7, 21)),
    Holiday("BR", "America/Sao_Paulo", date(2027, 9, 7)),
    Holiday("CA", "America/Toronto", date(2026, 7, 1)),
    Holiday("CH", "Europe/Zurich", date(2028, 8, 1)),
    Holiday("CL", "America/Santiago", date(2026, 5, 21)),
    Holiday("CO", "America/Bogota", date(2027, 7, 20)),
    Holiday("CZ", "Europe/Prague", date(2026, 10, 28)),
    Holiday("DE", "Europe/Berlin", date(2024, 10, 3)),
    Holiday("DE", "Europe/Berlin", date(2025, 1, 1)),
    Holiday("ES", "Europe/Madrid", date(2027, 10, 12)),
    Holiday("FI", "Europe/Helsinki", date(2028, 12, 6)),
    Holiday("FR", "Europe/Paris", date(2024, 12, 25)),
    Holiday("FR", "Europe/Paris", date(2026, 7, 14)),
    Holiday("GB", "Europe/London", date(2024, 12, 25), frozenset({date(2024, 12, 26)})),
    Holiday("GR", "Europe/Athens", date(2026, 10, 28)),
    Holiday("IE", "Europe/Dublin", date(2027, 3, 17)),
    Holiday("IT", "Europe/Rome", date(2026, 6, 2)),
    Holiday("JP", "Asia/Tokyo", date(2026, 11, 3)),
    Holiday("JP", "Asia/Tokyo", date(2027, 2, 11)),
    Holiday("KR", "Asia/Seoul", date(2028, 3, 1)),
    Holiday("MX", "America/Mexico_City", date(2026, 9, 16)),
    Holiday("NL", "Europe/Amsterdam", date(2027, 4, 27)),
    Holiday("NO", "Europe/Oslo", date(2028, 5, 17)),
    Holiday("NZ", "Pacific/Auckland", date(2025, 2, 6)),
    Holiday("PL", "Europe/Warsaw", date(2026, 11, 11)),
    Holiday("PT", "Europe/Lisbon", date(2026, 6, 10)),
    Holiday("US", "America/New_York", date(2024, 7, 4)),
    Holiday("US", "Pacific/Honolulu", date(2028, 7, 4)),
    Holiday("ZA", "Africa/Johannesburg", date(2027, 6, 16)),
)


def same(*, on: Sequence[int] = range(7), hours: Windows) -> dict[int, Windows]:
    """Give several weekdays the same windows."""
    return dict.fromkeys(on, hours)


def _real(text: str, days: dict[int, Windows]) -> Schedule:
    return Schedule(text, tuple(days.get(day, ()) for day in range(7)))


_H = 60
REAL_HOURS = (
    _real("Mo-Su 15:00-03:00", same(hours=((15 * _H, 27 * _H),))),
    _real("Mo-Su 09:00-25:00", same(hours=((9 * _H, 25 * _H),))),
    _real("15:30-00:30", same(hours=((15 * _H + 30, 24 * _H + 30),))),
    _real("21:00-06:00", same(hours=((21 * _H, 30 * _H),))),
    _real("10:00-24:00", same(hours=((10 * _H, 24 * _H),))),
    _real("Sa-Th 08:00-18:00", same(on=(5, 6, 0, 1, 2, 3), hours=((8 * _H, 18 * _H),))),
    _real("We-Su 13:00-20:30", same(on=(2, 3, 4, 5, 6), hours=((13 * _H, 20 * _H + 30),))),
    _real("Th 08:00-17:00", same(on=(3,), hours=((8 * _H, 17 * _H),))),
    _real(
        "Su-Th 16:00-24:00; Sa 18:00-24:00",
        same(on=(6, 0, 1, 2, 3), hours=((16 * _H, 24 * _H),)) | {5: ((18 * _H, 24 * _H),)},
    ),
    _real(
        "Mo 00:00-20:00; Tu-Th 08:00-20:00; Fr 08:00-24:00; Sa,Su 00:00-24:00",
        same(on=(1, 2, 3), hours=((8 * _H, 20 * _H),))
        | {0: ((0, 20 * _H),), 4: ((8 * _H, 24 * _H),), 5: ((0, 24 * _H),), 6: ((0, 24 * _H),)},
    ),
    _real(
        "Mo 10:00-12:00; We,Th 10:00-12:00,15:00-17:00",
        same(on=(2, 3), hours=((10 * _H, 12 * _H), (15 * _H, 17 * _H))) | {0: ((10 * _H, 12 * _H),)},
    ),
)


# --- From a schedule to its text -----------------------------------------------------------------------------------


def clock_text(minute: int) -> str:
    """Write minutes after midnight as `HH:MM`; hours past 24 stay as they are."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def windows_text(windows: Windows, *, long: bool) -> str:
    """Write the windows of one day. Past midnight there are two spellings: 26:00 (long) and 02:00."""
    ends = [end if long or end <= DAY else end - DAY for _, end in windows]
    spans = [f"{clock_text(start)}-{clock_text(end)}" for (start, _), end in zip(windows, ends, strict=True)]
    return ",".join(spans) or "off"


def days_text(days: Sequence[int]) -> str:
    """Write weekdays, in the order given, with runs of three and more as a range."""
    runs: list[list[int]] = []
    for day in days:
        if runs and (runs[-1][-1] + 1) % 7 == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" if len(run) > 2 else _listed(run) for run in runs]
    return ",".join(parts)


def _listed(days: Sequence[int]) -> str:
    return ",".join(WEEKDAYS[day] for day in days)


def week_text(week: Week, rng: random.Random, *, long: bool = False, name_closed_days: bool = False) -> str:
    """Write a week. No weekday stands in two rules, so that no rule can override another."""
    if len(set(week)) == 1:
        return rng.choice(("", "Mo-Su ")) + windows_text(week[0], long=long)
    shown = [day for day in some_order(rng) if week[day] or name_closed_days]
    return rules_text(week, [[day] for day in shown] if rng.random() < 0.5 else alike(week, shown), long=long)


def some_order(rng: random.Random) -> list[int]:
    """Begin the week on a Monday, a Saturday or a Sunday, as different countries do."""
    first = rng.choice((0, 0, 5, 6))
    return [(first + step) % 7 for step in range(7)]


def alike(week: Week, days: Sequence[int]) -> list[list[int]]:
    """Put the days with the same windows together."""
    return [[day for day in days if week[day] == windows] for windows in dict.fromkeys(week[day] for day in days)]


def rules_text(week: Week, groups: Sequence[Sequence[int]], *, long: bool) -> str:
    """Write one rule for each group of days."""
    return "; ".join(f"{days_text(group)} {windows_text(week[group[0]], long=long)}" for group in groups)


# --- Making schedules ----------------------------------------------------------------------------------------------


def some_windows(rng: random.Random, *, until: int = DAY, step: int = 15) -> Windows:
    """Make one to three windows that do not touch, none past `until`."""
    count = rng.choice((1, 1, 2, 2, 3))
    points = sorted(rng.sample(range(0, until + 1, step), 2 * count))
    return tuple(zip(points[::2], points[1::2], strict=True))


def late_windows(rng: random.Random) -> Windows:
    """Make windows of which the last runs past midnight."""
    start = rng.randrange(12 * 60, DAY, 15)
    early: Windows = ((9 * 60, 11 * 60),) if rng.random() < 0.4 else ()
    end = DAY + rng.randrange(5, 9 * 60, 5)
    return (*early, (start, end))


def some_week(rng: random.Random, make: Callable[[random.Random], Windows], *, closed: float) -> Week:
    """Make a week in which each day is closed with the given likelihood, but never every day."""
    week = [() if rng.random() < closed else make(rng) for _ in range(7)]
    if not any(week):
        week[rng.randrange(7)] = make(rng)
    return tuple(week)


def split_shifts(rng: random.Random) -> Schedule:
    """Make days with breaks, some days closed."""
    week = some_week(rng, some_windows, closed=rng.choice((0.1, 0.4, 0.9)))
    return Schedule(week_text(week, rng, name_closed_days=rng.random() < 0.5), week)


def night_windows(rng: random.Random) -> Schedule:
    """Make short windows in the first hours of the day, where the clocks change."""
    windows = some_windows(rng, until=5 * 60, step=5)
    return Schedule(windows_text(windows, long=False), (windows,) * 7)


def every_day(rng: random.Random) -> Schedule:
    """Make the same hours for each day, now and then the whole day."""
    windows = ((0, DAY),) if rng.random() < 0.2 else some_windows(rng)
    week: Week = (windows,) * 7
    return Schedule(week_text(week, rng), week)


def overridden(rng: random.Random) -> Schedule:
    """Make hours for each day, and a later rule which replaces one day and closes another."""
    usual, special = some_windows(rng), some_windows(rng)
    other_day, closed_day = rng.sample(range(7), 2)
    week = tuple({other_day: special, closed_day: ()}.get(day, usual) for day in range(7))
    rules = (
        rng.choice(("", "Mo-Su ")) + windows_text(usual, long=False),
        f"{WEEKDAYS[other_day]} {windows_text(special, long=False)}",
        f"{WEEKDAYS[closed_day]} off",
    )
    return Schedule("; ".join(rules), week)


def past_midnight(rng: random.Random, *, long: bool) -> Schedule:
    """Make hours that run past midnight, into days with the same hours or into days that are not named."""
    if rng.random() < 0.5:
        windows = late_windows(rng)
        week: Week = (*(windows if rng.random() < 0.6 else () for _ in range(6)), windows)
        return Schedule(rules_text(week, alike(week, [d for d in some_order(rng) if week[d]]), long=long), week)
    apart = rng.choice(((0, 2, 4), (1, 3, 6), (2, 5), (6,)))
    week = tuple(rng.choice((late_windows, some_windows))(rng) if day in apart else () for day in range(7))
    return Schedule(rules_text(week, [[day] for day in some_order(rng) if week[day]], long=long), week)


def past_midnight_short(rng: random.Random) -> Schedule:
    """Make hours spelt 22:00-02:00."""
    return past_midnight(rng, long=False)


def past_midnight_long(rng: random.Random) -> Schedule:
    """Make hours spelt 22:00-26:00."""
    return past_midnight(rng, long=True)


def past_midnight_into_other_rule(rng: random.Random) -> Schedule:
    """Make hours that run past midnight into a day which another rule names."""
    week = some_week(rng, late_windows, closed=0.2)
    groups = [[day] for day in some_order(rng) if week[day]]
    return Schedule(rules_text(week, groups, long=rng.random() < 0.5), week)


def from_the_collection(rng: random.Random) -> Schedule:
    """Take hours that stand in the collection, with their meaning written out by hand."""
    return rng.choice(REAL_HOURS)


def always(_rng: random.Random) -> Schedule:
    """Make the hours that never end."""
    return Schedule("24/7", (((0, DAY),),) * 7)


def holiday_off(rng: random.Random) -> Schedule:
    """Make ordinary hours that do not hold on public holidays."""
    ordinary = rng.choice((split_shifts, every_day))(rng)
    return Schedule(f"{ordinary.text}; PH off", ordinary.week, on_holiday=())


def holiday_own_hours(rng: random.Random) -> Schedule:
    """Make ordinary hours and other hours for public holidays."""
    ordinary, special = split_shifts(rng), some_windows(rng)
    return Schedule(f"{ordinary.text}; PH {windows_text(special, long=False)}", ordinary.week, on_holiday=special)


def holiday_like_sunday(rng: random.Random) -> Schedule:
    """Make hours in which a public holiday is treated like a Sunday."""
    weekday, sunday = some_windows(rng), some_windows(rng)
    text = f"Mo-Sa {windows_text(weekday, long=False)}; Su,PH {windows_text(sunday, long=False)}"
    return Schedule(text, (weekday,) * 6 + (sunday,), on_holiday=sunday)


def holiday_like_every_day(rng: random.Random) -> Schedule:
    """Make hours past midnight that name holidays only to say that nothing changes."""
    windows, long = late_windows(rng), rng.random() < 0.5
    return Schedule(f"Mo-Su,PH {windows_text(windows, long=long)}", (windows,) * 7, on_holiday=windows)


def late_holiday_like_sunday(rng: random.Random) -> Schedule:
    """Make hours past midnight in which a public holiday is treated like a Sunday."""
    weekday, sunday, long = late_windows(rng), late_windows(rng), rng.random() < 0.5
    text = f"Mo-Sa {windows_text(weekday, long=long)}; Su,PH {windows_text(sunday, long=long)}"
    return Schedule(text, (weekday,) * 6 + (sunday,), on_holiday=sunday)


def holiday_not_named(rng: random.Random) -> Schedule:
    """Make hours that say nothing of holidays: they hold on holidays too."""
    return every_day(rng)


ORDINARY = (
    split_shifts,
    night_windows,
    every_day,
    overridden,
    past_midnight_short,
    past_midnight_long,
    always,
    from_the_collection,
)
FESTIVE = (holiday_off, holiday_own_hours, holiday_like_sunday, holiday_like_every_day, holiday_not_named)


# --- The truth, minute by minute -----------------------------------------------------------------------------------


def stretch_of(zone: str, first: datetime, minutes: int, near: datetime) -> Stretch:
    """Look at the wall clock of a zone once for every minute."""
    tz = ZoneInfo(zone)
    walls = ((first + step * MINUTE).astimezone(tz) for step in range(minutes))
    return Stretch(zone, first, tuple((wall.toordinal(), wall.hour * 60 + wall.minute) for wall in walls), near)


def clock_changes(zone: str, year: int) -> list[datetime]:
    """Find the instants of a year at which the clocks of a zone change, by looking."""
    tz = ZoneInfo(zone)
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(365 * 24 + 1)]
    offsets = [hour.astimezone(tz).utcoffset() for hour in hours]
    changes = [number for number in range(1, len(hours)) if offsets[number] != offsets[number - 1]]
    found = []
    for number in changes:
        minutes = [hours[number - 1] + step * MINUTE for step in range(1, 61)]
        found.append(next(at for at in minutes if at.astimezone(tz).utcoffset() == offsets[number]))
    return found


def truth(schedule: Schedule, stretch: Stretch, holidays: frozenset[int]) -> bytes:
    """Say for each minute of a stretch whether the wall clock stands inside the hours: 1 or 0."""

    def windows_on(ordinal: int) -> Windows:
        if schedule.on_holiday is not None and ordinal in holidays:
            return schedule.on_holiday
        return schedule.week[date.fromordinal(ordinal).weekday()]

    def minutes_of(ordinal: int) -> bytes:
        return open_minutes(windows_on(ordinal), windows_on(ordinal - 1))

    days = {ordinal: minutes_of(ordinal) for ordinal in {ordinal for ordinal, _ in stretch.clock}}
    return bytes(days[ordinal][minute] for ordinal, minute in stretch.clock)


@lru_cache(maxsize=4096)
def open_minutes(today: Windows, yesterday: Windows) -> bytes:
    """Say for each minute of a day whether it lies in a window of that day, or of the day before past midnight."""
    spans = [*today, *((start - DAY, end - DAY) for start, end in yesterday)]
    return bytes(any(start <= minute < end for start, end in spans) for minute in range(DAY))


def instants(rng: random.Random, stretch: Stretch, opens: bytes, within: int) -> Iterator[datetime]:
    """Choose instants: around the moment that matters, anywhere, and on both sides of a change of state."""
    near = (stretch.near - stretch.first) // MINUTE
    chosen = {near - 1, near, near + rng.randint(-180, 180), near + rng.randint(-180, 180), rng.randrange(within)}
    turns = [minute for minute in range(1, within) if opens[minute] != opens[minute - 1]]
    if turns:
        turn = rng.choice(turns)
        chosen |= {turn, turn - 1}
    for minute in sorted(chosen):
        yield stretch.first + minute * MINUTE + timedelta(seconds=rng.choice((0, 0, 1, 59)))


def disagreement(answer: OpenState, at: datetime, opens: bytes, stretch: Stretch, *, is_whole_week: bool) -> str | None:
    """Hold an answer against the truth. What lies behind the end of the stretch is not judged."""
    now = (at - stretch.first) // MINUTE
    expected = State.OPEN if opens[now] else State.CLOSED
    if answer.state is not expected:
        return f"said {answer.state}, is {expected}"
    turn = opens.find(1 - opens[now], now + 1)
    change = stretch.first + turn * MINUTE if turn >= 0 else None
    if change is not None and change - at < HORIZON:
        is_right = answer.changes_at == change and answer.changes_at.tzinfo is not None
    else:
        is_right = answer.changes_at is None or answer.changes_at >= min(stretch.end, at + HORIZON)
    if not is_right:
        return f"changes at {answer.changes_at}, should be {change}"
    if answer.is_always and not is_whole_week:
        return "said always"
    return None


# --- The comparison ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Comparison:
    """How many answers of each kind were held against the truth, and those that were wrong."""

    counts: Counter[str]
    wrong: tuple[str, ...]


Kinds = Sequence[Callable[[random.Random], Schedule]]


@cache
def ordinary_stretches() -> tuple[Stretch, ...]:
    """Lay out a stretch around each change of the clocks, and plain ones where clocks never change."""
    nears = [(zone, change) for zone in CHANGING_ZONES for change in clock_changes(zone, 2026)]
    nears += [(zone, datetime(2026, 2, 28, 18, 30, tzinfo=UTC)) for zone in STEADY_ZONES]
    return tuple(stretch_of(zone, near - timedelta(days=1), STRETCH_DAYS * DAY, near) for zone, near in nears)


def holiday_stretch(holiday: Holiday) -> Stretch:
    """Lay out the days from the eve of a holiday to two days after it, by the clock of its zone."""
    near = datetime.combine(holiday.day, datetime.min.time(), ZoneInfo(holiday.zone)).astimezone(UTC)
    return stretch_of(holiday.zone, near - timedelta(days=1), 4 * DAY, near)


def compare_ordinary(kinds: Kinds, rng: random.Random, counts: Counter[str]) -> Iterator[str]:
    """Compare hours that name no holidays; the country must not matter to them."""
    for stretch in ordinary_stretches():
        for make in kinds:
            for schedule in (make(rng) for _ in range(3)):
                yield from _compare(rng, counts, make.__name__, schedule, stretch, rng.choice((None, "FR", "ZZ")))


def compare_festive(kinds: Kinds, rng: random.Random, counts: Counter[str]) -> Iterator[str]:
    """Compare hours around public holidays."""
    for holiday in HOLIDAYS:
        stretch = holiday_stretch(holiday)
        for make in kinds:
            for schedule in (make(rng) for _ in range(4)):
                kind = make.__name__
                yield from _compare(rng, counts, kind, schedule, stretch, holiday.country, holiday.ordinals)


def _compare(
    rng: random.Random,
    counts: Counter[str],
    kind: str,
    schedule: Schedule,
    stretch: Stretch,
    country: str | None,
    holidays: frozenset[int] = frozenset(),
) -> Iterator[str]:
    opens = truth(schedule, stretch, holidays)
    is_whole_week = schedule.on_holiday is None and all(windows == ((0, DAY),) for windows in schedule.week)
    for at in instants(rng, stretch, opens, within=2 * DAY):
        answer = open_state(schedule.text, stretch.zone, at, country)
        counts[kind] += 1
        problem = disagreement(answer, at, opens, stretch, is_whole_week=is_whole_week)
        if problem is not None:
            yield f"{kind}: {schedule.text!r} {stretch.zone} {country} at {at.isoformat()}: {problem}"


@cache
def comparison() -> Comparison:
    """Compare everything once; several tests look at the outcome."""
    return _outcome(ORDINARY, FESTIVE)


def _outcome(ordinary: Kinds, festive: Kinds) -> Comparison:
    rng = random.Random(20260728)
    counts: Counter[str] = Counter()
    wrong = (*compare_ordinary(ordinary, rng, counts), *compare_festive(festive, rng, counts))
    return Comparison(counts, wrong)


def test_every_answer_agrees_with_the_wall_clock() -> None:
    """The whole point: thousands of answers, none of them wrong."""
    outcome = comparison()

    assert outcome.counts.total() >= 2000
    assert list(outcome.wrong) == []


def test_hours_past_midnight_reach_into_a_day_with_a_rule_of_its_own() -> None:
    """A window belongs to the day on which it starts, also when the next day has other hours."""
    outcome = _outcome([past_midnight_into_other_rule], [late_holiday_like_sunday])

    assert outcome.counts.total() >= 1000
    assert list(outcome.wrong) == []


@pytest.mark.parametrize("kind", [make.__name__ for make in (*ORDINARY, *FESTIVE)])
def test_each_kind_of_hours_is_well_covered(kind: str) -> None:
    """A total says little when one kind makes up most of it."""
    assert comparison().counts[kind] >= 100


@pytest.mark.parametrize("zone", CHANGING_ZONES)
def test_both_nights_of_the_clocks_are_covered(zone: str) -> None:
    """The stretches must really hold the nights they are named for."""
    assert len(clock_changes(zone, 2026)) == 2


def test_holidays_of_many_countries_are_covered() -> None:
    """Holidays are known per country; a handful of countries is the least."""
    assert len({holiday.country for holiday in HOLIDAYS}) >= 6
    assert {holiday.day.weekday() for holiday in HOLIDAYS} <= {1, 2, 3}


# --- The edges, by hand --------------------------------------------------------------------------------------------


def utc(text: str) -> datetime:
    """Read an instant given in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("at", ["2026-07-14T11:00", "2026-07-19T03:00"])
@pytest.mark.parametrize(
    ("hours", "zone", "country"),
    [
        (None, "Europe/London", "GB"),
        (None, None, None),
        ("10:00-20:00", None, "GB"),
        ("Mo-Fr 10:00-18:00; PH off", "Europe/Prague", None),
        ("Mo-Fr 10:00-18:00; PH off", "Africa/Mogadishu", "ZZ"),
        ("Mo-Fr 10:00-18:00; PH off", "Europe/Belgrade", None),
        ("Mo-Sa 10:00-18:00; Su,PH 09:00-13:00", "Europe/Belgrade", "ZZ"),
        ("Apr-Sep: 22:00-02:00", "Europe/Berlin", "DE"),
        ("Mo-Fr 10:00-18:00; SH off", "Europe/Berlin", "DE"),
        ("Mo-Fr 10:00-18:00; PH,SH off", "Europe/Berlin", "DE"),
        ("Mo-Fr 10:00-18:00; SH 10:00-12:00", "Europe/Berlin", None),
    ],
)
def test_unknown_stays_unknown(hours: str | None, zone: str | None, country: str | None, at: str) -> None:
    """What is not known is neither open nor closed, and promises no change."""
    answer = open_state(hours, zone, utc(at), country)

    assert answer == OpenState(State.UNKNOWN, changes_at=None, is_always=False)


@pytest.mark.parametrize("zone", [None, "Europe/Berlin", "Asia/Kathmandu"])
def test_round_the_clock_needs_no_zone(zone: str | None) -> None:
    """Where the hours never end, the wall clock does not matter."""
    answer = open_state("24/7", zone, utc("2026-03-29T01:00"), None)

    assert answer == OpenState(State.OPEN, changes_at=None, is_always=True)


@pytest.mark.parametrize(
    ("at", "state", "changes_at"),
    [
        ("2026-07-28T08:59:59.999999", State.CLOSED, "2026-07-28T09:00"),
        ("2026-07-28T09:00", State.OPEN, "2026-07-28T17:00"),
        ("2026-07-28T16:59", State.OPEN, "2026-07-28T17:00"),
        ("2026-07-28T16:59:59.999999", State.OPEN, "2026-07-28T17:00"),
        ("2026-07-28T17:00", State.CLOSED, "2026-07-29T09:00"),
    ],
)
def test_the_edges_of_a_window(at: str, state: State, changes_at: str) -> None:
    """The last moment before closing is open; the instant of closing is closed."""
    answer = open_state("09:00-17:00", "UTC", utc(at), None)

    assert answer == OpenState(state, utc(changes_at))


def test_midnight_between_two_open_days_is_no_change() -> None:
    """Two rules that meet at midnight are one stretch to whoever calls."""
    answer = open_state("Mo 10:00-24:00; Tu 00:00-05:00", "UTC", utc("2026-07-27T12:00"), None)

    assert answer == OpenState(State.OPEN, utc("2026-07-28T05:00"))


@pytest.mark.parametrize(
    ("at", "state", "changes_at"),
    [
        ("2026-10-24T23:59", State.CLOSED, "2026-10-25T00:00"),
        ("2026-10-25T00:29", State.OPEN, "2026-10-25T00:30"),
        ("2026-10-25T00:30", State.CLOSED, "2026-10-25T01:00"),
        ("2026-10-25T01:00", State.OPEN, "2026-10-25T01:30"),
        ("2026-10-25T01:30", State.CLOSED, "2026-10-26T01:00"),
    ],
)
def test_the_hour_that_happens_twice(at: str, state: State, changes_at: str) -> None:
    """In Berlin the clock shows 02:00 to 03:00 twice on 25 October 2026, and the line opens twice."""
    answer = open_state("02:00-02:30", "Europe/Berlin", utc(at), None)

    assert answer == OpenState(state, utc(changes_at))


@pytest.mark.parametrize(
    ("hours", "at", "state", "changes_at"),
    [
        ("02:00-03:00", "2026-03-29T00:59", State.CLOSED, "2026-03-30T00:00"),
        ("02:00-03:00", "2026-03-29T01:00", State.CLOSED, "2026-03-30T00:00"),
        ("02:30-05:00", "2026-03-29T00:59", State.CLOSED, "2026-03-29T01:00"),
        ("02:30-05:00", "2026-03-29T01:00", State.OPEN, "2026-03-29T03:00"),
        ("00:30-02:30", "2026-03-29T00:59", State.OPEN, "2026-03-29T01:00"),
        ("00:30-02:30", "2026-03-29T01:00", State.CLOSED, "2026-03-29T22:30"),
    ],
)
def test_the_hour_that_never_happens(hours: str, at: str, state: State, changes_at: str) -> None:
    """In Berlin the clock goes from 02:00 to 03:00 on 29 March 2026: hours in between fall away that night."""
    answer = open_state(hours, "Europe/Berlin", utc(at), None)

    assert answer == OpenState(state, utc(changes_at))


def test_a_clock_set_back_by_half_an_hour_is_no_closing() -> None:
    """On Lord Howe the clock shows 01:30 to 02:00 twice in a row: open for a whole hour without a break."""
    answer = open_state("01:30-02:00", "Australia/Lord_Howe", utc("2026-04-04T14:30"), None)

    assert answer == OpenState(State.OPEN, utc("2026-04-04T15:30"))


def test_a_day_that_never_was() -> None:
    """Samoa skipped Friday 30 December 2011; a Friday line opened a week later."""
    answer = open_state("Fr 09:00-17:00", "Pacific/Apia", utc("2011-12-30T09:59"), None)

    assert answer == OpenState(State.CLOSED, utc("2012-01-05T19:00"))


@pytest.mark.parametrize(("at", "changes_at"), [("2026-06-28T12:00", None), ("2026-07-01T12:00", "2026-07-14T08:00")])
def test_no_change_is_claimed_past_the_horizon(at: str, changes_at: str | None) -> None:
    """A line that opens only on holidays: 14 July is announced when it is near enough, not before."""
    answer = open_state("PH 10:00-12:00", "Europe/Paris", utc(at), "FR")

    assert answer == OpenState(State.CLOSED, utc(changes_at) if changes_at else None)


def test_round_the_clock_but_for_holidays() -> None:
    """Hours that begin with 24/7 are not always open when holidays are taken out of them."""
    before = open_state("24/7; PH off", "Europe/Paris", utc("2026-07-13T12:00"), "FR")
    during = open_state("24/7; PH off", "Europe/Paris", utc("2026-07-14T12:00"), "FR")

    assert before == OpenState(State.OPEN, utc("2026-07-13T22:00"))
    assert during == OpenState(State.CLOSED, utc("2026-07-14T22:00"))


@pytest.mark.parametrize(
    ("country", "zone", "day"),
    [
        ("FR", "Europe/Paris", date(2027, 1, 1)),
        ("DE", "Europe/Berlin", date(2026, 12, 25)),
        ("US", "America/New_York", date(2026, 1, 1)),
        ("IE", "Europe/Dublin", date(2027, 12, 25)),
        ("JP", "Asia/Tokyo", date(2026, 1, 1)),
        ("NZ", "Pacific/Auckland", date(2026, 12, 25)),
        ("GB", "Europe/London", date(2026, 1, 1)),
        ("GB", "Europe/London", date(2027, 12, 25)),
        ("US", "America/New_York", date(2027, 12, 25)),
        ("AU", "Australia/Sydney", date(2027, 12, 25)),
        ("KR", "Asia/Seoul", date(2026, 3, 1)),
        ("JP", "Asia/Tokyo", date(2029, 2, 11)),
    ],
)
def test_closed_on_fixed_holidays(country: str, zone: str, day: date) -> None:
    """A line that rests on holidays must not be shown as open on one, at weekends either."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))

    assert open_state("10:00-20:00; PH off", zone, noon, country).state is State.CLOSED


@pytest.mark.parametrize(("day", "state"), [(8, "unknown"), (9, "unknown"), (12, "unknown"), (15, "open")])
def test_around_a_holiday_that_waits_for_the_moon_nothing_is_claimed(day: int, state: str) -> None:
    """Eid al-Fitr of 2027 is reckoned for 9 to 11 March there; it may come a day sooner or later."""
    noon = datetime(2027, 3, day, 12, tzinfo=ZoneInfo("Asia/Dubai"))

    assert open_state("10:00-20:00; PH off", "Asia/Dubai", noon, "AE").state == state


def test_seasons_are_read() -> None:
    """Hours with months are rare but real."""
    summer = open_state("Apr-Sep 10:00-20:00", "Europe/Berlin", utc("2026-07-14T12:00"), "DE")
    winter = open_state("Apr-Sep 10:00-20:00", "Europe/Berlin", utc("2026-12-14T12:00"), "DE")

    assert (summer.state, summer.changes_at) == (State.OPEN, utc("2026-07-14T18:00"))
    assert winter == OpenState(State.CLOSED)
