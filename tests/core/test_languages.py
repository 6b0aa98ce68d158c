import pytest
from django.utils import translation

from greenroom.core import languages
from greenroom.core.languages import Language, language_name, negotiate


def test_the_offered_languages_are_named_in_their_own_words() -> None:
    assert {code: language.autonym for code, language in languages.offered().items()} == {
        "en": "English",
        "es": "Español",
        "fr": "Français",
        "de": "Deutsch",
        "pt": "Português",
        "it": "Italiano",
        "nl": "Nederlands",
        "pl": "Polski",
        "sv": "Svenska",
        "tr": "Türkçe",
        "ar": "العربية",
        "hi": "हिन्दी",
        "ja": "日本語",
        "ko": "한국어",
        "zh": "中文",
        "id": "Indonesia",
        "sw": "Kiswahili",
        "uk": "Українська",
    }


def test_only_arabic_runs_from_right_to_left() -> None:
    assert [code for code, language in languages.offered().items() if language.direction == "rtl"] == ["ar"]


def test_chinese_pages_say_in_which_script_they_are_and_gettext_and_babel_know_it() -> None:
    assert languages.offered()["zh"] == Language("zh", "zh-Hans", "中文", is_right_to_left=False)
    with translation.override("zh-hans"):
        assert languages.current_code() == "zh"


def test_the_default_is_offered() -> None:
    assert languages.DEFAULT_CODE in languages.offered()


@pytest.mark.parametrize("code", ["", "EN", "da", "en-GB", "static", "\0"])
def test_nothing_else_is_offered(code: str) -> None:
    assert languages.get(code) is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ar", "ar"),
        ("AR", "ar"),
        ("ar-EG,en;q=0.9", "ar"),
        ("da,fi;q=0.9,ar;q=0.1", "ar"),
        ("en;q=0.5,ar", "ar"),
        ("ar;q=0.4,en;q=0.5", "en"),
        ("ar; q=0.9, en; q=0.8", "ar"),
        ("en;q=0.8,ar;q=0.8", "en"),
        ("ar;q=0.8,en;q=0.8", "ar"),
        ("*;q=0.5,ar;q=0.1", "ar"),
    ],
)
def test_the_language_most_wished_for_is_taken(header: str, expected: str) -> None:
    assert negotiate(header) == expected


@pytest.mark.parametrize("header", ["ar;q=0", "ar;q=0.000", "ar;q=0,da", "ar;q=0,en;q=0.1"])
def test_a_language_with_weight_zero_is_not_taken(header: str) -> None:
    assert negotiate(header) == "en"


@pytest.mark.parametrize("header", ["", " ", "*", "da", "arabic", "ar_EG", ",", ";", ";;;,,,", "q=1", "\xff\xfe", "\0"])
def test_no_known_wish_gets_the_default(header: str) -> None:
    assert negotiate(header) == "en"


@pytest.mark.parametrize("header", ["ar;q=", "ar;q=abc", "ar;q=2", "ar;q=-1", "ar;q=nan", "ar;q=inf", "ar;q=1;q=1"])
def test_a_malformed_wish_is_no_wish(header: str) -> None:
    assert negotiate(header) == "en"
    assert negotiate(f"{header},da,ar;q=0.1") == "ar"


def test_a_very_long_header_is_read_from_its_start_only() -> None:
    assert negotiate("ar," + "da," * 1_000_000) == "ar"
    assert negotiate("da," * 1_000_000 + "ar") == "en"


def test_only_the_given_codes_are_taken() -> None:
    assert negotiate("ar,fr;q=0.5", ["en", "fr"]) == "fr"
    assert negotiate("ar", []) == "en"


@pytest.mark.parametrize("header", ["ar ;q=1", "en;Q=0.1,ar;Q=0.5"])
def test_spaces_and_capitals_that_the_standard_allows_are_read(header: str) -> None:
    assert negotiate(header) == "ar"


@pytest.mark.parametrize(
    ("tag", "in_english", "in_arabic"),
    [
        ("en", "English", "الإنجليزية"),
        ("ar", "Arabic", "العربية"),
        ("EN", "English", "الإنجليزية"),
        ("pt-BR", "Portuguese (Brazil)", "البرتغالية (البرازيل)"),
        ("zh-Hant", "Chinese (Traditional)", "الصينية (التقليدية)"),
        ("ckb", "Central Kurdish", "السورانية الكردية"),
        ("haw", "Hawaiian", "لغة هاواي"),
    ],
)
def test_a_language_is_named_in_the_readers_language(tag: str, in_english: str, in_arabic: str) -> None:
    assert (language_name(tag, "en"), language_name(tag, "ar")) == (in_english, in_arabic)


@pytest.mark.parametrize("tag", ["", "-", "xx", "qqq", "bfi", "i-klingon", "sgn-US", "\0", "x" * 5_000])
def test_a_language_without_a_name_is_its_tag(tag: str) -> None:
    assert (language_name(tag, "en"), language_name(tag, "ar")) == (tag, tag)


def test_a_language_that_has_a_name_in_english_only_is_its_tag_elsewhere() -> None:
    assert language_name("ase", "en") == "American Sign Language"
    assert language_name("ase", "ar") == "ase"


@pytest.mark.parametrize(("tag", "other_language"), [("und", "English"), ("cnr", "Serbian"), ("tl", "Filipino")])
def test_a_language_is_not_called_by_the_name_of_another(tag: str, other_language: str) -> None:
    assert other_language not in language_name(tag, "en")


@pytest.mark.parametrize(("tag", "expected"), [("zh-TW", "zh"), ("EN-gb", "en"), ("ar", "ar"), ("", ""), ("-", "")])
def test_the_primary_subtag_is_the_language_alone(tag: str, expected: str) -> None:
    assert languages.primary_subtag(tag) == expected
