"""Decisions about facts of care, on plain values. No Django here."""

import re
from typing import Any

from greenroom.guide.choices import CareTopic

# Digits, apart by what dialling takes for a separator; a full stop or slash between numbers ends one.
_NUMBER = re.compile(r"\+?(?:\(\d{2,5}\)|\d)(?:[\d\u00a0\u2009\u202f \-\u2010-\u2015]|\(0\)|\.(?=\d))*\d")
# A year, two years or a date, standing apart from other digits: `1800 595 212` begins with none.
_DATE_OR_YEARS = re.compile(
    r"(?<!\d)(?<!\d[ \-])(?:19|20)\d\d(?:[-\u2010-\u2015](?:(?:19|20)\d\d|\d\d(?:-\d\d)?))?(?![ \-]?\d)"
)
# Shorter runs of digits are years, ages, amounts; from this many on it is a number somebody could ring.
SHORTEST_NUMBER = 3


def is_publishable(topic: CareTopic, source_count: int, value: Any) -> bool:
    """Say whether a fact may be shown: it has a source, and an amount in it has a year.

    Phrases need no source: they say nothing about the world, and are shown as not yet checked by a native speaker.
    Source of the rule on amounts: data/care/README.md, 22 Nov 2026.
    """
    if topic is CareTopic.WORDS_TO_USE:
        return True
    return source_count > 0 and not has_undated_amount(value)


def has_undated_amount(value: Any) -> bool:
    """Say whether a structured value holds an amount of money of no known year, at any depth."""
    if isinstance(value, list):
        return any(has_undated_amount(item) for item in value)
    if not isinstance(value, dict):
        return False
    if "currency" in value and "year" in value and value["year"] is None:
        return True
    return any(has_undated_amount(item) for item in value.values())


def numbers_named(text: str) -> list[str]:
    """Return the digits of everything in a text that could be a telephone number; years and dates are none.

    Each unbroken run of digits is named too: a short number may stand beside another.
    """
    without_dates = _DATE_OR_YEARS.sub(";", text)
    found = ["".join(filter(str.isdigit, match)) for match in _NUMBER.findall(without_dates)]
    runs = re.findall(r"\d+", without_dates)
    return [digits for digits in dict.fromkeys([*found, *runs]) if len(digits) >= SHORTEST_NUMBER]
