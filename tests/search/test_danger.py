import pytest

from greenroom.core import languages, words
from greenroom.search import danger, phrases
from greenroom.search.danger import ALONE, MEANT_OTHERWISE, Heard, sounds_like_danger
from greenroom.search.understanding import understand


def heard(text: str, *spoken: str) -> Heard:
    return danger.listen(words.tokens_of(text), spoken or ("en",))


@pytest.mark.parametrize(
    ("said", "meant_otherwise", "enough"),
    [((), False, ALONE), ((), True, MEANT_OTHERWISE)],
)
def test_how_worried_the_estimate_must_be_depends_on_the_words(
    said: tuple[str, ...], meant_otherwise: bool, enough: float
) -> None:
    assert sounds_like_danger(Heard(said, meant_otherwise), enough)
    assert not sounds_like_danger(Heard(said, meant_otherwise), enough - 0.01)


def test_a_phrase_of_the_list_needs_no_estimate() -> None:
    assert sounds_like_danger(Heard(("want to die",), False), 0.0)


def test_a_phrase_is_heard_as_it_is_meant() -> None:
    assert heard("I WANT to die") == Heard(("want to die",), False)
    assert heard("dying to see you, killer set") == Heard((), True)
    assert heard("tinnitus after shows") == Heard((), False)


def test_a_denial_counts_for_what_follows_it_closely_and_for_nothing_else() -> None:
    assert heard("i would never kill myself") == Heard((), True)
    assert heard("years ago it was better, now i want to die").said == ("want to die",)
    assert heard("i would never kill myself, they said. today i kill myself").said == ("kill myself",)


def test_a_phrase_of_another_language_is_not_heard() -> None:
    assert heard("quiero morir", "en") == Heard((), False)
    assert heard("quiero morir", "es", "en").said == ("quiero morir",)


@pytest.mark.parametrize("language", languages.OFFERED_CODES)
def test_every_language_has_phrases_idioms_and_denials(language: str) -> None:
    known = phrases.read(f"danger/{language}.json", danger.DangerFile)

    assert (len(known.danger) >= 20, len(known.harmless) >= 10, len(known.negation) >= 5) == (True, True, True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I want to die", "en"),
        ("quiero morir", "es"),
        ("je veux en finir avec la vie", "fr"),
        ("ich will nicht mehr leben", "de"),
        ("死にたい", "ja"),
        ("죽고 싶어요", "ko"),
        ("أريد أن أموت", "ar"),
        ("मैं मरना चाहता हूं", "hi"),
        ("nataka kufa", "sw"),
        ("i took something and now i am scared", "en"),
        ("my drummer keeps saying he wants to die", "en"),
        ("I took an overdose", "en"),
        ("my friend is not breathing", "en"),
        ("überdosis genommen", "de"),
        ("help me now", "en"),
        ("crisis line", "en"),
    ],
)
def test_danger_is_seen(text: str, language: str) -> None:
    assert understand(text, language).is_danger
    assert understand(text, "en").is_danger


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("killer set last night", "en"),
        ("dying to see you at the festival", "en"),
        ("is Suicidal Tendencies still touring", "en"),
        ("therapist berlin english free", "en"),
        ("how do I book a studio", "en"),
        ("me muero de risa", "es"),
        ("anwalt für musikvertrag", "de"),
        ("チケットの払い戻し", "ja"),
    ],
)
def test_what_is_no_danger_is_left_in_peace(text: str, language: str) -> None:
    assert not understand(text, language).is_danger
