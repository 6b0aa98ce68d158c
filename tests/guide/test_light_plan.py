"""The light plan against its rules: any two zones and days, clocks that change, the date line, the way back."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.guide import light_plan as rules
from greenroom.guide.light_plan import Direction, LightPlan, NoPlan, Window

ZONES = st.sampled_from(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))
DAYS = st.dates(date(2025, 1, 1), date(2035, 12, 31))
WAKES = st.times(time(4), time(11)).map(lambda at: at.replace(minute=0, second=0, microsecond=0))
ZERO, HALF_DAY, DAY = timedelta(0), timedelta(hours=12), timedelta(days=1)


def plan(home: str, away: str, arrives: date, **wishes: object) -> LightPlan | NoPlan:
    return rules.light_plan(ZoneInfo(home), ZoneInfo(away), arrives, **wishes)  # type: ignore[arg-type] - dates and times


def length(window: Window) -> timedelta:
    on = date(2027, 1, 1)
    return (datetime.combine(on, window.until) - datetime.combine(on, window.since)) % DAY


@given(ZONES, ZONES, DAYS, WAKES)
def test_a_plan_brings_the_body_to_the_clock_of_the_place(home: str, away: str, arrives: date, wakes: time) -> None:
    made = plan(home, away, arrives, wakes=wakes)

    if isinstance(made, NoPlan):
        assert abs(rules.shift_between(ZoneInfo(home), ZoneInfo(away), arrives)) < rules.LEAST_SHIFT
        return
    assert rules.LEAST_SHIFT <= abs(made.shift) <= HALF_DAY
    assert (made.direction is Direction.EARLIER) == (made.shift > ZERO)
    assert [day.date for day in made.days] == [arrives + number * DAY for number in range(len(made.days))]
    step = -rules.SHIFT_A_DAY if made.direction is Direction.EARLIER else rules.SHIFT_A_DAY
    low_points = [datetime.combine(arrives, day.low_point) for day in made.days]
    assert {(after - before) % DAY for before, after in pairwise(low_points)} <= {step % DAY}


@given(ZONES, ZONES, DAYS, WAKES)
def test_light_stands_on_the_right_side_of_the_low_point_and_never_in_the_night(
    home: str, away: str, arrives: date, wakes: time
) -> None:
    made = plan(home, away, arrives, wakes=wakes)

    for day in made.days if isinstance(made, LightPlan) else ():
        low, up = datetime.combine(day.date, day.low_point), datetime.combine(day.date, wakes)
        for window in filter(None, (day.light, day.avoid)):
            since = (datetime.combine(day.date, window.since) - up) % DAY
            assert ZERO < length(window) <= rules.WINDOW
            assert since + length(window) <= rules.AWAKE
        if day.light:
            side = (datetime.combine(day.date, day.light.since) - low) % DAY
            assert (side < rules.WINDOW) == (made.direction is Direction.EARLIER)
        assert day.light != day.avoid


@given(ZONES, ZONES, DAYS, st.integers(0, 40))
def test_the_way_back_undoes_only_what_the_stay_has_done(home: str, away: str, arrives: date, stay: int) -> None:
    returns = arrives + timedelta(days=stay)
    there = plan(home, away, arrives, leaves=returns)
    back = rules.way_back(ZoneInfo(home), ZoneInfo(away), arrives, returns)

    if isinstance(there, NoPlan):
        assert back == there
    elif isinstance(back, LightPlan):
        assert back.direction is not there.direction
        assert rules.LEAST_SHIFT <= abs(back.shift) <= min(abs(there.shift), stay * rules.SHIFT_A_DAY)
        assert all(day.date < returns for day in there.days)
        assert back.days[0].date == returns
    else:
        assert min(abs(there.shift), stay * rules.SHIFT_A_DAY) < rules.LEAST_SHIFT


@pytest.mark.parametrize(
    ("home", "away", "on", "hours"),
    [
        ("Europe/London", "Asia/Tokyo", date(2027, 1, 10), 9),
        ("Europe/London", "Asia/Tokyo", date(2027, 7, 10), 8),
        # Two weeks in March in which America's clocks have changed and Europe's have not.
        ("Europe/Berlin", "America/Los_Angeles", date(2027, 3, 20), -8),
        ("Europe/Berlin", "America/Los_Angeles", date(2027, 4, 20), -9),
        # Over the date line: a day apart and an hour, or none, on the clock.
        ("Pacific/Apia", "Pacific/Pago_Pago", date(2027, 1, 10), 0),
        ("Pacific/Auckland", "Pacific/Honolulu", date(2027, 1, 10), 1),
        ("Asia/Tokyo", "Pacific/Honolulu", date(2027, 1, 10), 5),
        ("Asia/Kathmandu", "Asia/Kolkata", date(2027, 1, 10), -0.25),
    ],
)
def test_how_far_clocks_are_apart(home: str, away: str, on: date, hours: float) -> None:
    assert rules.shift_between(ZoneInfo(home), ZoneInfo(away), on) == timedelta(hours=hours)


def test_london_to_tokyo_is_midday_light_first() -> None:
    made = plan("Europe/London", "Asia/Tokyo", date(2027, 1, 10))

    assert isinstance(made, LightPlan)
    first = made.days[0]
    assert (first.light, first.avoid) == (Window(time(14), time(17)), Window(time(11), time(14)))


def test_half_a_day_apart_counts_as_west() -> None:
    made = plan("Europe/London", "Pacific/Auckland", date(2027, 7, 10))

    assert isinstance(made, LightPlan)
    assert (abs(made.shift), made.direction) == (timedelta(hours=11), Direction.EARLIER)
    opposite = plan("Asia/Kathmandu", "America/New_York", date(2027, 1, 10))
    assert isinstance(opposite, LightPlan)
    assert opposite.direction is Direction.LATER


def test_who_stays_two_days_keeps_the_clock_of_home() -> None:
    arrives = date(2027, 1, 10)

    assert plan("Europe/London", "Asia/Tokyo", arrives, leaves=arrives + 2 * DAY) is NoPlan.SHORT_STAY
    assert isinstance(plan("Europe/London", "Asia/Tokyo", arrives, leaves=arrives + 3 * DAY), LightPlan)
