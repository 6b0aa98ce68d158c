import pytest

from greenroom.core import languages, words
from greenroom.edition.reader.opening import Edition
from greenroom.search import danger, phrases, suggesting
from greenroom.search.suggesting import Suggestion, SuggestionKind, suggest


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("anx", "en", Suggestion(SuggestionKind.TOPIC, "anxiety", "Anxiety")),
        ("Ger", "en", Suggestion(SuggestionKind.COUNTRY, "DE", "Germany")),
        ("hollan", "en", Suggestion(SuggestionKind.COUNTRY, "NL", "Netherlands")),
        ("Alem", "es", Suggestion(SuggestionKind.COUNTRY, "DE", "Alemania")),
        ("samar", "en", Suggestion(SuggestionKind.ORGANIZATION, "gb-samaritans", "Samaritans")),
        ("いのち", "ja", Suggestion(SuggestionKind.ORGANIZATION, "jp-inochi-no-denwa", "いのちの電話")),
    ],
)
def test_a_beginning_becomes_topics_countries_and_services(
    shipped_edition: Edition, typed: str, language: str, expected: Suggestion
) -> None:
    assert expected in suggest(shipped_edition, typed, language)


@pytest.mark.parametrize("typed", ["", "a", " ", "?", "🙏", "x" * 300])
def test_too_little_or_nothing_known_suggests_nothing(shipped_edition: Edition, typed: str) -> None:
    assert suggest(shipped_edition, typed, "en") == ()


def test_at_most_four_of_a_kind_and_none_twice(shipped_edition: Edition) -> None:
    found = suggest(shipped_edition, "ma", "en")
    kinds = [suggestion.kind for suggestion in found]

    assert max(kinds.count(kind) for kind in SuggestionKind) <= suggesting.MOST_OF_A_KIND
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("language", languages.OFFERED_CODES)
def test_nothing_of_the_risk_lists_is_ever_suggested(shipped_edition: Edition, language: str) -> None:
    """Whatever is typed of a message or a phrase of the lists, letter by letter."""
    listed = phrases.read(f"danger/{language}.json", danger.DangerFile).danger
    messages = [one.text for one in (*phrases.messages(), *phrases.other_hands("messages")) if one.language == language]
    forbidden = [" ".join(words.tokens_of(text)) for text in listed]
    typed = {text[:length] for text in (*listed, *messages[::5]) for length in range(2, 8)}

    for beginning in sorted(typed):
        for suggestion in suggest(shipped_edition, beginning, language):
            said = f" {' '.join(words.tokens_of(suggestion.text))} "
            assert not any(f" {phrase} " in said for phrase in forbidden)
            assert suggestion.id not in {"suicide", "self_harm"}
