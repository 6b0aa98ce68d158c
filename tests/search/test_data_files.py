"""The files under data/search: complete in every language, and with values that mean something."""

import json
from pathlib import Path

import pytest

from greenroom.core import countries, languages, words
from greenroom.search import phrases, terms
from greenroom.search.filters import ROLES

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
each_language = pytest.mark.parametrize("language", languages.OFFERED_CODES)


@each_language
def test_every_topic_has_a_name_and_words_of_the_people(language: str) -> None:
    known = phrases.topic_words(language)

    assert set(known) == set(phrases.SEARCH_TOPICS)
    assert [topic for topic, said in known.items() if not said.name or len(said.words) < 10] == []


@each_language
def test_names_stand_for_values_that_exist(language: str) -> None:
    names = phrases.read(f"names/{language}.json", terms.NamesFile)

    assert set(names.roles) <= {role.value for role in ROLES}
    assert [code for code in names.countries if not countries.is_country(code)] == []
    assert [code for code in names.languages if not languages.is_known(code)] == []
    assert (len(names.kinds), len(names.channels), len(names.stop) >= 40) == (11, 7, True)


@each_language
def test_no_number_stands_for_a_kind_of_help(language: str) -> None:
    """A number belongs to a record, with its source."""
    names = phrases.read(f"names/{language}.json", terms.NamesFile)
    said = [text for group in names.kinds.values() for text in group]

    assert [text for text in said if text.replace(" ", "").replace("-", "").isdigit()] == []


@each_language
def test_a_word_is_never_both_a_topic_and_without_meaning(language: str) -> None:
    names = phrases.read(f"names/{language}.json", terms.NamesFile)
    empty = {" ".join(words.tokens_of(word)) for word in names.stop}
    said = {" ".join(words.tokens_of(word)) for known in phrases.topic_words(language).values() for word in known.words}

    assert len(said & empty) <= 3


def test_cities_are_of_countries_we_know() -> None:
    cities = phrases.read("cities.json", dict[str, str])

    assert {country for country in cities.values() if not countries.is_country(country)} == set()
    assert (cities["berlin"], cities["東 京"], cities["القاهره"]) == ("DE", "JP", "EG")
    assert not {"nice", "reading", "tours", "essen", "mobile"} & set(cities)


def test_the_golden_set_is_large_and_in_every_language() -> None:
    lines = {path.stem: path.read_text().splitlines() for path in GOLDEN.glob("*.jsonl")}
    queries = [json.loads(line) for of_language in lines.values() for line in of_language]

    assert set(lines) == set(languages.OFFERED_CODES)
    assert len(queries) >= 400
    assert {topic for query in queries for topic in query["topics"]} <= set(phrases.SEARCH_TOPICS)
