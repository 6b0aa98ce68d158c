from typing import Any

import pytest

from greenroom.guide.choices import CareTopic
from greenroom.guide.policy import has_undated_amount, is_publishable


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, False),
        ("text", False),
        ({"percent": 30}, False),
        ({"hours": 24, "year": None}, False),
        ({"amount": 90, "currency": "EUR", "year": 2026}, False),
        ({"amount": 90, "currency": "EUR"}, False),
        ({"amount": 90, "currency": "EUR", "year": None}, True),
        ({"gp": {"amount": 90, "currency": "EUR", "year": None}}, True),
        ([{"amount": 90, "currency": "EUR", "year": 2026}, {"amount": 9, "currency": "EUR", "year": None}], True),
    ],
)
def test_an_amount_of_no_known_year_is_seen_at_any_depth(value: Any, expected: bool) -> None:
    assert has_undated_amount(value) is expected


def test_a_fact_without_a_source_is_not_published() -> None:
    assert is_publishable(CareTopic.FIRST_DOOR, 1, None)
    assert not is_publishable(CareTopic.FIRST_DOOR, 0, None)


def test_phrases_are_published_without_a_source() -> None:
    assert is_publishable(CareTopic.WORDS_TO_USE, 0, [{"lang": "de", "phrase": "Hilfe", "meaning_en": "Help"}])
