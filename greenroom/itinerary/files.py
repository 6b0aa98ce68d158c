"""From a file to the lines somebody could have typed: calendars (RFC 5545), tables, plain text. Nothing is written."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import PurePath
from typing import Any

from icalendar import Calendar
from icalendar.cal import Component

from greenroom.core import words
from greenroom.itinerary import recurring
from greenroom.itinerary.recurring import Moment

LARGEST_BYTES = 1_000_000
# A calendar may hold a whole life.
_MOST_EVENTS = 400
_ENCODINGS = ("utf-8-sig", "cp1252")
# How columns are headed in a tour manager's table.
_HEADS = """
date: date, datum, fecha, data, tarih, дата, 日付, 日期, 날짜, تاريخ, दिनांक, tanggal, tarehe, day, tag, jour
city: city, stadt, ville, ciudad, cidade, città, plaats, miasto, stad, şehir, місто, 都市, 城市, 도시, مدينة, शहर, kota
city: mji, town, ort, location
region: state, region, province, bundesland, county
country: country, land, pays, país, paese, kraj, ülke, країна, 国, 国家, 국가, دولة, देश, negara, nchi
venue: venue, club, halle, salle, sala, zaal, hall, locale, mekan, майданчик, 会場, 场馆, 공연장
"""
_COLUMNS = {
    words.key_of(head): name
    for name, _, heads in (line.partition(":") for line in _HEADS.strip().splitlines())
    for head in heads.split(",")
}


class FileNotRead(Exception):
    """A file holds nothing that is a routing. The message is for the log of a developer, never of the service."""


def lines_of_file(name: str, content: bytes) -> str:
    """Return the lines of a file: one for each event or row. Refuses: FileNotRead."""
    if len(content) > LARGEST_BYTES:
        raise FileNotRead("too large")
    if content.lstrip()[:15].upper().startswith(b"BEGIN:VCALENDAR") or PurePath(name).suffix.lower() == ".ics":
        lines = "\n".join(islice(_calendar_lines(content), _MOST_EVENTS))
    else:
        lines = _table_lines(_text(content))
    if not lines.strip():
        raise FileNotRead("nothing in it")
    return lines


def lines_of_paste(text: str) -> str:
    """Return pasted text as lines: what was copied out of a calendar file or a table with heads is read as such."""
    is_calendar = text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"
    rows = None if is_calendar else _rows(text)
    if is_calendar or (rows and _is_header(rows[0])):
        return lines_of_file("pasted.ics" if is_calendar else "pasted.csv", text.encode())
    return text


def _text(content: bytes) -> str:
    """Return the text of a file in the first encoding that fits; a file with other control characters is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(content, "utf-16")
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileNotRead("no text")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileNotRead("no text") from error


# Calendars


def _calendar_lines(content: bytes) -> Iterator[str]:
    """Yield a line for each time of each event that is not cancelled; one without a day for what cannot be told."""
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception as error:
        # Whatever the parser trips over, a file from outside is to blame and not the service.
        raise FileNotRead("no calendar") from error
    moved = _moved(events)
    lines = [line for event in events for line in _event_lines(event, moved.get(str(event.get("UID")), frozenset()))]
    # Those without a day come first: behind a line that is only a day they would be read as its place.
    yield from (said for day, said in lines if not day and said)
    yield from (" | ".join(filter(None, line)) for line in lines if line[0])


def _event_lines(event: Component, moved: frozenset[Moment]) -> Iterator[tuple[str, str]]:
    """Yield (day, where and what) for each time of an event that is not cancelled."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or event.get("DTSTART") is None:
        return
    said = " | ".join(filter(None, (_one_line(event.get(name)) for name in ("LOCATION", "SUMMARY"))))
    try:
        days = list(_days(event, moved))
    except Exception:
        # One event that cannot be read is named as such; the others are read.
        days = [""]
    for day in days:
        yield day, said


def _one_line(value: Any) -> str:
    if isinstance(value, list):
        value = value[0]
    return " ".join(str(value).replace("|", " ").split()) if value is not None else ""


def _days(event: Component, moved: frozenset[Moment]) -> Iterator[str]:
    """Yield when an event is, as it is written in a line: its own local day; an instant where only that is known.

    An empty one stands for the times of a rule that are not told.
    """
    start = event.decoded("DTSTART")
    if isinstance(start, list):
        start = start[0]
    length = recurring.last_day(event, start) - _day_of(start)
    times, is_whole = recurring.times(event, start, moved)
    for begin in times:
        if isinstance(begin, datetime) and begin.tzinfo is not None and _is_utc(begin):
            yield begin.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
            continue
        first = _day_of(begin)
        yield f"{first.isoformat()}/{(first + length).isoformat()}" if length else first.isoformat()
    if not is_whole:
        yield ""


def _day_of(time: date) -> date:
    return time.date() if isinstance(time, datetime) else time


def _is_utc(instant: datetime) -> bool:
    """Say whether a time is in a zone that never changes from UTC; one that stands there in winter only is not."""
    return instant.utcoffset() == timedelta() == instant.replace(month=7, day=1).utcoffset()


def _moved(events: Sequence[Component]) -> dict[str, frozenset[Moment]]:
    """Return {UID: the times of a recurring event for which an event of their own stands} (RFC 5545, 3.8.4.4)."""
    found: dict[str, set[Moment]] = defaultdict(set)
    for event in events:
        times = event.get("RECURRENCE-ID")
        if times is not None and hasattr(times, "dt"):
            found[str(event.get("UID"))].add(recurring.moment(times.dt))
    return {uid: frozenset(times) for uid, times in found.items()}


# Tables


def _table_lines(text: str) -> str:
    """Return a table as lines; a text that is no table as it is."""
    rows = _rows(text)
    if rows is None:
        return text
    header = {cell: index for index, cell in enumerate(map(_column, rows[0])) if cell}
    if "date" in header and ("city" in header or "venue" in header):
        return "\n".join(filter(None, (_row_line(row, header) for row in rows[1:])))
    return "\n".join(" | ".join(cell.strip() for cell in row if cell.strip()) for row in rows)


def _rows(text: str) -> list[list[str]] | None:
    try:
        dialect = csv.Sniffer().sniff(text[:4_000], delimiters=",;\t")
        rows = [row for row in csv.reader(io.StringIO(text), dialect) if any(cell.strip() for cell in row)]
    except csv.Error:
        return None
    columns = [len(row) for row in rows]
    is_table = len(rows) > 1 and min(columns) > 1 and max(columns) == min(columns)
    return rows if is_table or (rows and _is_header(rows[0])) else None


def _is_header(row: Sequence[str]) -> bool:
    return {"date", "city"} <= {_column(cell) for cell in row}


def _column(cell: str) -> str:
    return _COLUMNS.get(words.key_of(cell), "")


def _row_line(row: Sequence[str], header: dict[str, int]) -> str:
    """Return a row as a line: where something is missing, what is there."""

    def cell(name: str) -> str:
        index = header.get(name)
        return row[index].strip().replace("|", " ") if index is not None and index < len(row) else ""

    place = ", ".join(filter(None, (cell("city"), cell("region"), cell("country"))))
    return " | ".join(filter(None, (cell("date"), place, cell("venue"))))
