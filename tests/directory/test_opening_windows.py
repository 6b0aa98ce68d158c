"""`open_windows` against the answer for every quarter of an hour, asked one by one."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.directory import opening_hours
from greenroom.directory.opening_hours import State

HOURS = (
    "24/7",
    "Mo-Fr 09:00-17:00",
    "Mo-Su 18:00-02:00",
    "Mo-Sa 09:00-25:00; Su,PH 09:00-13:00; We off",
    "00:00-24:00",
    "Fr-Su 22:00-06:00",
    "Jan-Mar Mo-Fr 08:00-20:00",
    "Mo-Fr 10:00-12:00,13:30-16:00",
)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Kiritimati")
# The nights in which clocks change are days like others to somebody on tour.
DAYS = [datetime(2027, 3, 27, tzinfo=UTC), datetime(2027, 11, 6, tzinfo=UTC), datetime(2027, 4, 3, tzinfo=UTC)]
STEP = timedelta(minutes=15)


@given(
    hours=st.sampled_from(HOURS),
    zone=st.sampled_from(ZONES),
    day=st.sampled_from(DAYS),
    quarters=st.integers(0, 7 * 96),
    length=st.integers(1, 120),
)
def test_a_window_is_where_every_quarter_of_an_hour_is_open(
    hours: str, zone: str, day: datetime, quarters: int, length: int
) -> None:
    start = day + quarters * STEP
    end = start + length * STEP

    windows = opening_hours.open_windows(hours, zone, start, end, "DE")

    asked = [start + number * STEP for number in range(length)]
    open_at = [opening_hours.state_at(hours, zone, instant, "DE") is State.OPEN for instant in asked]
    assert windows is not None
    assert [any(since <= instant < until for since, until in windows) for instant in asked] == open_at
    assert [window for window in windows if window[0] >= window[1]] == []
    assert all(earlier[1] < later[0] for earlier, later in pairwise(windows))


def test_what_is_not_known_has_no_windows() -> None:
    start = datetime(2027, 3, 12, tzinfo=UTC)
    end = start + timedelta(days=1)

    assert opening_hours.open_windows(None, "Europe/Berlin", start, end, "DE") is None
    assert opening_hours.open_windows("Mo-Fr 09:00-17:00", None, start, end, "DE") is None
    assert opening_hours.open_windows("SH 09:00-17:00", "Europe/Berlin", start, end, "DE") is None


@pytest.mark.parametrize(
    ("zone", "since", "until"),
    [
        ("America/Los_Angeles", "2027-03-12 09:00", "2027-03-12 17:00"),
        ("Asia/Tokyo", "2027-03-13 02:00", "2027-03-13 10:00"),
        ("Pacific/Auckland", "2027-03-13 06:00", "2027-03-13 14:00"),
    ],
)
def test_a_line_of_los_angeles_in_the_time_of_elsewhere(zone: str, since: str, until: str) -> None:
    start = datetime(2027, 3, 12, 6, tzinfo=ZoneInfo(zone))

    windows = opening_hours.open_windows(
        "Fr 09:00-17:00", "America/Los_Angeles", start, start + timedelta(days=1.5), None
    )

    assert windows is not None
    told = [f"{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for instant in windows[0]]
    assert told == [since, until]
