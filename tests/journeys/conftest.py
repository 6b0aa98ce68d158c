"""A real browser for walks through the pages, started once for each test module.

Not once for all tests: while Playwright is running, Django takes the thread for an asynchronous one and refuses it the
database, so a browser left open would break tests that have nothing to do with it.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.service import Service, running_service

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
EXIT = "https://www.wikipedia.org/"

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is missing: install it with `make system` (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, service: Service) -> Iterator[OpenPage]:
    """Open an address of the service in a window of its own; keywords are Playwright's for a new context.

    Nothing leaves this machine: "Leave this site" leads to an empty page, any other foreign address to none.
    """
    contexts = []

    def opened(path: str, locale: str = "en", **wishes: Any) -> Page:
        wishes.setdefault("viewport", PHONE)
        context = browser.new_context(base_url=service.address, locale=locale, **wishes)
        contexts.append(context)
        keep_on_this_machine(context, service)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def findings(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds: each rule with the places that break it."""
    violations = Axe().run(page).response["violations"]
    return [(rule["id"], [place for node in rule["nodes"] for place in node["target"]]) for rule in violations]


def keep_on_this_machine(context: BrowserContext, service: Service) -> None:
    context.route(lambda url: not url.startswith(service.address), lambda route: route.abort())
    context.route(EXIT, lambda route: route.fulfill(content_type="text/html", body="<title>Elsewhere</title>"))


class Server:
    """A service of this test's own that can be stopped."""

    def __init__(self, var: Path) -> None:
        self._stack = ExitStack()
        self.service: Service = self._stack.enter_context(running_service(var))

    def stop(self) -> None:
        self._stack.close()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Take connections and answer none, as a network that is there and yet is not."""
        workers = ["-P", str(self.service.pid)]
        subprocess.run(["pkill", "-STOP", *workers], check=True)
        try:
            yield
        finally:
            subprocess.run(["pkill", "-CONT", *workers], check=True)


@pytest.fixture
def server(shipped: Path, tmp_path: Path) -> Iterator[Server]:
    shutil.copytree(shipped, tmp_path / "var", symlinks=True)
    started = Server(tmp_path / "var")
    yield started
    started.stop()


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=server.service.address, viewport=PHONE, locale="en")
    yield context
    context.close()
