from datetime import date
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.itinerary.files import FileNotRead, lines_of_file, lines_of_paste
from greenroom.itinerary.reading import UnreadReason, read
from greenroom.itinerary.recurring import MOST_TIMES

TODAY = date(2026, 11, 25)
CALENDARS = sorted((Path(icalendar.__file__).parent / "tests").rglob("*.ics"))


def event(**lines: str) -> bytes:
    said = "\r\n".join(f"{name.replace('__', ';').replace('_eq_', '=')}:{value}" for name, value in lines.items())
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//tour//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\n"
        f"DTSTAMP:20261125T000000Z\r\n{said}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def stops(content: bytes, name: str = "tour.ics") -> list[tuple[str, str, str, str]]:
    routing = read(lines_of_file(name, content), today=TODAY)
    return [(s.first_date.isoformat(), s.last_date.isoformat(), s.place.name, s.venue) for s in routing.stops]


def test_the_test_set_of_icalendar_is_there() -> None:
    assert len(CALENDARS) >= 150


@pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.name)
def test_a_calendar_of_the_test_set_is_read_or_refused(path: Path) -> None:
    try:
        lines = lines_of_file(path.name, path.read_bytes())
    except FileNotRead:
        return
    assert lines.strip()
    read(lines, today=TODAY)


def test_a_whole_day() -> None:
    content = event(DTSTART__VALUE_eq_DATE="20270312", SUMMARY="Columbiahalle", LOCATION="Berlin\\, Germany")

    assert stops(content) == [("2027-03-12", "2027-03-12", "Berlin", "Columbiahalle")]


def test_the_end_of_whole_days_is_not_included() -> None:
    days = {"DTSTART__VALUE_eq_DATE": "20270312", "DTEND__VALUE_eq_DATE": "20270315"}

    assert stops(event(**days, SUMMARY="Festival", LOCATION="Roskilde"))[0][:3] == (
        "2027-03-12",
        "2027-03-14",
        "Roskilde",
    )


@pytest.mark.parametrize(
    ("start", "place", "day"),
    [
        ({"DTSTART": "20270312T200000"}, "Berlin", "2027-03-12"),
        ({"DTSTART__TZID_eq_Europe/Berlin": "20270312T233000"}, "Berlin", "2027-03-12"),
        ({"DTSTART__TZID_eq_Europe/London": "20270115T003000"}, "London", "2027-01-15"),
        ({"DTSTART": "20270312T233000Z"}, "Berlin", "2027-03-13"),
        ({"DTSTART": "20270313T060000Z"}, "Los Angeles", "2027-03-12"),
        ({"DTSTART": "20270312T113000Z"}, "Auckland", "2027-03-13"),
        ({"DTSTART": "20270313T093000Z"}, "Honolulu", "2027-03-12"),
    ],
)
def test_an_evening_falls_on_the_day_of_its_place(start: dict[str, str], place: str, day: str) -> None:
    assert [stop[:1] for stop in stops(event(**start, SUMMARY="Show", LOCATION=place))] == [(day,)]


def test_a_cancelled_show_is_no_stop() -> None:
    content = event(DTSTART="20270312T200000", LOCATION="Berlin", STATUS="CANCELLED")

    with pytest.raises(FileNotRead):
        lines_of_file("tour.ics", content)


def test_a_residency_recurs_and_an_endless_one_ends() -> None:
    weekly = event(DTSTART="20270312T200000", LOCATION="Berlin", RRULE="FREQ=WEEKLY;COUNT=3")
    endless = event(DTSTART="20270312T200000", LOCATION="Berlin", RRULE="FREQ=DAILY")

    assert [stop[0] for stop in stops(weekly)] == ["2027-03-12", "2027-03-19", "2027-03-26"]
    assert len(stops(endless)) == MOST_TIMES
    assert lines_of_file("tour.ics", endless).splitlines()[0] == "Berlin"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;INTERVAL=2;BYWEEKNO=60",
        "FREQ=MONTHLY;BYDAY=9MO",
        "FREQ=YEARLY;BYYEARDAY=400",
    ],
)
def test_a_rule_that_may_never_come_true_is_not_followed_and_that_is_said(rule: str) -> None:
    content = event(DTSTART="20270312T200000", LOCATION="Berlin", RRULE=rule)

    routing = read(lines_of_file("tour.ics", content), today=TODAY)

    assert [stop.first_date.isoformat() for stop in routing.stops] == ["2027-03-12"]
    assert [one.reason for one in routing.unread] == [UnreadReason.NO_DATE]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;BYDAY=FR,SA;COUNT=4", ["2027-03-12", "2027-03-13", "2027-03-19", "2027-03-20"]),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20270316", ["2027-03-12", "2027-03-14", "2027-03-16"]),
        ("FREQ=MONTHLY;COUNT=2", ["2027-03-12", "2027-04-12"]),
    ],
)
def test_rules_that_are_followed(rule: str, days: list[str]) -> None:
    assert [stop[0] for stop in stops(event(DTSTART="20270312T200000", LOCATION="Berlin", RRULE=rule))] == days


