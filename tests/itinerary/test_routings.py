"""Routings as people send them: every line placed right, asked back or named as unread; none guessed wrong."""

from datetime import date
from pathlib import Path

import pytest

from greenroom.itinerary.reading import Routing, read

TODAY = date(2026, 11, 25)
ROUTINGS = sorted((Path(__file__).parent / "routings").glob("*.tsv"))


def expected_and_written(path: Path) -> tuple[list[str], str]:
    lines = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    return [expected for expected, _ in lines], "\n".join(written for _, written in lines)


def became(routing: Routing, count: int) -> list[str]:
    """Return what became of each line, in the words of the files."""
    outcomes = ["nothing"] * count
    for stop in routing.stops:
        days = stop.first_date.isoformat()
        if stop.last_date != stop.first_date:
            days += f"/{stop.last_date.isoformat()}"
        outcomes[stop.line - 1] = f"{days} {stop.place.country} {stop.place.name}"
    for question in routing.questions:
        outcomes[question.line - 1] = "?"
    for unread in routing.unread:
        outcomes[unread.line - 1] = "!"
    for line in routing.passed:
        outcomes[line - 1] = "-"
    return outcomes


def test_there_are_routings_enough() -> None:
    assert len(ROUTINGS) >= 40


@pytest.mark.parametrize("path", ROUTINGS, ids=lambda path: path.stem)
def test_every_line_is_placed_or_asked_back(path: Path) -> None:
    expected, written = expected_and_written(path)

    assert became(read(written, today=TODAY), len(expected)) == expected


@pytest.mark.parametrize("path", ROUTINGS, ids=lambda path: path.stem)
def test_its_own_text_reads_the_same(path: Path) -> None:
    _, written = expected_and_written(path)
    routing = read(written, today=TODAY)

    again = read(routing.text, today=TODAY)

    clear = {stop.line for stop in routing.stops}
    assert [stop for stop in again.stops if stop.line in clear] == list(routing.stops)
    assert {question.line for question in again.questions} <= {question.line for question in routing.questions}
