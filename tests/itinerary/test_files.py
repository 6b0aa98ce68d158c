from datetime import date
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.itinerary.files import FileNotRead, lines_of_file, lines_of_paste
from greenroom.itinerary.reading import read

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
    assert len(stops(endless)) == 30


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
