"""What may stand behind a place to say which: a country by code or name in any language, a state or province."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pycountry

from greenroom.core import countries, languages, words

# GeoNames numbers the provinces and states of these countries; ISO 3166-2 and people use letters.
_LETTERS = {
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC",
           "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
}  # fmt: skip
# Countries whose regions people write behind a city.
_WITH_REGIONS = ("US", "CA", "AU", "GB")
# GeoNames and ISO 3166-2 agree on these two but for the names in daily use.
_DAILY_NAMES = {("GB", "ENG"): "England", ("GB", "SCT"): "Scotland", ("GB", "WLS"): "Wales",
                ("GB", "NIR"): "Northern Ireland", ("US", "DC"): "Washington, D.C."}  # fmt: skip
# How people write countries where no list has it.
_OTHER_NAMES = {
    "uk": "GB", "u k": "GB", "great britain": "GB", "britain": "GB", "usa": "US", "u s a": "US", "u s": "US",
    "america": "US", "holland": "NL", "the netherlands": "NL", "uae": "AE", "u a e": "AE", "czech republic": "CZ",
    "south korea": "KR", "korea": "KR", "russia": "RU", "ivory coast": "CI", "eire": "IE", "republic of ireland": "IE",
    "brasil": "BR", "espana": "ES", "deutschland": "DE", "the uk": "GB", "the usa": "US",
    "burma": "MM",
}  # fmt: skip


@dataclass(frozen=True)
class Area:
    """A country, or a region of one (GeoNames' code)."""

    country: str
    region_code: str = ""

    def holds(self, country: str, region_code: str) -> bool:
        return self.country == country and self.region_code in ("", region_code)


@cache
def region_name(country: str, code: str) -> str:
    """Return the name of a region in the countries in which people name it; else nothing."""
    if country not in _WITH_REGIONS or not code:
        return ""
    daily = _DAILY_NAMES.get((country, code))
    letters = _LETTERS.get(country, {}).get(code, code)
    subdivision = pycountry.subdivisions.get(code=f"{country}-{letters}")  # type: ignore[no-untyped-call] # no types
    return daily or (str(subdivision.name) if subdivision else "")


def areas_named(text: str) -> tuple[Area, ...]:
    """Return every country and region that a text may name: «CA» is Canada, and California."""
    return _areas().get(words.key_of(text), ())


def is_area_name(text: str) -> bool:
    """Say whether a text is how a country or region is named. A code is one in capitals only: «USA», not «Åre»."""
    key = words.key_of(text)
    return key in _area_names() or (text.isupper() and key in _areas())


@cache
def _area_names() -> frozenset[str]:
    codes = {code for country in pycountry.countries for code in (country.alpha_2, country.alpha_3)}
    codes |= {_LETTERS.get(one, {}).get(code, code) for one in _WITH_REGIONS for code in _region_codes(one)}
    return frozenset(_areas()) - {words.key_of(code) for code in codes} | set(_OTHER_NAMES)


@cache
def _areas() -> dict[str, tuple[Area, ...]]:
    named: dict[str, list[Area]] = {}
    for text, area in (*_countries(), *_regions()):
        known = named.setdefault(words.key_of(text), [])
        if area not in known:
            known.append(area)
    return {text: tuple(areas) for text, areas in named.items()}


def _countries() -> Iterator[tuple[str, Area]]:
    for country in pycountry.countries:
        for text in (country.alpha_2, country.alpha_3, country.name):
            yield text, Area(country.alpha_2)
    yield "XK", Area("XK")
    for language in languages.OFFERED_CODES:
        for code, name in countries.names(language).items():
            yield name, Area(code)
    for text, code in _OTHER_NAMES.items():
        yield text, Area(code)


def _regions() -> Iterator[tuple[str, Area]]:
    for country in _WITH_REGIONS:
        for code in _region_codes(country):
            yield region_name(country, code), Area(country, code)
            yield _LETTERS.get(country, {}).get(code, code), Area(country, code)


def _region_codes(country: str) -> tuple[str, ...]:
    if country in _LETTERS:
        return tuple(_LETTERS[country])
    if country == "GB":
        return tuple(code for owner, code in _DAILY_NAMES if owner == "GB")
    subdivisions = pycountry.subdivisions.get(country_code=country)  # type: ignore[no-untyped-call] # no types
    return tuple(subdivision.code.removeprefix(f"{country}-") for subdivision in subdivisions)
