"""On paper: one sheet, the numbers, and a code that leads back to the live page."""

import re

import pytest

from tests.journeys.conftest import OpenPage
from tests.service import SITE

pytestmark = pytest.mark.browser

PAGES = [
    f"/{language}/{kind}/{country}/"
    for language in ("en", "ar", "ja", "de")
    for kind in ("now", "in")
    for country in ("us", "gb", "jp", "de", "ad")
]


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_on_one_sheet(open_page: OpenPage, path: str, size: str) -> None:
    assert sheets(open_page(path).pdf(format=size, prefer_css_page_size=False)) == 1


def test_paper_carries_the_numbers_and_the_address_of_the_live_page(open_page: OpenPage) -> None:
    page = open_page("/en/now/gb/")
    page.emulate_media(media="print")

    assert page.locator('a[href="tel:999"]').first.is_visible()
    assert page.locator('a[href="tel:116123"]').first.is_visible()
    assert page.get_by_text(f"{SITE}/en/now/gb/").is_visible()
    assert page.locator("svg.qr").is_visible()
    assert page.locator("nav").first.is_hidden()


def test_the_screen_shows_no_code(open_page: OpenPage) -> None:
    assert open_page("/en/now/gb/").locator("svg.qr").is_hidden()
