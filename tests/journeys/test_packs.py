"""Packs: help for chosen countries on this phone, with the server stopped; and never a byte that was not published."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.journeys.conftest import PHONE, Server
from tests.journeys.test_offline import NOTHING, STORES

pytestmark = pytest.mark.browser
FLIP_A_KEPT_BYTE = """async country => {
    const packs = await caches.open("greenroom-packs");
    const copy = await packs.match("/packs/" + country);
    const bytes = new Uint8Array(await copy.arrayBuffer());
    bytes[bytes.length >> 1] ^= 1;
    await packs.put("/packs/" + country, new Response(bytes, {headers: copy.headers}));
}"""
LET_A_KEPT_PACK_AGE = """async days => {
    const packs = await caches.open("greenroom-packs");
    const copy = await packs.match("/packs/de");
    const headers = new Headers(copy.headers);
    headers.set("X-Kept-At", new Date(Date.now() - days * 86400000).toISOString());
    await packs.put("/packs/de", new Response(await copy.arrayBuffer(), {headers}));
}"""


def keep(phone: BrowserContext, *countries: str, language: str = "en") -> Page:
    page = phone.new_page()
    page.goto(f"/{language}/kept/")
    for country in countries:
        page.locator("#pack-country").select_option(country)
        page.locator("[data-pack-form] button").click()
        expect(page.locator(f'[data-pack-list] a[href$="/now/{country}/"]')).to_be_visible()
        expect(page.locator("[data-pack-kept]")).to_be_visible()
    return page


def numbers(page: Page) -> list[str | None]:
    page.locator("[data-shown]").wait_for()
    return [link.get_attribute("href") for link in page.locator(".danger .number").all()]


def test_kept_countries_open_with_the_server_stopped(phone: BrowserContext, server: Server) -> None:
    page = keep(phone, "de", "jp")
    server.stop()

    page.goto("/en/now/de/")
    assert numbers(page) == ["tel:112", "tel:110"]
    expect(page.locator("h1:visible")).to_have_text("Germany")
    expect(page.locator("[data-age]")).to_have_text("0 minutes ago")
    assert "Open now" not in page.inner_text("main")
    page.goto("/en/now/jp/")
    assert numbers(page) == ["tel:119", "tel:110"]


def test_in_arabic_from_right_to_left(phone: BrowserContext, server: Server) -> None:
    page = keep(phone, "eg", language="ar")
    server.stop()

    page.goto("/ar/now/eg/")
    assert numbers(page)
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.locator("h1:visible").inner_text() == "مصر"


def test_a_pack_that_was_not_kept_is_explained(phone: BrowserContext, server: Server) -> None:
    page = keep(phone, "de")
    server.stop()

    page.goto("/en/now/fr/")
    expect(page.locator("[data-away] h1")).to_be_visible()


def test_with_one_flipped_byte_a_kept_pack_is_not_shown(phone: BrowserContext, server: Server) -> None:
    page = keep(phone, "de")
    page.evaluate(FLIP_A_KEPT_BYTE, "de")
    server.stop()

    page.goto("/en/now/de/")
    expect(page.locator("[data-refused] h1")).to_be_visible()
    assert page.locator("main .number").count() == 0
    assert "ask anyone near you" in page.inner_text("[data-refused]")


def test_a_damaged_pack_is_fetched_again_where_there_is_a_connection(phone: BrowserContext) -> None:
    page = keep(phone, "de")
    page.evaluate(FLIP_A_KEPT_BYTE, "de")

    page.reload()
    expect(page.locator("[data-pack-list] a")).to_be_visible()
    expect(page.locator("[data-damaged]")).to_be_hidden()


@pytest.mark.parametrize("position", [0, 500, -1])
def test_with_one_flipped_byte_on_the_way_a_pack_is_not_kept(phone: BrowserContext, position: int) -> None:
    def flip(route: Route) -> None:
        body = bytearray(route.fetch().body())
        body[position] ^= 1
        route.fulfill(body=bytes(body), content_type="application/json")

    page = phone.new_page()
    page.goto("/en/kept/")
    page.route("**/packs/de.json", flip)
    page.locator("#pack-country").select_option("de")
    page.locator("[data-pack-form] button").click()

    expect(page.locator("[data-pack-failed]")).to_be_visible()
    assert page.locator("[data-pack-list] li").count() == 0


def test_a_pack_says_its_age_and_warns_after_a_month(phone: BrowserContext, server: Server) -> None:
    page = keep(phone, "de")
    page.evaluate(LET_A_KEPT_PACK_AGE, 31)

    page.reload()
    expect(page.locator("[data-kept-at]")).to_have_text("31 days ago")
    expect(page.locator("[data-old]")).to_be_visible()
    page.locator("[data-renew]").click()
    expect(page.locator("[data-old]")).to_be_hidden()


def test_what_has_changed_is_renewed_when_the_page_is_opened(phone: BrowserContext, server: Server) -> None:
    page = keep(phone, "de")
    older = {"X-Sha256": "0" * 64}
    page.evaluate("""async headers => {
        const packs = await caches.open("greenroom-packs");
        await packs.put("/packs/de", new Response("{}", {headers}));
    }""", older)  # fmt: skip

    page.reload()
    expect(page.locator("[data-kept-at]")).to_have_text("0 minutes ago")


def test_one_can_be_erased_and_all_can(phone: BrowserContext) -> None:
    page = keep(phone, "de", "jp")

    page.locator("[data-erase-one]").first.click()
    expect(page.locator("[data-pack-list] li")).to_have_count(1)
    page.locator("[data-erase] button").click()
    expect(page.locator("[data-done]")).to_be_visible()

    assert page.evaluate(STORES) == NOTHING


def test_without_scripts_nothing_is_offered_that_would_not_work(browser: Browser, server: Server) -> None:
    with browser.new_context(base_url=server.service.address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/en/kept/")

        expect(page.locator("[data-packs]")).to_be_hidden()
        expect(page.locator("[data-erase] button")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_pages_are_accessible(browser: Browser, server: Server, language: str, scheme: str) -> None:
    with browser.new_context(
        base_url=server.service.address, viewport=PHONE, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = keep(context, "us", language=language)
        found = [Axe().run(page).response["violations"]]
        context.set_offline(True)
        page.goto(f"/{language}/now/us/")
        numbers(page)
        found.append(Axe().run(page).response["violations"])

        rules = [
            (rule["id"], [node["target"] for node in rule["nodes"]]) for violations in found for rule in violations
        ]
        assert json.dumps(rules) == "[]"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
