from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from greenroom.guide import schedule_check as rules
from greenroom.guide.schedule_check import Strain, TourDay

START = date(2027, 3, 1)
TOWNS = {
    "Berlin": ("Europe/Berlin", 52.52, 13.40),
    "Hamburg": ("Europe/Berlin", 53.55, 10.00),
    "Munich": ("Europe/Berlin", 48.14, 11.58),
    "Potsdam": ("Europe/Berlin", 52.40, 13.06),
    "Tokyo": ("Asia/Tokyo", 35.69, 139.69),
    "Apia": ("Pacific/Apia", -13.83, -171.76),
    "Pago Pago": ("Pacific/Pago_Pago", -14.28, -170.70),
}
SHOWS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(sorted(TOWNS))), max_size=30)


def day(number: int, town: str, last: int | None = None) -> TourDay:
    zone, latitude, longitude = TOWNS[town]
    until = START + timedelta(days=number if last is None else last)
    return TourDay(START + timedelta(days=number), until, town, ZoneInfo(zone), latitude, longitude)


def strains(*days: TourDay) -> list[tuple[Strain, str, str, int]]:
    return [(found.strain, found.origin, found.place, found.amount) for found in rules.findings(days)]


def test_six_days_in_a_row_are_let_be_and_seven_are_asked_about() -> None:
    week = [day(number, "Berlin") for number in range(7)]

    assert strains(*week[:6]) == []
    assert strains(*week) == [(Strain.NO_DAY_OFF, "Berlin", "Berlin", 7)]


def test_an_empty_day_parts_a_run() -> None:
    days = [day(number, "Berlin") for number in (*range(6), *range(7, 13))]

    assert strains(*days) == []


def test_days_at_one_place_count_each() -> None:
    assert strains(day(0, "Berlin", last=4), day(5, "Berlin", last=6)) == [(Strain.NO_DAY_OFF, "Berlin", "Berlin", 7)]


def test_a_long_drive_between_two_nights_is_asked_about() -> None:
    assert strains(day(0, "Berlin"), day(1, "Munich")) == [(Strain.DRIVE_AFTER_SHOW, "Berlin", "Munich", 500)]
    assert strains(day(0, "Berlin"), day(1, "Hamburg")) == []
    assert strains(day(0, "Berlin"), day(2, "Munich")) == []


def test_what_nobody_drives_is_no_drive() -> None:
    assert strains(day(0, "Berlin"), day(1, "Tokyo")) == [(Strain.ZONE_JUMP, "Berlin", "Tokyo", 8)]


def test_a_jump_with_days_to_land_is_let_be() -> None:
    assert strains(day(0, "Berlin"), day(4, "Tokyo")) == []


def test_the_date_line_alone_is_no_jump() -> None:
    assert strains(day(0, "Apia"), day(1, "Pago Pago")) == []


@given(SHOWS)
def test_a_day_off_more_never_adds_to_what_is_asked(shows: list[tuple[int, str]]) -> None:
    days, number = [], 0
    for gap, town in shows:
        number += gap
        days.append(day(number, town))
    apart = [day(index * 10, one.place) for index, one in enumerate(days)]

    assert [found for found in rules.findings(apart)] == []
    for found in rules.findings(days):
        assert found.since <= found.until
        assert found.amount > 0


@given(st.sampled_from(sorted(TOWNS)), st.sampled_from(sorted(TOWNS)))
def test_distance_is_the_same_both_ways(one: str, other: str) -> None:
    there, back = rules.kilometres(day(0, one), day(1, other)), rules.kilometres(day(0, other), day(1, one))

    assert abs(there - back) < 1e-6
    assert (there == 0) == (one == other)
