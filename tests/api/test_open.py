"""What every open address promises: read by anybody, kept by nobody but as it says, nothing left behind."""

import json
import re
import urllib.request
from datetime import datetime

import pytest
from django.test import Client

from greenroom.core import countries
from greenroom.edition.reader.opening import Edition
from greenroom.hub.help_now import help_now
from tests.service import Service

pytestmark = pytest.mark.usefixtures("served")
KEPT = ("/api/v1/now/jp", "/api/v1/now/jp?lang=ja", "/api/v1/resources/gb-samaritans?country=gb", "/api/v1/editions",
        "/api/v1/openapi.json", "/api/hsds/3/openapi.json")  # fmt: skip
SEARCHED = ("/api/v1/find?q=panic", "/api/v1/suggest?q=ger", "/api/v1/now/gb?q=words")


@pytest.mark.parametrize("path", KEPT)
def test_an_answer_can_be_kept_and_asked_after(client: Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"].startswith("public, ")
    assert (again.status_code, again.content) == (304, b"")
    for name in ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Content-Language", "Cache-Control"):
        assert again.headers[name] == first.headers[name]


def test_an_answer_says_which_language_it_is_in_whatever_the_browser_wishes(client: Client) -> None:
    japanese = {"Accept-Language": "ja"}

    assert client.get("/api/v1/now/gb?lang=ar", headers=japanese).headers["Content-Language"] == "ar"
    assert client.get("/api/v1/find?q=panic&lang=es", headers=japanese).headers["Content-Language"] == "es"
    assert client.get("/api/v1/editions", headers=japanese).headers["Content-Language"] == "en"


def test_a_script_may_ask_whether_its_copy_is_still_the_same(client: Client) -> None:
    response = client.options("/api/v1/now/gb")

    assert (response.status_code, response.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert response.headers["Access-Control-Allow-Headers"] == "*"


@pytest.mark.parametrize("path", SEARCHED)
def test_a_search_is_kept_by_nobody(client: Client, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize("path", [*KEPT, *SEARCHED, "/api/v1/now/xx", "/api/v1/nothing", "/api/hsds/3/nothing"])
def test_anybodys_page_may_ask_and_no_cookie_is_set(client: Client, path: str) -> None:
    response = client.get(path, headers={"Cookie": "sessionid=abc"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/nothing/at/all", "/api/hsds/3/nothing", "/api/v1/now/xx"])
def test_what_is_not_there_is_a_problem(client: Client, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert json.loads(response.content)["status"] == 404


@pytest.mark.parametrize("base", ["/api/v1/now/gb", "/api/hsds/3/services"])
def test_what_the_door_refuses_is_a_problem_in_english(client: Client, base: str) -> None:
    written = client.post(base, headers={"Accept-Language": "ja"})
    long = client.get(f"{base}?q={'a' * 9000}", headers={"Accept-Language": "ja"})

    assert [json.loads(one.content)["status"] for one in (written, long)] == [405, 414]
    assert json.loads(written.content)["detail"].startswith("This page can only be read")
    assert written.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_every_country_answers_as_its_page_does(client: Client, shipped_edition: Edition, language: str) -> None:
    for country in countries.codes():
        answer = json.loads(client.get(f"/api/v1/now/{country.lower()}?lang={language}").content)
        page = help_now(shipped_edition, country, language, datetime.fromisoformat(answer["as_of"]))

        assert (answer["country"], answer["has_emergency_number"]) == (country, bool(page.emergency))
        assert answer["has_line"] == bool(page.first_lines)
        assert [one["id"] for one in answer["lines"]] == [card.slug for card in (*page.first_lines, *page.more_lines)]
        assert [one["id"] for one in answer["emergency"]] == [card.slug for card in page.emergency]
        assert answer["say_first"]
        local = [one for group in ("emergency", "lines", "special_lines", "music") for one in answer[group]]
        assert [one["id"] for one in local if country not in one["countries"]] == []


def test_a_country_without_a_line_says_so(client: Client) -> None:
    answer = json.loads(client.get("/api/v1/now/so").content)

    assert answer["has_line"] is False
    assert "We could not confirm a crisis line" in answer["say_first"][-1]["text"]
    assert answer["worldwide"]


def test_a_resource_shows_the_contacts_that_work_in_a_country(client: Client) -> None:
    everywhere = json.loads(client.get("/api/v1/resources/ie-minding-creative-minds").content)["resource"]
    there = json.loads(client.get("/api/v1/resources/ie-minding-creative-minds?country=GB").content)["resource"]

    assert len(there["contacts"]) < len(everywhere["contacts"])


def test_the_page_speaks_the_readers_language_and_lists_every_operation(client: Client) -> None:
    response = client.get("/api/", headers={"Accept-Language": "ar"})
    page = response.content.decode()

    assert '<html lang="ar" dir="rtl"' in page
    assert "Accept-Language" in response.headers["Vary"]
    described = json.loads(client.get("/api/v1/openapi.json").content)["paths"]
    assert re.findall(r"<h3><code>([^<]+)</code></h3>", page) == list(described)
    assert "<dd></dd>" not in page
    assert [operation["get"]["operationId"] for operation in described.values()][:2] == ["now", "find"]


def test_the_examples_of_the_page_answer(client: Client) -> None:
    page = client.get("/api/").content.decode()

    examples = re.findall(r'<a class="way" href="(/api/[^"]+)"', page)
    assert len(examples) >= 8
    assert [path for path in examples if client.get(path.replace("&amp;", "&")).status_code != 200] == []


def test_without_an_edition_an_api_says_so(client: Client, settings: object, tmp_path: object) -> None:
    settings.EDITION_DIR = tmp_path  # type: ignore[attr-defined] # pytest-django's settings

    for path in ("/api/v1/now/gb", "/api/v1/editions", "/api/hsds/3/services"):
        response = client.get(path)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "60")


def test_head_has_the_headers_of_get_and_no_body(service: Service) -> None:
    request = urllib.request.Request(f"{service.address}/api/v1/now/gb", method="HEAD")
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as response:
        assert (response.status, response.read()) == (200, b"")
