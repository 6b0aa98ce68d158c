from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.itinerary.reading import MOST_LINES, Routing, UnreadReason, read

TODAY = date(2026, 11, 25)
PIECES = (
    "12 Mar", "2027-03-14", "03/04/27", "25/12", "3月12日", "١٢ مارس", "Fri", "off", "Berlin", "Berlin, DE", "Portland",
    "Portland, OR", "Paris, TX", "東京", "القاهرة", "Halle", "Neustadt, DE", "Columbiahalle", "#2950159", "Perth",
    "UK", "CA", "March 2027", "12–14 Mar", "2027-03-12T23:30Z", "Auckland", "(", ")", "@", "20:00",
    "Belgium", "Canada", "Scotland", "4)", "Sun",
)  # fmt: skip
lines = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).flatmap(
    lambda pieces: st.sampled_from([" ", ", ", " – ", " | ", "\t"]).map(lambda between: between.join(pieces))
)
routings = st.lists(lines, max_size=8).map("\n".join)


def accounted(routing: Routing) -> list[int]:
    said = [one.line for one in (*routing.stops, *routing.questions, *routing.unread)]
    return sorted([*said, *routing.passed])


def facts(routing: Routing) -> list[tuple[object, ...]]:
    return [(stop.line, stop.first_date, stop.last_date, stop.place, stop.venue) for stop in routing.stops]


@given(st.one_of(routings, st.text(max_size=400)))
def test_no_line_vanishes_and_nothing_crashes(text: str) -> None:
    routing = read(text, today=TODAY)

    written = [number for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    assert accounted(routing) == written


@given(routings)
def test_what_was_clear_reads_the_same_from_its_own_text(text: str) -> None:
    routing = read(text, today=TODAY)

    again = read(routing.text, today=TODAY)

    assert [one for one in facts(again) if one[0] in {stop.line for stop in routing.stops}] == facts(routing)


@given(routings, st.data())
def test_an_answered_line_is_a_stop_of_the_chosen_place(text: str, data: st.DataObject) -> None:
    routing = read(text, today=TODAY)
    about_places = [question for question in routing.questions if not question.is_about_date]
    if not about_places:
        return
    question = data.draw(st.sampled_from(about_places))
    choice = data.draw(st.sampled_from(question.choices))

    answered = read(text, today=TODAY, answers={question.line: choice.value})

    assert [stop.place for stop in answered.stops if stop.line == question.line] == [choice.place]


def test_one_answer_about_a_date_answers_all_of_them() -> None:
    text = "03/04/27 Berlin, DE\n03/05/27 Hamburg, DE\n03/07/27 Oslo"
    first = read(text, today=TODAY).questions[0]

    american, european = (read(text, today=TODAY, answers={1: choice.value}) for choice in first.choices)

    assert [stop.first_date.isoformat() for stop in american.stops] == ["2027-03-04", "2027-03-05", "2027-03-07"]
    assert [stop.first_date.isoformat() for stop in european.stops] == ["2027-04-03", "2027-05-03", "2027-07-03"]


@pytest.mark.parametrize(
    ("written", "place", "venue"),
    [
        ("Berlin Columbiahalle", "Berlin", "Columbiahalle"),
        ("Paradiso Amsterdam", "Amsterdam", "Paradiso"),
        ("London O2 Academy Brixton", "London", "London O2 Academy Brixton"),
    ],
)
def test_what_runs_together_is_asked_and_the_rest_is_the_venue(written: str, place: str, venue: str) -> None:
    text = f"12 Mar 2027 {written}"
    (question,) = read(text, today=TODAY).questions

    (stop,) = read(text, today=TODAY, answers={1: question.choices[0].value}).stops

    assert (stop.place.name, stop.venue) == (place, venue)


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("Auckland", "2027-03-13"),
        ("Honolulu", "2027-03-12"),
        ("Apia, Samoa", "2027-03-13"),
        ("Tarawa", "2027-03-13"),
        ("London", "2027-03-12"),
        ("Berlin", "2027-03-13"),
        ("Los Angeles", "2027-03-12"),
    ],
)
def test_an_instant_falls_on_the_day_of_its_place(place: str, day: str) -> None:
    """Half past eleven at night in Greenwich, in winter."""
    (stop,) = read(f"2027-03-12T23:30Z {place} – Hall", today=TODAY).stops

    assert stop.first_date.isoformat() == day


def test_a_tour_that_is_running_has_begun() -> None:
    days = [stop.first_date for stop in read("1 Nov Berlin\n20 Nov Paris\n3 Dec Oslo", today=TODAY).stops]

    assert days == [date(2026, 11, 1), date(2026, 11, 20), date(2026, 12, 3)]


def test_a_weekday_tells_the_year() -> None:
    (stop,) = read("Sun 12 Mar Berlin", today=TODAY).stops

    assert stop.first_date == date(2028, 3, 12)


def test_years_before_the_first_written_one_are_told_from_it() -> None:
    text = "28 Nov Glasgow UK\n30 Dec London\n5 Jan 2029 Oslo\n7 Feb Paris"

    assert [stop.first_date.year for stop in read(text, today=TODAY).stops] == [2028, 2028, 2029, 2029]


def test_more_lines_than_are_read_are_named() -> None:
    routing = read("12 Mar 2027 Berlin\n" * (MOST_LINES + 3), today=TODAY)

    assert len(routing.stops) == MOST_LINES
    assert {one.reason for one in routing.unread} == {UnreadReason.TOO_MANY}
    assert len(routing.unread) == 3


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("Berlin", UnreadReason.NO_DATE),
        ("12 Mar", UnreadReason.NO_PLACE),
        ("12 Mar Nowhereville", UnreadReason.UNKNOWN_PLACE),
        ("29 Feb 2027 Berlin", UnreadReason.NO_DATE),
    ],
)
def test_why_a_line_is_not_read(written: str, reason: UnreadReason) -> None:
    assert [one.reason for one in read(written, today=TODAY).unread] == [reason]
