import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from greenroom.search.spelling import Speller

KNOWN = ("therapist", "anxiety", "berlin", "panic", "grief", "депресія", "眠れない", "brief", "sleeping")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("therpist", "therapist"),
        ("tehrapist", "therapist"),
        ("terapist", "therapist"),
        ("anxeity", "anxiety"),
        ("berlinie", "berlin"),
        ("pannic", "panic"),
        ("депрессия", "депресія"),
        ("greif", "grief"),
        ("rief", None),
        ("bleeding", None),
        ("merapist", None),
        ("xyzzy", None),
        ("pan", None),
        ("12345", None),
        ("眠れた", None),
    ],
)
def test_the_nearest_known_word_is_meant(written: str, meant: str | None) -> None:
    assert Speller(KNOWN).nearest(written) == meant


@given(word=st.sampled_from(KNOWN[:5]), place=st.integers(0, 20), letter=st.sampled_from("abcdeiorst"))
def test_one_wrong_letter_after_the_first_is_never_too_many(word: str, place: int, letter: str) -> None:
    place = 1 + place % (len(word) - 1)
    written = word[:place] + letter + word[place + 1 :]

    meant = Speller(KNOWN).nearest(written)

    assert meant is not None
    assert OSA.distance(written, meant) <= 1
