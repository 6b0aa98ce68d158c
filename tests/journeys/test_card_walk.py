"""A tour card from the pasted routing to the file, by hand, by keyboard and without scripts."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage

pytestmark = pytest.mark.browser
ROUTING = "12 Mar 2027 Berlin, DE – Columbiahalle\n14 Mar 2027 Portland – Hall\n16 Mar 2027 Nowhereville"


def ask(page: Page, text: str = ROUTING) -> None:
    page.locator("#text").fill(text)
    page.locator("#home").fill("GB")
    page.locator("form > .button").click()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_what_is_asked_back_is_answered_and_becomes_a_card(open_page: OpenPage, with_scripts: bool) -> None:
    page = open_page("/en/card/", java_script_enabled=with_scripts)
    ask(page)

    expect(page.locator("legend")).to_have_text("14 Mar 2027 Portland – Hall")
    page.get_by_label("Portland, Oregon, United States").check()
    page.locator("button[name=without]").click()

    assert page.locator(".leg h2").all_inner_texts() == ["Germany", "United States"]
    assert page.locator("#left-out + ul li").all_inner_texts() == ["16 Mar 2027 Nowhereville"]
    assert page.locator(".leg .danger .number").first.get_attribute("href") == "tel:112"


def test_nothing_of_it_stands_in_an_address(open_page: OpenPage) -> None:
    page = open_page("/en/card/")
    ask(page, "12 Mar 2027 Berlin, DE – Columbiahalle")

    expect(page.locator(".leg h2")).to_have_text("Germany")
    assert page.url.endswith("/en/card/")
    page.locator("button[value=edit]").click()
    expect(page.locator("#text")).to_have_value("2027-03-12 Berlin, DE – Columbiahalle")
    assert page.url.endswith("/en/card/")


def test_the_saved_file_opens_by_itself(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/ar/card/", locale="ar")
    ask(page, "12 Mar 2027 Cairo, EG – El Sawy")
    with page.expect_download() as download:
        page.locator("button[value=html]").click()
    path = tmp_path / "card.html"
    download.value.save_as(path)

    page.context.unroute_all()
    page.context.set_offline(True)
    page.goto(path.as_uri())

    assert page.locator(".leg h2").all_inner_texts() == ["مصر"]
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.leg .number')).fontWeight") == "740"
    assert page.locator("img.qr").evaluate("image => image.naturalWidth > 20")


def test_it_goes_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/en/card/")
    page.locator("#text").focus()
    page.keyboard.type("12 Mar 2027 Berlin, DE")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".leg h2")).to_have_text("Germany")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_questions_and_card_are_accessible(open_page: OpenPage, language: str, scheme: str) -> None:
    page = open_page(f"/{language}/card/", color_scheme=scheme, bypass_csp=True)
    ask(page)
    found = Axe().run(page).response["violations"]
    page.locator("button[name=without]").click()
    page.locator(".leg h2").first.wait_for()
    found += Axe().run(page).response["violations"]

    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
