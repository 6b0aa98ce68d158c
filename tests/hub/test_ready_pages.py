"""Ready pages give back what Django says, for a minute and no longer."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.wsgi import get_wsgi_application
from pytest_django import Settings

from greenroom.edition.reader import live
from greenroom.hub import ready_pages
from greenroom.hub.ready_pages import Application, ReadyPages

# Django looks after its database connections around every request, also when a page needs none.
pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 4, 0, 10, tzinfo=UTC)
PATHS = [
    "/en/",
    "/ar/",
    "/en/now/",
    "/ar/now/",
    "/en/now/gb/",
    "/ar/now/eg/",
    "/en/now/so/",
    "/en/now/xx/",
    "/api/v1/now/gb",
    "/api/v1/now/gb?lang=ja",
    "/api/v1/now/GB",
    "/api/v1/now/xx",
    "/xx/now/gb/",
]

Said = tuple[str, list[tuple[str, str]], bytes]


def ask(application: Application, path: str, **environ: Any) -> Said:
    said: list[tuple[str, list[tuple[str, str]]]] = []
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.partition("?")[0],
        "QUERY_STRING": path.partition("?")[2],
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
        **environ,
    }
    body = b"".join(application(request, lambda status, headers, exc_info=None: said.append((status, headers))))
    status, headers = said[-1]
    return status, sorted(headers), body


@pytest.fixture
def django_says(served: None, settings: Settings) -> Application:
    return get_wsgi_application()


@pytest.mark.parametrize("coding", ["br", "gzip", "identity", "gzip, deflate, br", "gzip;q=1, br;q=0", ""])
@pytest.mark.parametrize("path", PATHS)
def test_a_ready_page_is_djangos_own_answer(django_says: Application, path: str, coding: str) -> None:
    ready = ReadyPages(django_says)
    with time_machine.travel(AT, tick=False):
        expected = ask(django_says, path, HTTP_ACCEPT_ENCODING=coding)
        made = ask(ready, path, HTTP_ACCEPT_ENCODING=coding)
        replayed = ask(ready, path, HTTP_ACCEPT_ENCODING=coding)

    assert made == expected
    assert replayed == expected


def test_a_page_is_replayed_for_a_minute_and_then_made_anew(
    django_says: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready, asked = ReadyPages(counting(django_says)), COUNT
    clock = [1000.0]
    monkeypatch.setattr(ready_pages.time, "monotonic", lambda: clock[0])
    asked.clear()

    for clock[0] in (1000.0, 1030.0, 1059.9, 1060.0, 1061.0):
        ask(ready, "/en/now/gb/")

    assert len(asked) == 2


def test_a_country_in_capital_letters_is_the_same_ready_answer(django_says: Application) -> None:
    ready = ReadyPages(counting(django_says))
    COUNT.clear()

    assert ask(ready, "/api/v1/now/GB") == ask(ready, "/api/v1/now/gb")
    assert len(COUNT) == 1


def test_a_new_edition_is_visible_at_once(django_says: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = ReadyPages(counting(django_says))
    COUNT.clear()
    ask(ready, "/en/now/gb/")
    ask(ready, "/en/now/gb/")
    assert len(COUNT) == 1

    number = live.current().number
    monkeypatch.setattr(ready_pages, "_edition_number", lambda: number + 1)
    ask(ready, "/en/now/gb/")

    assert len(COUNT) == 2


@pytest.mark.parametrize(
    "environ",
    [
        {"QUERY_STRING": "country=gb"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"HTTP_HOST": "evil.example.org"},
        {"HTTP_HOST": "testserver:abc"},
    ],
)
def test_anything_else_is_left_to_django(django_says: Application, environ: dict[str, str]) -> None:
    ready = ReadyPages(counting(django_says))
    COUNT.clear()

    ask(ready, "/en/now/", **environ)
    ask(ready, "/en/now/", **environ)

    assert len(COUNT) == 2


@pytest.mark.parametrize("spelling", ["{}", "W/{}", '"other", {}', "*"])
def test_a_page_that_the_reader_holds_is_not_sent_again(django_says: Application, spelling: str) -> None:
    ready = ReadyPages(django_says)
    with time_machine.travel(AT, tick=False):
        etag = dict(ask(ready, "/en/now/gb/")[1])["ETag"]
        status, _headers, body = ask(ready, "/en/now/gb/", HTTP_IF_NONE_MATCH=spelling.format(etag))

    assert (status, body) == ("304 Not Modified", b"")


def test_a_failure_is_never_kept(django_says: Application) -> None:
    ready = ReadyPages(counting(django_says))
    COUNT.clear()

    ask(ready, "/en/now/xx/")
    ask(ready, "/en/now/xx/")

    assert len(COUNT) == 2


def test_what_one_reader_asked_with_never_reaches_another(django_says: Application) -> None:
    seen: list[dict[str, Any]] = []

    def watching(environ: dict[str, Any], start_response: Any) -> Any:
        seen.append(environ)
        return django_says(environ, start_response)

    ask(ReadyPages(watching), "/en/now/gb/", HTTP_COOKIE="sessionid=abc", HTTP_IF_NONE_MATCH='"x"')

    assert [name for name in ("HTTP_COOKIE", "HTTP_IF_NONE_MATCH") if name in seen[0]] == []


COUNT: list[str] = []


def counting(application: Application) -> Application:
    def counted(environ: dict[str, Any], start_response: Any) -> Any:
        COUNT.append(environ["PATH_INFO"])
        return application(environ, start_response)

    return counted
