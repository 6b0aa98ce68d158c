"""The pages for other sites, and the script that brings them there."""

import re

import pytest
from django.test import Client

from greenroom.core import languages

pytestmark = pytest.mark.usefixtures("served")
LARGEST_SCRIPT_BYTES = 10_000
PAGES = ("/embed/en/", "/embed/ar/", "/embed/en/de/", "/embed/ja/so/", "/embed/zh/bv/")


@pytest.mark.parametrize(
    ("query", "accepted", "leads_to"),
    [
        ("", "ja,en;q=0.5", "/embed/ja/"),
        ("", "xx", "/embed/en/"),
        ("?country=de", "pt-BR", "/embed/pt/de/"),
        ("?country=DE&lang=uk", "en", "/embed/uk/de/"),
        ("?country=atlantis&lang=klingon", "sv", "/embed/sv/"),
    ],
)
def test_the_reader_is_led_to_their_language(client: Client, query: str, accepted: str, leads_to: str) -> None:
    response = client.get(f"/embed/{query}", headers={"Accept-Language": accepted})

    assert (response.status_code, response.headers["Location"]) == (302, leads_to)
    assert "Accept-Language" in response.headers["Vary"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", PAGES)
def test_any_site_may_frame_and_fetch_a_page(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"].split("; ")
    assert "X-Frame-Options" not in response.headers
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert client.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/en/now/de/", "/en/", "/en/card/", "/api/", "/en/kept/"])
def test_no_other_page_may_be_framed(client: Client, path: str) -> None:
    response = client.get(path)

    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"].split("; ")
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_style_or_script_of_its_own_and_no_form_but_the_country(client: Client, path: str) -> None:
    page = client.get(path).content.decode()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script", page) == []
    assert set(re.findall(r"<(?:input|select|textarea|button)[^>]*name=\"([^\"]+)\"", page)) <= {"country"}
    assert '<base target="_blank">' in page


def test_a_country_that_was_chosen_is_shown(client: Client) -> None:
    response = client.get("/embed/ja/?country=de")

    assert (response.status_code, response.headers["Location"]) == (302, "/embed/ja/de/")


def test_help_now_has_its_numbers(client: Client) -> None:
    page = client.get("/embed/en/gb/").content.decode()

    assert re.findall(r'class="number" href="(tel:\d+)"', page) == ["tel:999", "tel:112"]
    assert 'href="tel:116123"' in page
    assert 'href="/en/now/gb/"' in page


def test_a_country_without_a_line_says_so(client: Client) -> None:
    page = client.get("/embed/en/so/").content.decode()

    assert "We could not confirm a crisis line in this place." in page
    assert page.count('class="line"') == 3


@pytest.mark.parametrize("path", ["/embed/xx/", "/embed/en/xx/", "/embed/nothing"])
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("language", languages.OFFERED_CODES)
def test_a_page_speaks_the_language_of_its_address(client: Client, language: str) -> None:
    response = client.get(f"/embed/{language}/de/", headers={"Accept-Language": "en"})

    assert f'lang="{languages.offered()[language].tag}"' in response.content.decode()


def test_the_script_is_small_lasts_and_leaves_nothing(client: Client) -> None:
    response = client.get("/embed/help-now.js")
    script = response.content.decode()

    assert len(response.content) <= LARGEST_SCRIPT_BYTES
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"].startswith("public, max-age=3600")
    assert re.findall(r"cookie|localStorage|sessionStorage|indexedDB|sendBeacon|eval|innerHTML", script) == []
