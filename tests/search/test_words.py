import pytest

from greenroom.search import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crisis, line!", ["crisis", "line"]),
        ("Ligne d’écoute", ["ligne", "d", "ecoute"]),
        ("STRASSE Straße", ["strasse"]),
        ("ｆｕｌｌ width", ["full", "width"]),
        ("", []),
        ("?!", []),
        ("전화 상담", ["전화", "상담"]),
        ("a a A á", ["a"]),
        ("हिन्दी में", ["हिनदी", "में"]),
    ],
)
def test_words_are_compared_without_case_and_accents(text: str, expected: list[str]) -> None:
    assert words.words_of(text) == expected


@pytest.mark.parametrize(
    ("wanted", "word", "is_found"),
    [
        ("panic", "panic", True),
        ("pan", "panic", True),
        ("pa", "panic", False),
        ("panic", "pan", False),
        ("anic", "panic", False),
        ("相談", "電話相談窓口", True),
        ("상담", "자살예방상담전화", True),
    ],
)
def test_a_word_is_found_by_its_beginning_and_in_unspaced_scripts_anywhere(
    wanted: str, word: str, is_found: bool
) -> None:
    assert words.is_found_in(wanted, word) is is_found
