import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from greenroom.core import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crisis, line!", ["crisis", "line"]),
        ("can't sleep", ["cant", "sleep"]),
        ("l’angoisse", ["l", "angoisse"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("ｆｕｌｌ width", ["full", "width"]),
        ("İstanbul ISPARTA Iğdır", ["istanbul", "isparta", "igdir"]),
        ("Łódź Ærø", ["lodz", "aero"]),
        ("здоров'я", ["здоровя"]),
        ("أزمة نفسيّة ٩٩٩", ["ازمه", "نفسيه", "999"]),
        ("ڪمک", ["ڪمك"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("パニック ﾊﾟﾆｯｸ", ["ぱにっく", "ぱにっく"]),
        ("ガン かん", ["がん", "かん"]),
        ("전화 상담", ["전화", "상담"]),
        ("DJが眠れない", ["dj", "が眠れない"]),
        ("", []),
        ("?! 🙏", []),
    ],
)
def test_words_are_compared_without_case_accents_and_second_forms(text: str, expected: list[str]) -> None:
    assert words.runs_of(text) == expected


def test_a_script_without_spaces_is_read_letter_by_letter_and_found_by_pairs() -> None:
    assert words.tokens_of("DJ 眠れない") == ["dj", "眠", "れ", "な", "い"]
    assert words.index_tokens("DJ 眠れない 夜") == ["dj", "眠れ", "れな", "ない", "夜"]


@given(text=st.text())
@example(text="𝓐")
@settings(deadline=None)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert words.fold(words.fold(text)) == words.fold(text)


@given(text=st.text(max_size=60))
def test_case_and_composition_make_no_difference(text: str) -> None:
    assert words.tokens_of(unicodedata.normalize("NFD", text)) == words.tokens_of(unicodedata.normalize("NFC", text))
