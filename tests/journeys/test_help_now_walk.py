"""From the front page to a number, and away again at once: by keyboard and mouse, with and without script."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from greenroom.core import countries
from tests.journeys.conftest import EXIT, OpenPage

pytestmark = pytest.mark.browser

TABS_TO_THE_FIELD = 7
TABS_TO_THE_FIRST_NUMBER = 10
PAGES_WITH_AN_EXIT = ("/en/now/gb/", "/ar/now/gb/", "/en/r/us-ndvh/", "/ar/r/us-ndvh/")
TOO_OLD = timedelta(minutes=2)
# The script looks at its watch every quarter of a minute.
NOTICED = TOO_OLD + timedelta(seconds=16)


def tab_to(page: Page, wanted: str, at_most: int) -> Locator:
    """Press Tab until the focus is on something that the selector finds."""
    focused = page.locator(":focus")
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.locator(f":focus:is({wanted})").count():
            return focused
    raise AssertionError(f"{wanted} is more than {at_most} Tab presses away")


def by_link(page: Page) -> None:
    tab_to(page, ".skip[data-exit]", at_most=2)
    page.keyboard.press("Enter")


def by_button(page: Page) -> None:
    page.locator("a.leave").click()


def by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


every_way = pytest.mark.parametrize("leave", [by_link, by_button, by_shift])
every_page_with_an_exit = pytest.mark.parametrize("path", PAGES_WITH_AN_EXIT)


def is_still_there(page: Page, path: str) -> bool:
    return page.url.endswith(path) and page.locator("h1").is_visible()


def test_the_keyboard_alone_leads_from_the_front_page_to_a_number(open_page: OpenPage) -> None:
    page = open_page("/en/")
    tab_to(page, "#country", at_most=TABS_TO_THE_FIELD)
    page.keyboard.type("United Kingdom")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/now/gb/")

    number = tab_to(page, "a[href^='tel:']", at_most=TABS_TO_THE_FIRST_NUMBER)

    expect(number).to_have_attribute("href", "tel:999")
    expect(number).to_be_in_viewport()
    expect(number).not_to_have_css("outline-style", "none")
    expect(number).not_to_have_css("outline-width", "0px")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_clicks_lead_from_the_front_page_to_a_number(open_page: OpenPage, script: bool) -> None:
    page = open_page("/en/", java_script_enabled=script)

    page.get_by_label("Country or territory").fill("United Kingdom")
    page.get_by_role("button", name="Help now").click()

    expect(page).to_have_url(f"{origin(page)}/en/now/gb/")
    expect(page.locator("a[href='tel:999']")).to_be_visible()
    expect(page.locator("a[href='tel:116123']").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_list_of_countries_leads_to_a_number(open_page: OpenPage, script: bool) -> None:
    page = open_page("/ar/", java_script_enabled=script)

    page.locator("a[href='/ar/now/#all']").click()
    page.locator("a[href='/ar/now/eg/']").click()

    expect(page.locator("h1")).to_have_text(countries.name("EG", "ar"))
    expect(page.locator("a[href='tel:123']").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_unknown_place_says_so_and_offers_the_list(open_page: OpenPage, script: bool) -> None:
    page = open_page("/en/", java_script_enabled=script)

    page.get_by_label("Country or territory").fill("Atlantis")
    page.get_by_role("button", name="Help now").click()

    expect(page.get_by_role("alert")).to_contain_text("We know no country called “Atlantis”.")
    expect(page.get_by_label("Country or territory")).to_have_value("Atlantis")
    page.get_by_role("link", name="United Kingdom", exact=True).click()
    expect(page).to_have_url(f"{origin(page)}/en/now/gb/")


@pytest.mark.parametrize(
    ("path", "switch", "other_path", "direction"),
    [
        ("/en/", "العربية", "/ar/", "rtl"),
        ("/en/now/", "العربية", "/ar/now/", "rtl"),
        ("/en/now/gb/", "العربية", "/ar/now/gb/", "rtl"),
        ("/ar/r/us-ndvh/", "English", "/en/r/us-ndvh/", "ltr"),
        ("/ar/now/xx/", "English", "/en/now/xx/", "ltr"),
    ],
)
def test_the_language_switch_keeps_the_page(
    open_page: OpenPage, path: str, switch: str, other_path: str, direction: str
) -> None:
    page = open_page(path)

    page.locator("details.menu summary").click()
    page.locator("details.menu").get_by_role("link", name=switch).click()

    expect(page).to_have_url(origin(page) + other_path)
    expect(page.locator("html")).to_have_attribute("dir", direction)


@every_way
@every_page_with_an_exit
def test_every_way_out_leaves_and_back_does_not_return(open_page: OpenPage, path: str, leave: object) -> None:
    page = open_page("/en/")
    page.goto(path)

    leave(page)
    page.wait_for_url(EXIT)
    page.go_back()

    expect(page).to_have_url(f"{origin(page)}/en/")


@every_way
def test_the_page_is_blank_while_the_way_out_is_slow(open_page: OpenPage, leave: object) -> None:
    page = open_page("/en/r/us-ndvh/")
    # An answer without content leaves the browser where it is: on what was left behind.
    page.route(EXIT, lambda route: route.fulfill(status=204))

    leave(page)

    assert page.url.endswith("/en/r/us-ndvh/")
    expect(page.locator("body")).to_have_text("")
    assert "Violence" not in page.title()


def test_without_script_the_way_out_is_a_plain_link(open_page: OpenPage) -> None:
    page = open_page("/en/r/us-ndvh/", java_script_enabled=False)

    by_button(page)

    expect(page).to_have_url(EXIT)


@every_page_with_an_exit
def test_two_presses_of_shift_stay_and_the_third_leaves(open_page: OpenPage, path: str) -> None:
    page = open_page(path)

    page.keyboard.press("Shift")
    assert is_still_there(page, path)
    page.keyboard.press("Shift")
    assert is_still_there(page, path)
    page.keyboard.press("Shift")

    page.wait_for_url(EXIT)


def test_three_presses_of_shift_spread_over_more_than_five_seconds_stay(open_page: OpenPage) -> None:
    page = open_page("/en/r/us-ndvh/")
    page.clock.install()

    for _ in range(3):
        page.keyboard.press("Shift")
        page.clock.fast_forward(2_600)

    assert is_still_there(page, "/en/r/us-ndvh/")


def test_changing_the_keyboard_layout_stays(open_page: OpenPage) -> None:
    page = open_page("/ar/r/us-ndvh/")

    page.keyboard.down("Alt")
    for _ in range(4):
        page.keyboard.press("Shift")
    page.keyboard.up("Alt")

    assert is_still_there(page, "/ar/r/us-ndvh/")


def test_clicks_with_shift_held_stay(open_page: OpenPage) -> None:
    page = open_page("/en/r/us-ndvh/")

    for _ in range(4):
        page.locator("h1").click(modifiers=["Shift"])

    assert is_still_there(page, "/en/r/us-ndvh/")


def test_walking_backwards_with_shift_and_tab_stays(open_page: OpenPage) -> None:
    page = open_page("/en/r/us-ndvh/")
    tab_to(page, "main a", at_most=TABS_TO_THE_FIRST_NUMBER)

    for _ in range(4):
        page.keyboard.press("Shift+Tab")

    assert is_still_there(page, "/en/r/us-ndvh/")


def test_capitals_on_a_page_with_an_exit_stay(open_page: OpenPage) -> None:
    page = open_page("/en/r/us-ndvh/")

    for letter in "USAUSA":
        page.keyboard.press(f"Shift+{letter}")

    assert is_still_there(page, "/en/r/us-ndvh/")


def test_capitals_in_the_field_of_the_front_page_stay(open_page: OpenPage) -> None:
    page = open_page("/en/")
    tab_to(page, "#country", at_most=TABS_TO_THE_FIELD)

    for letter in "USAUSA":
        page.keyboard.press(f"Shift+{letter}")

    assert is_still_there(page, "/en/")
    expect(page.locator("#country")).to_have_value("USAUSA")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_about_abuse_has_a_title_that_tells_nothing(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/r/us-ndvh/")
    name = page.locator("h1").inner_text()

    title = page.title()

    assert title
    assert [word for word in [*name.split(), "Greenroom"] if word.lower() in title.lower()] == []


def open_with_a_line_that_closes(page: Page) -> Locator:
    """Open the first country's page that has a line open until some time, at whatever hour; return that line's words.

    The page's own clock stands in for the browser's, which is why this looks at pages in the browser itself.
    """
    for country in ("gb", *(code.lower() for code in countries.codes())):
        page.goto(f"/en/now/{country}/")
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        words = page.locator(".open", has_text="until").first
        if words.count():
            return words
    raise AssertionError("no line of any country is open with a known end")


def made_at(page: Page) -> datetime:
    return datetime.fromisoformat(page.locator("html").get_attribute("data-made-at") or "")


def test_open_now_vanishes_from_a_page_older_than_two_minutes_and_the_time_stays(open_page: OpenPage) -> None:
    page = open_page("/en/")
    page.clock.install()
    words = open_with_a_line_that_closes(page)
    time_of_closing = words.inner_text().removeprefix("Open now ")
    page.clock.pause_at(made_at(page) + TOO_OLD - timedelta(seconds=1))
    expect(words).to_have_text(f"Open now {time_of_closing}", use_inner_text=True)

    page.clock.pause_at(made_at(page) + NOTICED)

    expect(words).to_have_text(time_of_closing, use_inner_text=True)
    expect(page.locator(".open-word:visible")).to_have_count(0)
    expect(page.get_by_text("This copy is some minutes old.")).to_be_visible()


def test_a_copy_opened_later_never_says_open_now(open_page: OpenPage) -> None:
    page = open_page("/en/")
    words = open_with_a_line_that_closes(page)
    time_of_closing = words.inner_text().removeprefix("Open now ")

    page.clock.install(time=made_at(page) + timedelta(hours=1))
    page.goto(page.url)

    expect(words).to_contain_text(time_of_closing)
    expect(page.locator(".open-word:visible")).to_have_count(0)


def origin(page: Page) -> str:
    return page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2]


def test_the_way_out_works_in_a_browser_that_lacks_what_the_rest_needs(open_page: OpenPage) -> None:
    page = open_page("/en/")
    page.context.add_init_script("delete Intl.RelativeTimeFormat; delete window.caches;")
    page.goto("/en/now/jp/")

    for _ in range(3):
        page.keyboard.press("Shift")

    expect(page).to_have_title("Elsewhere")
