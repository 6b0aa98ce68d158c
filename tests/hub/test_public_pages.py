"""The public pages from outside, over HTTP, with the real records."""

import re
import subprocess
import sys
from pathlib import Path

import brotli
import pytest

from greenroom.core import countries
from greenroom.directory import dialling
from greenroom.directory.choices import Channel
from greenroom.edition.reader.opening import Edition
from tests.public_paths import NO_SUCH_PLACE, PATHS
from tests.service import ROOT, SITE, Answer, Service

LANGUAGES = ("en", "ar")
PAGES = [f"/{language}/{path}" for language in LANGUAGES for path in (*PATHS, NO_SUCH_PLACE)]
CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)")
LOADED = re.compile(
    r'<(?:script|img|iframe|source)[^>]+src="([^"]+)"|<link[^>]+rel="(?:stylesheet|icon)"[^>]+href="([^"]+)"'
)
GUIDE_LINK = r"/{language}/guide/(?:tools|read)/[a-z0-9-]+/"
LIMIT_BYTES = 40 * 1024
HELP_NOW_LIMIT_BYTES = 14 * 1024
GUIDE_LIMIT_BYTES = 30 * 1000


def loaded_addresses(answer: Answer) -> list[str]:
    text = brotli.decompress(answer.body).decode() if answer.headers.get("content-encoding") == "br" else answer.text
    return [script or link for script, link in LOADED.findall(text)]


def transferred_bytes(service: Service, path: str) -> int:
    """The page, its style sheet and its script, as they travel. The icon is not needed to read the page."""
    answer = service.get(path, Accept_Encoding="br")
    parts = [address for address in loaded_addresses(answer) if not address.endswith(".svg")]
    return len(answer.body) + sum(len(service.get(part, Accept_Encoding="br").body) for part in parts)


def test_the_united_kingdom_has_its_numbers_as_dial_links(service: Service) -> None:
    text = service.get("/en/now/gb/").text

    assert 'href="tel:999"' in text
    assert 'href="tel:116123"' in text


def test_an_arabic_page_runs_from_right_to_left(service: Service) -> None:
    assert '<html lang="ar" dir="rtl"' in service.get("/ar/now/eg/").text


def test_a_country_without_a_line_says_so_and_gives_its_emergency_numbers(
    service: Service, shipped_edition: Edition
) -> None:
    text = service.get("/en/now/so/").text

    emergency = shipped_edition.resources["so-emergency"]
    assert "We could not confirm a crisis line in this place." in text
    assert [contact.dial for contact in emergency.contacts if f'href="tel:{contact.dial}"' not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_a_page_and_never_another_countrys_number(
    service: Service, shipped_edition: Edition, language: str
) -> None:
    wrong = []
    for country in countries.codes():
        answer = service.get(f"/{language}/now/{country.lower()}/")
        own = [*shipped_edition.in_country(country), *shipped_edition.worldwide]
        allowed = {
            dialling.tel_link(contact.dial)
            for resource in own
            for contact in resource.contacts
            if contact.channel is Channel.PHONE and (not contact.countries or country in contact.countries)
        }
        shown = set(re.findall(r'href="(tel:[^"]+)"', answer.text))
        if answer.status != 200 or shown - allowed or countries.name(country, language) not in unescaped(answer.text):
            wrong.append((country, answer.status, shown - allowed))

    assert wrong == []


def unescaped(text: str) -> str:
    return text.replace("&#x27;", "'").replace("&amp;", "&")


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/en/now/xx/", "en"),
        ("/ar/now/xx/", "ar"),
        ("/en/now/gbr/", "en"),
        ("/xx/now/gb/", "ar"),
        ("/en/r/no-such-record/", "en"),
        ("/en/nothing/here/", "en"),
        ("/en/now/GB/", "en"),
    ],
)
def test_an_unknown_address_is_answered_in_a_language_with_the_way_to_help(
    service: Service, path: str, language: str
) -> None:
    answer = service.get(path, Accept_Language="ar;q=0.9, da")

    assert answer.status == 404
    assert f'<html lang="{language}"' in answer.text
    assert f'href="/{language}/now/"' in answer.text


@pytest.mark.parametrize(
    ("wish", "home"),
    [("ar", "/ar/"), ("da, ar;q=0.5", "/ar/"), ("ja", "/ja/"), ("zh-TW", "/zh/"), ("", "/en/"), ("ar;q=0", "/en/")],
)
def test_the_front_door_negotiates_the_language(service: Service, wish: str, home: str) -> None:
    answer = service.get("/", Accept_Language=wish)

    assert (answer.status, answer.headers["location"]) == (302, home)
    assert answer.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize("path", PAGES)
