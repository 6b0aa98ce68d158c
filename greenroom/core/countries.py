"""Countries and territories: ISO 3166-1 alpha-2 plus the user-assigned XK, their names from CLDR, their time zones.

Source: pycountry (Debian iso-codes) for the code lists, Babel (CLDR) for names and for which zone lies where.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pycountry
from babel import Locale
from babel.core import get_global

from greenroom.core.alphabet import sort_key

# Kosovo has no ISO 3166-1 code; XK is user-assigned there and used by CLDR and the European Union.
USER_ASSIGNED = ("XK",)


@cache
def codes() -> tuple[str, ...]:
    """Return every code (upper case), sorted."""
    return tuple(sorted({country.alpha_2 for country in pycountry.countries} | set(USER_ASSIGNED)))


def is_country(code: str) -> bool:
    """Say whether `code` (upper case) is a country or territory we have a page for."""
    return code in _code_set()


@cache
def _code_set() -> frozenset[str]:
    return frozenset(codes())


@cache
def names(language: str) -> dict[str, str]:
    """Return {code: name} in a language (CLDR; the ISO name where CLDR has none)."""
    territories = Locale.parse(language).territories
    return {code: str(territories.get(code) or _iso_name(code)) for code in codes()}


def name(code: str, language: str) -> str:
    """Return the name of a known country in a language. Refuses an unknown code with KeyError."""
    return names(language)[code]


def _iso_name(code: str) -> str:
    country = pycountry.countries.get(alpha_2=code)
    return str(country.name) if country else code


@cache
def sorted_names(language: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) pairs in reading order of the language, accents ignored."""
    return tuple(sorted(names(language).items(), key=lambda pair: (sort_key(pair[1]), pair[0])))


def find_by_name(text: str, languages: tuple[str, ...]) -> str | None:
    """Return the country whose code or full name in one of the languages is exactly `text`, or None."""
    wanted = sort_key(text)
    if len(text.strip()) == 2 and is_country(text.strip().upper()):
        return text.strip().upper()
    for language in languages:
        for code, country_name in names(language).items():
            if sort_key(country_name) == wanted:
                return code
    return None


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    zones = defaultdict(list)
    for zone, territory in get_global("zone_territories").items():
        zones[territory].append(zone)
    return {territory: tuple(sorted(found)) for territory, found in zones.items()}


def single_zone(code: str) -> str | None:
    """Return the zone of a country where all clocks show the same, else None: then no local time may be claimed."""
    return _single_zone(code, datetime.now(UTC).year)


@cache
def _single_zone(code: str, year: int) -> str | None:
    zones = _zones().get(code, ())
    return zones[0] if len({_offsets(zone, year) for zone in zones}) == 1 else None


def _offsets(zone: str, year: int) -> tuple[timedelta | None, ...]:
    """Return a zone's offsets in the middle of each month: two zones that agree here keep the same time."""
    return tuple(datetime(year, month, 15, tzinfo=ZoneInfo(zone)).utcoffset() for month in range(1, 13))


@cache
def is_region(code: str) -> bool:
    """Say whether `code` is an ISO 3166-2 subdivision."""
    return _subdivision(code) is not None


@cache
def region_name(code: str) -> str:
    """Return the name of a known ISO 3166-2 subdivision, in the form ISO gives (CLDR has no translations here)."""
    return str(_subdivision(code).name)


def _subdivision(code: str) -> Any:
    return pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call] # the package carries no types here
