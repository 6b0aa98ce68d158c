from datetime import UTC, datetime

import pytest

from greenroom.directory.opening_hours import State
from greenroom.hub.open_words import Clock, OpenWords, open_words

# Tuesday, noon in London, 13:00 in Paris, 21:00 in Tokyo.
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "zone", "expected"),
    [
        ("24/7", None, OpenWords(State.OPEN, True, "", "")),
        (None, None, OpenWords(State.UNKNOWN, False, "", "")),
        ("09:00-17:00", "Europe/London", OpenWords(State.OPEN, False, "17:00 (London)", "")),
        ("09:00-24:00", "Europe/London", OpenWords(State.OPEN, False, "24:00 (London)", "")),
        ("22:00-14:00", "Europe/London", OpenWords(State.OPEN, False, "14:00 (London)", "")),
        ("Mo-Fr 08:00-11:00", "Europe/London", OpenWords(State.CLOSED, False, "Wed 08:00 (London)", "")),
        ("09:00-17:00", "Europe/Paris", OpenWords(State.OPEN, False, "17:00 (Paris)", "16:00")),
        ("09:00-17:00", "Asia/Tokyo", OpenWords(State.CLOSED, False, "Wed 09:00 (Tokyo)", "24:00")),
    ],
)
def test_times_are_absolute_in_the_lines_zone_and_in_the_countrys(
    hours: str | None, zone: str | None, expected: OpenWords
) -> None:
    clock = Clock.for_place(NOON, "en", "GB")

    assert open_words(hours, zone, clock, "GB") == expected


def test_a_country_with_one_zone_has_its_own_time() -> None:
    assert Clock.for_place(NOON, "en", "EG").as_of == "Nov 24, 14:00"


def test_a_country_with_several_zones_claims_no_local_time() -> None:
    clock = Clock.for_place(NOON, "en", "US")

    assert clock.as_of == "Nov 24, 12:00 UTC"
    assert open_words("09:00-17:00", "Europe/Paris", clock, "FR").until_here == ""


def test_words_come_in_the_readers_language() -> None:
    clock = Clock.for_place(NOON, "ar", "EG")

    assert open_words("Mo-Fr 08:00-11:00", "Africa/Cairo", clock, "EG").until == "الأربعاء 08:00 (القاهرة)"
