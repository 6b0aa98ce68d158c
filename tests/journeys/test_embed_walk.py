"""The widget on another site's page, under rules that allow nothing but it."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.house.sources import ROOT
from tests.journeys.conftest import PHONE
from tests.service import Service

pytestmark = pytest.mark.browser
HOST_PAGE = (ROOT / "docs" / "embed-host.html").read_text(encoding="utf-8")
LINE_ATTRIBUTE = ' data-country="de"'
OpenHost = Callable[..., Page]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing: the test's output is the test's."""


@pytest.fixture
def open_host(browser: Browser, service: Service, tmp_path: Path) -> Iterator[OpenHost]:
    """Open the host page of the docs, served from a site of its own; `changed`: what is different on it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    contexts = []

    def opened(changed: dict[str, str] | None = None, **wishes: Any) -> Page:
        page_text = HOST_PAGE.replace("http://127.0.0.1:8000", service.address)
        for old, new in (changed or {}).items():
            assert old in page_text
            page_text = page_text.replace(old, new)
        (tmp_path / "host.html").write_text(page_text, encoding="utf-8")
        context = browser.new_context(viewport=PHONE, **wishes)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined] # what the browser's console says
        page.on("console", lambda message: page.complaints.append(message.text))  # type: ignore[attr-defined]
        page.goto(f"http://127.0.0.1:{server.server_port}/host.html")
        return page

    yield opened
    for context in contexts:
        context.close()
    server.shutdown()
    server.server_close()


def test_a_chosen_country_shows_its_numbers(open_host: OpenHost) -> None:
    page = open_host(locale="en")

    page.locator("section .number").first.wait_for()
    assert page.locator("section .number").first.get_attribute("href") == "tel:112"
    assert page.locator("section").get_attribute("aria-label") == "Help now"
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_country_that_was_not_chosen_is_asked_in_the_readers_language(open_host: OpenHost) -> None:
    page = open_host({LINE_ATTRIBUTE: ""}, locale="ar-EG")

    page.locator("section select").select_option("eg")
    page.locator("section button").click()
    page.locator("section .number").first.wait_for()

    section = page.locator("section")
    assert (section.get_attribute("lang"), section.get_attribute("dir")) == ("ar", "rtl")
    assert section.evaluate("box => box.getRootNode().activeElement === box")
    assert page.complaints == []  # type: ignore[attr-defined]


def test_another_place_can_be_chosen_inside(open_host: OpenHost) -> None:
    page = open_host(locale="en")

    page.locator("section [data-inside]").click()
    page.locator("section select").wait_for()

    assert page.url.endswith("/host.html")


def test_the_hosts_colours_are_taken(open_host: OpenHost) -> None:
    page = open_host(
        {"default-src 'none';": "default-src 'none'; style-src 'unsafe-inline';",
         "<title>": "<style>:root{--greenroom-paper:rgb(1,2,3);--greenroom-danger:rgb(200,100,50)}</style><title>"},
        locale="en",
    )  # fmt: skip

    page.locator("section .number").first.wait_for()
    colour = "(box, name) => getComputedStyle(box)[name]"
    assert page.locator("section").evaluate(colour, "backgroundColor") == "rgb(1, 2, 3)"
    assert page.locator("section .number").first.evaluate(colour, "color") == "rgb(200, 100, 50)"


def test_without_scripts_the_frame_shows_the_same(open_host: OpenHost) -> None:
    page = open_host(java_script_enabled=False, locale="en")

    assert page.frame_locator("iframe").locator(".number").first.get_attribute("href") == "tel:112"


def test_where_trusted_types_are_demanded_the_frame_or_the_named_policy_shows_it(open_host: OpenHost) -> None:
    demand = "require-trusted-types-for 'script'; trusted-types"
    framed = open_host({"default-src 'none';": f"default-src 'none'; {demand} 'none';"}, locale="en")
    named = open_host({"default-src 'none';": f"default-src 'none'; {demand} greenroom;"}, locale="en")

    assert framed.frame_locator("iframe").locator(".number").first.get_attribute("href") == "tel:112"
    named.locator("section .number").first.wait_for()
    assert named.locator("section > .number, section .numbers .number").count() >= 2


def test_where_nothing_may_be_fetched_or_framed_a_link_stays(open_host: OpenHost, service: Service) -> None:
    page = open_host({"connect-src": "x-src", "frame-src": "y-src"}, locale="en")

    page.locator("section a").wait_for()
    assert page.locator("section a").get_attribute("href") == f"{service.address}/embed/?country=de"


def test_with_the_service_gone_a_link_stays(open_host: OpenHost, service: Service) -> None:
    page = open_host(locale="en")
    page.locator("section .number").first.wait_for()
    page.route("**/embed/?country=de", lambda route: route.abort())
    page.reload()

    page.locator("section iframe").wait_for()
    assert page.locator("section a").get_attribute("href") == f"{service.address}/embed/?country=de"


def test_no_trail_is_left_on_the_host(open_host: OpenHost, service: Service) -> None:
    page = open_host(locale="en")
    page.locator("section .number").first.wait_for()

    kept = page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")
    assert kept == ["", 0, 0]
    assert page.context.cookies() == []
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_widget_is_accessible(open_host: OpenHost, locale: str, scheme: str) -> None:
    script = {"script-src": "script-src 'unsafe-eval' 'unsafe-inline'"}
    page = open_host(script, locale=locale, color_scheme=scheme)
    page.locator("section .number").first.wait_for()

    violations = Axe().run(page, context={"include": [["div"]]}).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
