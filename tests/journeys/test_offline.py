"""What a phone keeps: a help-now page after one visit, what the reader chose, nothing else; and all of it can go."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.journeys.conftest import Server

pytestmark = pytest.mark.browser

# Everything a browser can keep for a site, as its scripts see it.
STORES = """async () => ({
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    databases: (await indexedDB.databases()).length,
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
})"""
KEPT_PATHS = """async () => {
    const pages = await caches.open("greenroom-pages");
    return (await pages.keys()).map(request => new URL(request.url).pathname).sort();
}"""
KEPT_FILES = """async () => {
    const files = await caches.open("greenroom-files");
    return (await files.keys()).map(request => new URL(request.url).pathname).sort();
}"""
AN_OLD_COPY = """async () => {
    const pages = await caches.open("greenroom-pages");
    const old = new Response("<h1>an old copy</h1>", {headers: {"Content-Type": "text/html"}});
    await pages.put("/en/now/jp/", old);
}"""
COPY_OF_JAPAN = "async () => (await (await caches.open('greenroom-pages')).match('/en/now/jp/')).text()"
NOTHING = {"caches": [], "workers": 0, "databases": 0, "local": 0, "session": 0, "cookies": ""}


def visit(phone: BrowserContext, path: str) -> Page:
    """Open a help-now page and wait until the phone has kept it."""
    page = phone.new_page()
    page.goto(path)
    expect(page.locator("[data-keeps]")).to_be_visible()
    return page


def test_after_one_visit_a_help_now_page_opens_with_the_server_stopped(phone: BrowserContext, server: Server) -> None:
    page = visit(phone, "/en/now/jp/")
    server.stop()

    page.reload()

    expect(page.locator("h1")).to_have_text("Japan")
    assert page.locator('a[href="tel:119"]').count() == 1
    colour = page.evaluate("getComputedStyle(document.querySelector('.danger')).backgroundColor")
    assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"), "the style sheet is kept too"


def test_a_kept_page_says_how_old_it_is(phone: BrowserContext, server: Server) -> None:
    page = visit(phone, "/de/now/jp/")
    server.stop()
    page.clock.install()
    page.clock.fast_forward(72 * 60 * 60 * 1000)

    page.reload()

    expect(page.locator(".kept-note")).to_be_visible()
    expect(page.locator("[data-age]")).to_have_text("vor 3 Tagen")
    expect(page.locator(".open-word:visible")).to_have_count(0)


def test_a_page_that_was_not_visited_explains_and_leads_to_those_that_were(
    phone: BrowserContext, server: Server
) -> None:
    page = visit(phone, "/en/now/jp/")
    server.stop()

    page.goto("/en/now/fr/")

    expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()
    expect(page.locator("h1:visible")).to_have_count(1)
    page.get_by_role("link", name="Numbers for Japan").click()
    expect(page.locator("h1")).to_have_text("Japan")


def test_only_help_now_pages_are_kept(phone: BrowserContext, server: Server) -> None:
    page = visit(phone, "/en/now/gb/")
    for path in ("/en/", "/en/find/?country=gb", "/en/r/gb-samaritans/", "/en/in/gb/", "/en/privacy/", "/en/now/"):
        page.goto(path)

    assert page.evaluate(KEPT_PATHS) == ["/en/kept/", "/en/now/gb/"]


def test_the_reader_can_choose_to_keep_a_countrys_page(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto("/en/in/gb/")
    assert page.evaluate(STORES) == NOTHING
    page.get_by_role("button", name="Keep this page on this phone").click()
    expect(page.get_by_text("Kept. It opens without a connection.")).to_be_visible()
    server.stop()

    page.reload()

    expect(page.locator("h1")).to_have_text("United Kingdom")


def test_a_visitor_of_other_pages_leaves_nothing_behind(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    for path in ("/en/", "/en/now/", "/en/find/?q=panic", "/en/r/gb-samaritans/", "/en/kept/", "/en/data/"):
        page.goto(path)

    assert page.evaluate(STORES) == NOTHING


def test_erasing_leaves_nothing_in_any_store_the_browsers_own_included(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto("/en/r/us-ndvh/")
    page = visit(phone, "/en/now/jp/")
    page.goto("/en/kept/")
    expect(page.get_by_role("link", name="Numbers for Japan")).to_be_visible()

    page.get_by_role("button", name="Erase what this phone keeps").click()

    expect(page.get_by_text("Erased. Nothing is kept here now.")).to_be_visible()
    expect(page.get_by_role("link", name="Numbers for Japan")).to_have_count(0)
    assert page.evaluate(STORES) == NOTHING
    server.stop()
    for path in ("/en/now/jp/", "/en/r/us-ndvh/"):
        with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
            page.goto(path)


def test_erasing_without_a_connection_says_what_it_could_not_do(phone: BrowserContext, server: Server) -> None:
    page = visit(phone, "/en/now/jp/")
    page.goto("/en/kept/")
    server.stop()

    page.get_by_role("button", name="Erase what this phone keeps").click()

    expect(page.get_by_text("please clear its history and data too")).to_be_visible()
    expect(page.get_by_text("Erased. Nothing is kept here now.")).to_be_hidden()
    assert page.evaluate(STORES) == NOTHING


def test_nothing_that_is_still_on_its_way_is_kept_after_erasing(phone: BrowserContext, server: Server) -> None:
    page = visit(phone, "/en/now/jp/")
    with server.hanging():
        page.reload(timeout=15_000)
        page.goto("/en/kept/", timeout=15_000)
        page.get_by_role("button", name="Erase what this phone keeps").click()
        expect(page.get_by_text("please clear its history and data too")).to_be_visible(timeout=15_000)

    page.wait_for_timeout(2_000)
    assert page.evaluate(STORES) == NOTHING


def test_erasing_works_without_scripts(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.service.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/r/us-ndvh/")
    page.goto("/en/kept/")

    page.get_by_role("button", name="Erase what this phone keeps").click()

    expect(page.locator("h1")).to_have_text("Erased")
    server.stop()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto("/en/r/us-ndvh/")
    context.close()


def test_a_page_is_kept_with_the_files_it_names_and_no_others(phone: BrowserContext, server: Server) -> None:
    page = visit(phone, "/en/now/jp/")
    page.evaluate("async () => (await caches.open('greenroom-files')).put('/static/old.css', new Response('old'))")

    page.reload()

    expect(page.locator("[data-keeps]")).to_be_visible()
    kept = page.evaluate(KEPT_FILES)
    assert "/static/old.css" not in kept
    assert {path.split("/")[-1].split(".")[0] for path in kept} == {"greenroom", "door", "kept", "pack_store", "packs"}


def test_a_server_that_never_answers_does_not_hold_a_kept_page_back(phone: BrowserContext, server: Server) -> None:
    page = visit(phone, "/en/now/jp/")
    page.evaluate(AN_OLD_COPY)
    with server.hanging():
        page.reload(timeout=15_000)
        expect(page.locator("h1")).to_have_text("an old copy")

    page.wait_for_function(f"({COPY_OF_JAPAN})().then(text => text.includes('tel:119'))")


def test_a_page_that_is_online_is_fetched_anew(phone: BrowserContext, server: Server) -> None:
    page = visit(phone, "/en/now/jp/")
    page.evaluate(AN_OLD_COPY)

    page.reload()

    expect(page.locator("h1")).to_have_text("Japan")
