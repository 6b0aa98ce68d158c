from typing import Any

import pytest

from greenroom.guide.choices import CareTopic
from greenroom.guide.policy import has_undated_amount, is_publishable, numbers_named


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 0120-279-338 at any hour.", ["0120279338", "0120", "279", "338"]),
        ("Ring 116 123 or +44 (0)20 7946 0000.", ["116123", "4402079460000", "116", "123", "7946", "0000"]),
        ("From 16 to 21 hours, 30 percent.", []),
        ("In 2026 it cost 400 dollars.", ["400"]),
        ("From 2019-2023, seen 2026-11-22.", []),
        ("Ring 1800 595 212 or 2000 123.", ["1800595212", "2000123", "1800", "595", "212", "2000", "123"]),
        ("Since 2022. 141 is the number.", ["141"]),
        ("Ring 141/188 (24/7).", ["141", "188"]),
        ("Ring 0800\u00a0123\u00a04567.", ["08001234567", "0800", "123", "4567"]),
    ],
)
def test_what_could_be_a_number_is_seen(text: str, expected: list[str]) -> None:
    assert numbers_named(text) == expected
