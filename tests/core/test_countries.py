import zoneinfo

import pycountry
import pytest

from greenroom.core import countries, languages


def test_there_is_a_page_for_each_iso_country_and_for_kosovo() -> None:
    iso = {country.alpha_2 for country in pycountry.countries}

    assert (len(iso), len(countries.codes())) == (249, 250)
    assert set(countries.codes()) - iso == {"XK"}
    assert list(countries.codes()) == sorted(countries.codes())


@pytest.mark.parametrize("code", ["", "gb", "UK", "XX", "GBR", "ZZ", "EU", "\0\0"])
def test_nothing_else_is_a_country(code: str) -> None:
    assert not countries.is_country(code)


@pytest.mark.parametrize("language", languages.OFFERED_CODES)
def test_every_country_has_a_name_of_its_own_in_every_language(language: str) -> None:
    names = countries.names(language)

    assert list(names) == list(countries.codes())
    assert [code for code, name in names.items() if not name.strip() or name == code] == []
    assert len({countries.sort_key(name) for name in names.values()}) == 250


def test_every_arabic_name_is_written_in_arabic() -> None:
    without = [code for code, name in countries.names("ar").items() if not any("؀" <= letter <= "ۿ" for letter in name)]

    assert without == []


@pytest.mark.parametrize("language", languages.OFFERED_CODES)
def test_every_country_is_found_by_the_name_it_is_shown_with(language: str) -> None:
    names = countries.names(language).items()

    assert [code for code, name in names if countries.find_by_name(name, (language,)) != code] == []


@pytest.mark.parametrize("code", ["DE", "XK", "SO"])
def test_a_name_is_the_one_of_the_language(code: str) -> None:
    in_english = {"DE": "Germany", "XK": "Kosovo", "SO": "Somalia"}
    in_arabic = {"DE": "ألمانيا", "XK": "كوسوفو", "SO": "الصومال"}

    assert countries.name(code, "en") == in_english[code]
    assert countries.name(code, "ar") == in_arabic[code]


def test_an_unknown_code_has_no_name() -> None:
    with pytest.raises(KeyError, match="XX"):
        countries.name("XX", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("germany", "DE"),
        ("GERMANY", "DE"),
        ("GB", "GB"),
        ("gb", "GB"),
        (" gb\t", "GB"),
        (" united kingdom ", "GB"),
        ("xk", "XK"),
        ("turkiye", "TR"),
        ("Türkiye", "TR"),
        ("reunion", "RE"),
        ("aland islands", "AX"),
        ("مصر", "EG"),
        (" المملكة المتحدة ", "GB"),
        ("ألمانيا", "DE"),
        ("المانيا", "DE"),
    ],
)
def test_a_country_is_found_by_its_code_or_name(text: str, expected: str) -> None:
    assert countries.find_by_name(text, ("en", "ar")) == expected


@pytest.mark.parametrize(
    "text",
    ["nonsense", "Deutschland", "", "  ", "xx", "germ", "germany france", "116 123", "\0", "?", "é", "a" * 100_000],
)
def test_anything_else_finds_no_country(text: str) -> None:
    assert countries.find_by_name(text, ("en", "ar")) is None


def test_a_name_is_found_in_the_given_languages_only() -> None:
    assert countries.find_by_name("مصر", ("en",)) is None
    assert countries.find_by_name("egypt", ("ar",)) is None


def test_countries_are_sorted_as_a_reader_looks_for_them() -> None:
    ordered = [code for code, _ in countries.sorted_names("en")]

    assert ordered[:4] == ["AF", "AX", "AL", "DZ"]
    assert ordered[-2:] == ["ZM", "ZW"]
    assert sorted(ordered) == list(countries.codes())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("GB", "Europe/London"),
        ("EG", "Africa/Cairo"),
        ("IN", "Asia/Kolkata"),
        ("US", None),
        ("AU", None),
        ("RU", None),
        ("ES", None),
        ("XX", None),
        ("gb", None),
    ],
)
def test_a_country_has_a_local_time_only_with_a_single_zone(code: str, expected: str | None) -> None:
    assert countries.single_zone(code) == expected


def test_every_single_zone_is_one_the_clock_knows() -> None:
    zones = {countries.single_zone(code) for code in countries.codes()} - {None}

    assert len(zones) > 150
    assert zones - zoneinfo.available_timezones() == set()


@pytest.mark.parametrize(("code", "name"), [("GB-SCT", "Scotland"), ("US-CA", "California"), ("EG-C", "Al Qāhirah")])
def test_a_region_is_a_subdivision_with_a_name(code: str, name: str) -> None:
    assert countries.is_region(code)
    assert countries.region_name(code) == name


@pytest.mark.parametrize("code", ["", "GB", "US-", "US-XX", "SCT", "XK-1", "\0"])
def test_nothing_else_is_a_region(code: str) -> None:
    assert not countries.is_region(code)
