import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as product
from pytest_django import Settings

from greenroom.core import crisis_sentences, languages
from greenroom.core.crisis_sentences import Sentence, sentence

FOLDER = Path(product.DATA_DIR) / "crisis_sentences"
FILES = sorted(path.stem for path in FOLDER.glob("*.json"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")

Write = Callable[[str, str, dict[str, str]], None]


def shipped_sentences(language: str) -> dict[str, str]:
    sentences: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text())["sentences"]
    return sentences


@pytest.fixture
def write(settings: Settings, tmp_path: Path) -> Iterator[Write]:
    """Write a language's file into a folder that is read instead of the shipped one."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "crisis_sentences").mkdir()
    crisis_sentences._catalogue.cache_clear()

    def write_file(language: str, state: str, sentences: dict[str, str]) -> None:
        content = {"state": state, "reviewed_by": "", "sentences": sentences}
        (tmp_path / "crisis_sentences" / f"{language}.json").write_text(json.dumps(content))

    yield write_file
    crisis_sentences._catalogue.cache_clear()


def test_every_offered_language_has_a_file() -> None:
    assert sorted(languages.OFFERED_CODES) == FILES


@pytest.mark.parametrize("language", FILES)
def test_every_file_has_the_same_sentences_with_the_same_placeholders(language: str) -> None:
    placeholders = {key: sorted(PLACEHOLDER.findall(text)) for key, text in shipped_sentences(language).items()}

    assert placeholders == {key: sorted(PLACEHOLDER.findall(text)) for key, text in shipped_sentences("en").items()}
    assert [key for key, text in shipped_sentences(language).items() if not text.strip()] == []


@pytest.mark.parametrize("language", FILES)
def test_every_sentence_can_be_said(language: str) -> None:
    for key, text in shipped_sentences(language).items():
        values = {name: "112" for name in PLACEHOLDER.findall(text)}

        assert sentence(key, language, **values).text == PLACEHOLDER.sub("112", text)


def test_english_stands_alone() -> None:
    assert sentence("life_in_danger", "en") == Sentence("Life in danger", "en", None)


def test_arabic_has_its_sentence_with_the_english_beside_it() -> None:
    assert sentence("life_in_danger", "ar") == Sentence("خطر على الحياة", "ar", "Life in danger")


@pytest.mark.parametrize("language", [code for code in FILES if code != "en"])
def test_a_language_that_was_only_compared_has_the_english_beside_each_sentence(language: str) -> None:
    assert json.loads((FOLDER / f"{language}.json").read_text())["state"] == "compared"
    assert {key: sentence(key, language).english for key in shipped_sentences(language)} == shipped_sentences("en")


@pytest.mark.parametrize("language", ["da", "", "ar-EG", "AR"])
def test_a_language_without_a_file_gets_english_that_says_it_is_english(language: str) -> None:
    assert sentence("life_in_danger", language) == Sentence("Life in danger", "en", None)


@pytest.mark.parametrize("language", ["en", "ar", "de"])
def test_an_unknown_sentence_is_refused(language: str) -> None:
    with pytest.raises(KeyError, match="no_such_sentence"):
        sentence("no_such_sentence", language)


def test_a_reviewed_language_stands_alone(write: Write) -> None:
    write("en", "reviewed", {"call": "Call %(number)s."})
    write("de", "reviewed", {"call": "%(number)s anrufen."})

    assert sentence("call", "de", number="112") == Sentence("112 anrufen.", "de", None)


def test_the_english_beside_it_carries_the_same_values(write: Write) -> None:
    write("en", "reviewed", {"call": "Call %(number)s."})
    write("de", "compared", {"call": "%(number)s anrufen."})

    assert sentence("call", "de", number="112") == Sentence("112 anrufen.", "de", "Call 112.")


def test_a_sentence_that_a_language_lacks_is_said_in_english(write: Write) -> None:
    write("en", "reviewed", {"call": "Call %(number)s."})
    write("de", "compared", {})

    assert sentence("call", "de", number="112") == Sentence("Call 112.", "en", None)


@pytest.mark.parametrize("state", ["machine", "draft", ""])
def test_a_file_in_any_other_state_is_refused(write: Write, state: str) -> None:
    write("en", "reviewed", {"call": "Call."})
    write("de", state, {"call": "Anrufen."})

    with pytest.raises(ValueError, match="Invalid enum value"):
        sentence("call", "de")
