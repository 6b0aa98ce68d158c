"""Every public template, in a language of each direction: for eyes, fingers and screen readers alike."""

from typing import Any

import pytest
from playwright.sync_api import Page

from greenroom.core.languages import OFFERED_CODES
from tests.journeys.conftest import OpenPage, findings
from tests.public_paths import NO_SUCH_PLACE, PATHS

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "ar")
SIGN_IN = "/staff/sign-in/"
NARROW = {"viewport": {"width": 320, "height": 640}}
# What is left of a window of 1280 by 1024 when the reader zooms to 400 % (WCAG 2.2, 1.4.10).
ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}

every_page = pytest.mark.parametrize(
    "path", [f"/{language}/{path}" for language in LANGUAGES for path in (*PATHS, NO_SUCH_PLACE)]
)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


def sizes(page: Page, selector: str) -> list[dict[str, Any]]:
    """Return name, width and height of everything the selector finds and that is on the page."""
    return page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
            .filter(found => found.checkVisibility())
            .map(found => ({name: found.textContent.trim(), box: found.getBoundingClientRect()}))
            .filter(found => found.box.width && found.box.right > 0 && found.box.left < innerWidth)
            .map(found => ({name: found.name, width: found.box.width, height: found.box.height}))""",
        selector,
    )


def overhang(page: Page) -> int:
    """Return by how many CSS pixels the page can be moved sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@every_page
def test_axe_finds_nothing(open_page: OpenPage, path: str, scheme: str) -> None:
    page = open_page(path, color_scheme=scheme)
    unfold(page)

    assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_sign_in_page(open_page: OpenPage, language: str, scheme: str) -> None:
    page = open_page(SIGN_IN, locale=language, color_scheme=scheme)

    assert page.locator("html").get_attribute("lang") == language
    assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_an_old_copy(open_page: OpenPage, language: str, scheme: str) -> None:
    page = open_page(f"/{language}/now/gb/", color_scheme=scheme)
    page.evaluate("document.documentElement.classList.add('is-old')")

    assert findings(page) == []


@pytest.mark.parametrize("screen", [NARROW, ZOOMED], ids=["320 px", "400 %"])
@every_page
def test_nothing_has_to_be_scrolled_sideways(open_page: OpenPage, path: str, screen: dict[str, Any]) -> None:
    page = open_page(path, **screen)
    unfold(page)

    assert overhang(page) == 0


@pytest.mark.parametrize(
    "screen", [{}, NARROW, {"viewport": {"width": 1280, "height": 800}}], ids=["phone", "320 px", "desk"]
)
@pytest.mark.parametrize("path", ["/en/", "/ar/", "/uk/now/ua/", "/ja/in/jp/", "/ar/now/xx/", "/hi/find/"])
def test_the_whole_menu_of_languages_is_on_the_screen(open_page: OpenPage, path: str, screen: dict[str, Any]) -> None:
    page = open_page(path, **screen)
    page.locator("details.menu summary").click()

    links = page.locator("details.menu a")
    width = page.viewport_size["width"] if page.viewport_size else 0
    boxes = [box for link in links.all() if (box := link.bounding_box())]
    assert len(boxes) == len(OFFERED_CODES) - 1
    assert [box for box in boxes if box["x"] < 0 or box["x"] + box["width"] > width or box["height"] < 24] == []


@pytest.mark.parametrize("path", ["", "now/", "now/gb/", "find/", "in/fr/", "data/", "privacy/", "r/us-porters-call/"])
@pytest.mark.parametrize("language", [code for code in OFFERED_CODES if code not in LANGUAGES])
def test_no_language_is_too_wide_for_a_small_phone(open_page: OpenPage, language: str, path: str) -> None:
    page = open_page(f"/{language}/{path}", **NARROW)
    unfold(page)

    assert overhang(page) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_in_page_has_not_to_be_scrolled_sideways(open_page: OpenPage, language: str) -> None:
    page = open_page(SIGN_IN, locale=language, **NARROW)

    assert overhang(page) == 0


@pytest.mark.parametrize("screen", [{}, NARROW], ids=["phone", "320 px"])
@every_page
def test_every_number_is_large_enough_for_a_finger(open_page: OpenPage, path: str, screen: dict[str, Any]) -> None:
    page = open_page(path, **screen)
    unfold(page)

    assert [number for number in sizes(page, "a.number, a[href^='tel:']") if number["height"] < 44] == []


@every_page
def test_the_links_at_the_top_are_large_enough_for_a_finger(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    links = sizes(page, "header a, header button, nav a, nav button")

    assert len(links) >= 3
    assert [link for link in links if min(link["width"], link["height"]) < 24] == []
