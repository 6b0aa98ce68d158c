import pytest

from greenroom.search.places import country_named


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("UK", "en", "GB"),
        ("Holland", "en", "NL"),
        ("usa", "ja", "US"),
        ("Deutschland", "en", "DE"),
        ("ألمانيا", "en", "DE"),
        ("Berlin", "ar", "DE"),
        ("東京", "en", "JP"),
        ("São Paulo", "pt", "BR"),
        ("fr", "en", "FR"),
        ("Georgia", "en", "GE"),
        ("Åland", "sv", "AX"),
        ("Congo", "en", None),
        ("Congo", "es", None),
        ("Kongo", "en", None),
        ("コンゴ", "ja", None),
        ("コンゴ共和国(ブラザビル)", "ja", "CG"),
        ("Austrla", "en", None),
        ("sleep", "en", None),
        ("", "en", None),
        ("🙏", "en", None),
    ],
)
def test_a_place_is_known_by_any_of_its_names_and_nothing_is_guessed(
    text: str, language: str, country: str | None
) -> None:
    assert country_named(text, language) == country