def test_the_end_of_a_rule_is_an_instant_wherever_the_show_is() -> None:
    """Eight in the evening in Auckland is seven in the morning in Greenwich."""
    start = {"DTSTART__TZID_eq_Pacific/Auckland": "20270312T200000"}

    shows = stops(event(**start, LOCATION="Auckland", RRULE="FREQ=DAILY;UNTIL=20270314T070000Z"))

    assert [stop[0] for stop in shows] == ["2027-03-12", "2027-03-13", "2027-03-14"]


def test_times_that_are_taken_out_or_added() -> None:
    times = {"DTSTART": "20270312T200000", "RRULE": "FREQ=DAILY;COUNT=3", "EXDATE": "20270313T200000"}

    assert [stop[0] for stop in stops(event(**times, RDATE="20270320T200000", LOCATION="Berlin"))] == [
        "2027-03-12",
        "2027-03-14",
        "2027-03-20",
    ]


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ({"DTSTART": "20270318T200000", "LOCATION": "Hamburg"}, ["2027-03-12 Berlin", "2027-03-18 Hamburg"]),
        ({"DTSTART": "20270313T200000", "STATUS": "CANCELLED", "LOCATION": "Berlin"}, ["2027-03-12 Berlin"]),
    ],
)
def test_a_show_of_a_residency_that_was_moved_or_cancelled(moved: dict[str, str], expected: list[str]) -> None:
    every = event(DTSTART="20270312T200000", LOCATION="Berlin", RRULE="FREQ=DAILY;COUNT=2")
    one = event(**moved, **{"RECURRENCE-ID": "20270313T200000"})

    assert [f"{day} {place}" for day, _, place, _ in stops(every + one)] == expected


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ({"DTEND": "20270314T230000"}, "2027-03-14"),
        ({"DTEND": "20270315T030000"}, "2027-03-14"),
        ({"DTEND": "20270313T020000"}, "2027-03-12"),
        ({"DURATION": "P2DT3H"}, "2027-03-14"),
        ({}, "2027-03-12"),
    ],
)
def test_a_festival_with_hours_ends_on_its_last_evening(end: dict[str, str], last: str) -> None:
    assert stops(event(DTSTART="20270312T120000", **end, LOCATION="Roskilde"))[0][1] == last


def test_one_event_that_cannot_be_read_does_not_hide_the_others() -> None:
    good, bad = event(DTSTART="20270312T200000", LOCATION="Berlin"), event(DTSTART="some day", LOCATION="Hamburg")

    routing = read(lines_of_file("tour.ics", good + bad), today=TODAY)

    assert [stop.place.name for stop in routing.stops] == ["Berlin"]
    assert [one.written for one in routing.unread] == ["Hamburg"]


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_with_its_columns_in_any_order(between: str, encoding: str) -> None:
    rows = [
        ("Venue", "Stadt", "Land", "Datum"),
        ("Zénith", "Paris", "Frankreich", "14.03.2027"),
        ("Docks", "Hamburg", "", "25.03.2027"),
    ]
    content = "\r\n".join(between.join(row) for row in rows).encode(encoding)

    assert [(day, place, venue) for day, _, place, venue in stops(content, "tour.csv")] == [
        ("2027-03-14", "Paris", "Zénith"),
        ("2027-03-25", "Hamburg", "Docks"),
    ]


def test_a_table_without_heads_and_with_quotes() -> None:
    content = b'2027-03-12,"Berlin, Germany",Columbiahalle\r\n2027-03-14,"Portland, OR",Wonder Ballroom\r\n'

    assert [stop[2] for stop in stops(content, "tour.csv")] == ["Berlin", "Portland"]


def test_what_is_copied_out_of_a_table_or_a_calendar_is_read_as_such() -> None:
    table = "Date;City;Country;Venue\n14.03.2027;Paris;France;Zénith\n25.03.2027;Hamburg;Germany;Docks"
    calendar = event(DTSTART__VALUE_eq_DATE="20270312", LOCATION="Berlin").decode()

    assert lines_of_paste(table) == "14.03.2027 | Paris, France | Zénith\n25.03.2027 | Hamburg, Germany | Docks"
    assert lines_of_paste(calendar) == "2027-03-12 | Berlin"
    assert lines_of_paste("12 Mar, Berlin, DE\n13 Mar, Hamburg, DE") == "12 Mar, Berlin, DE\n13 Mar, Hamburg, DE"


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01", b"\xff\xfe\x00", b"BEGIN:VCALENDAR", b"x" * 1_000_001, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR"],
)
def test_what_is_no_routing_is_refused(content: bytes) -> None:
    with pytest.raises(FileNotRead):
        lines_of_file("tour.ics", content)


@given(st.binary(max_size=300), st.sampled_from(["a.ics", "a.csv", "a.txt", "a"]))
def test_no_file_crashes(content: bytes, name: str) -> None:
    try:
        lines = lines_of_file(name, content)
    except FileNotRead:
        return
    read(lines, today=TODAY)
