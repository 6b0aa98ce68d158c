import pytest

from greenroom.hub.week import week_rows


def said(hours: str, language: str = "en") -> list[tuple[str, tuple[str, ...]]]:
    return [(str(row.days), row.times) for row in week_rows(hours, language)]


@pytest.mark.parametrize(
    ("hours", "rows"),
    [
        ("10:00-20:00", [("Mon – Sun", ("10:00–20:00",))]),
        ("Mo-Fr 09:00-17:00", [("Mon – Fri", ("09:00–17:00",)), ("Sat – Sun", ())]),
        (
            "Tu,Th 12:00-15:00",
            [("Mon", ()), ("Tue", ("12:00–15:00",)), ("Wed", ()), ("Thu", ("12:00–15:00",)), ("Fri – Sun", ())],
        ),
        ("Mo-Su 08:00-12:00,14:00-24:00", [("Mon – Sun", ("08:00–12:00", "14:00–24:00"))]),
        ("22:00-26:00", [("Mon – Sun", ("22:00–02:00",))]),
        ("Mo-Fr 10:00-18:00; PH off", [("Mon – Fri", ("10:00–18:00",)), ("Sat – Sun", ()), ("Public holidays", ())]),
        ("Apr-Sep 10:00-20:00", []),
        ("", []),
    ],
)
def test_days_with_the_same_hours_stand_together(hours: str, rows: list[tuple[str, tuple[str, ...]]]) -> None:
    assert said(hours) == rows


def test_days_are_named_in_the_readers_language() -> None:
    assert said("Mo 09:00-17:00", "ar")[0][0] == "الاثنين"
