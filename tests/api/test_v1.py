import json
from urllib.parse import quote

import pytest
from django.test import Client

from greenroom.core import languages
from greenroom.search import phrases
from greenroom.search.filters import Facet

pytestmark = pytest.mark.usefixtures("served")


def answer(client: Client, path: str, status: int = 200) -> dict[str, object]:
    response = client.get(path)
    assert response.status_code == status
    read: dict[str, object] = json.loads(response.content)
    return read


def test_find_says_what_it_understood_and_what_fits(client: Client) -> None:
    read = answer(client, "/api/v1/find?q=no+puedo+dormir+en+la+gira&lang=es")

    understanding = read["understanding"]
    assert [topic["id"] for topic in understanding["topics"]][:2] == ["sleep", "touring"]
    weights = [topic["weight"] for topic in understanding["topics"]]
    assert weights == sorted(weights, reverse=True)
    assert {key: understanding[key] for key in ("filters", "words", "danger", "language")} == {
        "filters": {},
        "words": [],
        "danger": False,
        "language": "es",
    }
    assert len(read["results"]) == min(20, read["total"])
    assert set(read["facets"]) == {facet.value for facet in Facet}


def test_find_reads_filters_in_lower_case_and_puts_the_country_first(client: Client) -> None:
    read = answer(client, "/api/v1/find?q=therpist+berlin+english")

    assert read["understanding"]["filters"] == {"country": "de", "language": "en", "kind": "therapy"}
    assert read["country"] == "DE"
    assert "DE" in read["results"][0]["countries"]


def test_the_same_question_finds_the_same_as_the_page(client: Client) -> None:
    query = f"q={quote('パニック発作')}&country=jp"
    found = answer(client, f"/api/v1/find?{query}&lang=ja")["results"]
    page = client.get(f"/ja/find/?{query}").content.decode()

    places = [page.index(f"/ja/r/{result['id']}/") for result in found]
    assert places == sorted(places)


def test_danger_is_said(client: Client) -> None:
    assert answer(client, "/api/v1/find?q=i+want+to+die")["understanding"]["danger"] is True


@pytest.mark.parametrize(
    ("query", "says"),
    [("lang=xx", "lang is one of"), ("country=zz", "country"), ("kind=joy", "kind"), ("page=two", "page")],
)
def test_a_mistake_is_said_as_a_problem(client: Client, query: str, says: str) -> None:
    response = client.get(f"/api/v1/find?q=panic&{query}")
    problem = json.loads(response.content)

    assert (response.status_code, response.headers["Content-Type"]) == (422, "application/problem+json")
    assert (problem["status"], says in problem["detail"]) == (422, True)


@pytest.mark.parametrize("q", ["", "???", "🙏", "%00", "%ED%A0%80", "a" * 900])
def test_words_without_meaning_are_no_mistake(client: Client, q: str) -> None:
    assert answer(client, f"/api/v1/find?q={q}")["total"] > 0


def test_suggestions(client: Client) -> None:
    read = answer(client, "/api/v1/suggest?q=ger&lang=en")

    assert {"kind": "country", "id": "DE", "text": "Germany"} in read["suggestions"]


def test_anybodys_page_may_ask_and_nothing_is_kept(client: Client) -> None:
    response = client.get("/api/v1/find?q=panic")

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert client.options("/api/v1/find").status_code == 204
    assert client.post("/api/v1/find").status_code == 405


@pytest.mark.parametrize("language", languages.OFFERED_CODES)
def test_topics_are_ids_of_the_phrase_file(client: Client, language: str) -> None:
    read = answer(client, f"/api/v1/find?q={quote(phrases.topic_words(language)['sleep'].name)}&lang={language}")

    topics = [topic["id"] for topic in read["understanding"]["topics"]]
    assert topics[0] == "sleep"
    assert set(topics) <= set(phrases.SEARCH_TOPICS)