def test_no_public_page_leaves_a_trail(service: Service, path: str) -> None:
    answer = service.get(path, Cookie="sessionid=abc; csrftoken=def")

    assert "set-cookie" not in answer.headers
    assert "cookie" not in answer.headers.get("vary", "").lower()
    assert set(answer.headers["content-security-policy"].split("; ")) == CSP
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert [address for address in loaded_addresses(answer) if not address.startswith("/static/")] == []
    assert INLINE.findall(answer.text) == []


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_light(service: Service, path: str) -> None:
    assert transferred_bytes(service, path) <= LIMIT_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_now_page_fits_into_fourteen_kilobytes(service: Service, language: str) -> None:
    heavy = {
        country: size
        for country in countries.codes()
        if (size := transferred_bytes(service, f"/{language}/now/{country.lower()}/")) > HELP_NOW_LIMIT_BYTES
    }

    assert heavy == {}


@pytest.mark.parametrize("language", ["en", "ar", "ja", "hi"])
def test_every_page_of_the_guide_is_light_with_its_tool(service: Service, language: str) -> None:
    paths = set(re.findall(GUIDE_LINK.format(language=language), service.get(f"/{language}/sitemap.xml").text))

    assert len(paths) == 80
    assert {path: size for path in paths if (size := transferred_bytes(service, path)) > GUIDE_LIMIT_BYTES} == {}


def test_a_page_that_has_not_changed_is_not_sent_again(service: Service) -> None:
    first = service.get("/en/now/gb/")
    again = service.get("/en/now/gb/", If_None_Match=first.headers["etag"])

    if again.status == 200:  # the minute has passed in between
        again = service.get("/en/now/gb/", If_None_Match=again.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_pages_may_be_kept_by_caches_but_searches_may_not(service: Service) -> None:
    assert service.get("/en/now/gb/").headers["cache-control"].startswith("public, max-age=60")
    assert service.get("/en/now/?country=atlantis").headers["cache-control"] == "no-store"


def test_a_typed_country_leads_to_its_page(service: Service) -> None:
    answer = service.get("/en/now/?country=united+kingdom")

    assert (answer.status, answer.headers["location"]) == (302, "/en/now/gb/")


def test_the_chosen_country_travels_along(service: Service) -> None:
    text = service.get("/en/r/gb-samaritans/?country=ie").text

    assert 'href="/en/now/ie/"' in text
    assert 'href="/en/r/gb-samaritans/?country=gb"' in service.get("/en/now/gb/").text
    assert f'<link rel="canonical" href="{SITE}/en/r/gb-samaritans/">' in text
    assert 'href="/ar/r/gb-samaritans/?country=ie"' in text


@pytest.mark.parametrize("path", ["//evil.example.org/en/", "/en/now/%00/", "/en/now/?country=%00"])
def test_no_page_repeats_what_an_address_smuggles_in(service: Service, path: str) -> None:
    answer = service.get(path)

    assert b"\x00" not in answer.body
    assert b"evil.example.org" not in answer.body


def test_a_page_about_abuse_has_a_neutral_title_and_the_exit(service: Service) -> None:
    abuse, other = service.get("/en/r/us-ndvh/").text, service.get("/en/r/gb-samaritans/").text

    assert "<title>Details of a service</title>" in abuse
    assert abuse.count("data-exit") == 2
    assert other.count("data-exit") == 0


def test_production_settings_pass_djangos_deployment_check() -> None:
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "SECRET_KEY": "long-and-random-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHI",
        "ALLOWED_HOSTS": "help.example.org",
        "SITE_URL": "https://help.example.org",
        "PATH": "/usr/bin",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert (result.returncode, result.stderr) == (0, "")


def test_production_sends_browsers_to_https_and_keeps_them_there(shipped: Path) -> None:
    program = (
        "import django; django.setup();"
        "from django.test import Client;"
        "plain = Client(headers={'host': 'help.example.org'}).get('/en/');"
        "safe = Client(headers={'host': 'help.example.org', 'x-forwarded-proto': 'https'}).get('/healthz');"
        "print(plain.status_code, plain.headers['Location'], safe.headers['Strict-Transport-Security']);"
        "print(Client(headers={'host': 'evil.example.org'}).get('/en/').status_code)"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "SECRET_KEY": "long-and-random-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHI",
        "ALLOWED_HOSTS": "help.example.org",
        "SITE_URL": "https://help.example.org",
        "PATH": "/usr/bin",
        "GREENROOM_VAR": str(shipped),
    }

    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert result.stdout == "301 https://help.example.org/en/ max-age=63072000; includeSubDomains; preload\n400\n"
