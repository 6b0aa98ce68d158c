"""Names of months and weekdays in every offered language (CLDR), in the form in which a line is looked through.

A line is looked through in its shadow: as long as the line, letter for letter, without case and accents and with ASCII
digits, so that what is found there is found at the same place in the line itself.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache

from babel import Locale

from greenroom.core import languages

# CLDR's Arabic months are those of Egypt; the Levant names them otherwise, and so do others for Portuguese weekdays.
_MORE_LOCALES = ("ar_SY", "pt_PT", "en_GB", "en_AU", "es_MX", "fr_CA", "de_AT")
# How months are shortened where CLDR does not.
_MORE_MONTHS = {"sept": 9, "janv": 1, "fevr": 2, "avr": 4, "juil": 7, "mrz": 3, "okt": 10, "dez": 12, "agt": 8,
                "mrt": 3, "set": 9, "ago": 8, "dic": 12, "ene": 1, "abr": 4, "sett": 9, "gen": 1, "mag": 5, "giu": 6,
                "lug": 7, "ott": 10, "paz": 10}  # fmt: skip
_SHORTEST = 3


def shadow(text: str) -> str:
    """Return a text without case and accents, with ASCII digits, letter for letter as long as it was."""
    return "".join(map(_plain, text))


@cache
def _plain(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    bare = "".join(each for each in unicodedata.normalize("NFKD", letter).casefold() if not unicodedata.combining(each))
    return bare if len(bare) == 1 else letter.casefold()[:1] or " "


@cache
def months() -> dict[str, frozenset[int]]:
    """Return {name in shadow: the months it stands for}: one but for a few names that differ between languages."""
    found: dict[str, set[int]] = defaultdict(set)
    for locale in _locales():
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[kind][width].items():
                    found[_name(name)].add(number)
    for name, number in _MORE_MONTHS.items():
        found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items() if _is_name(name)}


@cache
def weekdays() -> dict[str, frozenset[int]]:
    """Return {name in shadow: the weekdays it may stand for, Monday is 0}."""
    found: dict[str, set[int]] = defaultdict(set)
    for locale in _locales():
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated", "short"):
                for number, name in locale.days[kind].get(width, {}).items():
                    found[_name(name)].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items() if name and not name.isdecimal()}


@cache
def month_pattern() -> str:
    """Return a pattern of all names of months, the longest first; the caller closes it at a word's end."""
    return _alternatives(months())


@cache
def weekday_pattern() -> str:
    return _alternatives(weekdays())


def _alternatives(names: dict[str, frozenset[int]]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def _name(name: str) -> str:
    return shadow(name.strip().rstrip("."))


def _is_name(name: str) -> bool:
    """Numbered months («3月») are read as numbers; two Latin letters are too few to be sure of."""
    return not any(letter.isdecimal() for letter in name) and (len(name) >= _SHORTEST or not name.isascii())


def _locales() -> list[Locale]:
    return [Locale.parse(code) for code in (*languages.OFFERED_CODES, *_MORE_LOCALES)]
