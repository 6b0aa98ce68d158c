"""The guide's tools by keyboard alone, without scripts, with little motion, and with the server stopped; and that what
is written into them goes nowhere.
"""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import OpenPage, Server, findings

pytestmark = pytest.mark.browser

TOOLS = {
    "paced-breathing": "[data-pacer]",
    "five-senses": "[data-walk]",
    "safety-plan": "[data-plan]",
    "worry-appointment": "[data-plan]",
    "duty-of-care": "[data-plan]",
    "asking-for-help": "[data-message]",
}
every_tool = pytest.mark.parametrize(("slug", "widget"), TOOLS.items())
STORED = """async () => [
    localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length
]"""
SECRET = "Nobody but me reads this"


def press(page: Page, name: str) -> None:
    """Reach a button with the keyboard and press it."""
    button = page.get_by_role("button", name=name, exact=True)
    for _ in range(80):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} is not reached by keyboard")


def requests_of(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: "/static/" not in request.url and asked.append(request.url))
    return asked


@every_tool
def test_without_scripts_a_tool_is_whole(open_page: OpenPage, slug: str, widget: str) -> None:
    page = open_page(f"/en/guide/tools/{slug}/", java_script_enabled=False)

    assert page.locator("#now li").count() >= 2
    expect(page.locator("#now")).to_be_visible()
    expect(page.locator("#not-for-you")).to_be_visible()
    expect(page.locator(widget)).to_be_hidden()


@every_tool
def test_a_tool_shows_itself_where_there_are_scripts(open_page: OpenPage, slug: str, widget: str) -> None:
    expect(open_page(f"/en/guide/tools/{slug}/").locator(widget)).to_be_visible()


def test_the_pacer_is_started_and_stopped_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/en/guide/tools/paced-breathing/")
    page.clock.install()

    press(page, "Start")
    expect(page.locator("[data-word]")).to_have_text("Breathe in")
    page.clock.run_for(4_000)
    expect(page.locator("[data-word]")).to_have_text("Breathe out")
    page.keyboard.press("Enter")

    expect(page.locator("[data-word]")).to_have_text("Let your breath go its own way.")
    expect(page.get_by_role("button", name="Start")).to_be_focused()


def test_the_pacer_ends_by_itself_after_its_minutes_at_the_end_of_a_breath(open_page: OpenPage) -> None:
    page = open_page("/en/guide/tools/long-sigh/")
    page.clock.install()
    page.get_by_role("button", name="Start").click()

    page.clock.run_for(58_000)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.clock.run_for(12_000)

    expect(page.get_by_role("button", name="Start")).to_be_visible()


@pytest.mark.parametrize(("wish", "moves"), [("reduce", False), ("no-preference", True)])
def test_with_little_motion_the_pacer_leads_by_words_alone(open_page: OpenPage, wish: str, moves: bool) -> None:
    page = open_page("/en/guide/tools/box-breathing/", reduced_motion=wish)
    before = page.evaluate("getComputedStyle(document.querySelector('[data-ring]')).scale")

    page.get_by_role("button", name="Start").click()

    expect(page.locator("[data-word]")).to_have_text("Breathe in")
    ring = page.evaluate("getComputedStyle(document.querySelector('[data-ring]')).transitionDuration")
    assert (ring != "0s") is moves
    if not moves:
        assert page.evaluate("getComputedStyle(document.querySelector('[data-ring]')).scale") == before


def test_the_steps_are_walked_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/en/guide/tools/five-senses/")
    steps = page.locator("#now li").all_inner_texts()

    press(page, "Begin")
    for step in steps:
        expect(page.locator("[data-step]")).to_be_focused()
        assert page.locator("[data-step]").inner_text() == step
        press(page, "Next")

    expect(page.get_by_role("button", name="Begin")).to_be_focused()


def test_a_message_is_made_and_goes_nowhere(open_page: OpenPage) -> None:
    page = open_page("/en/guide/tools/asking-for-help/")
    asked = requests_of(page)

    page.locator("[data-sentences] button").first.click()
    page.keyboard.type(" " + SECRET)
    written = page.locator("[data-text]").input_value()
    press(page, "Empty it")

    assert written.endswith(SECRET)
    assert page.locator("[data-text]").input_value() == ""
    assert asked == []
    assert page.evaluate(STORED) == [0, 0, "", 0]


@pytest.mark.parametrize("slug", ["safety-plan", "worry-appointment", "post-tour-landing"])
def test_a_plan_stays_in_the_page_unless_the_reader_keeps_it(open_page: OpenPage, slug: str) -> None:
    page = open_page(f"/en/guide/tools/{slug}/")
    asked = requests_of(page)

    page.locator("[data-rows] textarea").first.fill(SECRET)

    assert page.evaluate(STORED) == [0, 0, "", 0]
    page.reload()
    assert page.locator("[data-rows] textarea").first.input_value() == ""
    assert SECRET not in " ".join(asked)


def test_a_plan_that_is_kept_is_there_again_and_erased_leaves_nothing(open_page: OpenPage) -> None:
    page = open_page("/en/guide/tools/safety-plan/")
    page.locator("[data-rows] textarea").first.fill(SECRET)
    page.get_by_label("Keep it on this phone").check()
    page.get_by_role("button", name="Add a heading of my own").click()
    page.keyboard.type("My cat")
    page.locator("[data-rows] textarea").last.fill("She waits for me")

    page.reload()
    kept = [page.locator("[data-rows] textarea").first.input_value(), page.locator("[data-rows] input").input_value()]
    press(page, "Erase")

    assert kept == [SECRET, "My cat"]
    expect(page.get_by_text("Erased. Nothing is kept here now.")).to_be_visible()
    assert page.evaluate(STORED) == [0, 0, "", 0]
    page.reload()
    assert page.locator("[data-rows] textarea").first.input_value() == ""


def test_a_kept_plan_never_leaves_the_phone(open_page: OpenPage) -> None:
    page = open_page("/en/guide/tools/safety-plan/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''} {request.all_headers()}"))

    page.get_by_label("Keep it on this phone").check()
    page.locator("[data-rows] textarea").first.fill(SECRET)
    page.reload()
    page.goto("/en/guide/")

    assert sent
    assert not any(SECRET in one for one in sent)


def test_what_this_phone_keeps_erases_plans_too(open_page: OpenPage) -> None:
    page = open_page("/en/guide/tools/safety-plan/")
    page.get_by_label("Keep it on this phone").check()
    page.locator("[data-rows] textarea").first.fill(SECRET)

    page.goto("/en/kept/")
    page.get_by_role("button", name="Erase what this phone keeps").click()
    expect(page.locator("[data-done]")).to_be_visible()

    assert page.evaluate("localStorage.length") == 0


def test_a_checklist_is_ticked_by_keyboard_and_gives_no_score(open_page: OpenPage) -> None:
    page = open_page("/en/guide/tools/duty-of-care/")
    box = page.locator("[data-rows] input").first

    box.focus()
    page.keyboard.press("Space")

    expect(box).to_be_checked()
    assert "%" not in page.locator("[data-plan]").inner_text()


@every_tool
def test_after_one_visit_a_tool_works_with_the_server_stopped(
    phone: BrowserContext, server: Server, slug: str, widget: str
) -> None:
    page = phone.new_page()
    page.goto(f"/en/guide/tools/{slug}/")
    if page.locator("[data-keeps]").count():
        expect(page.locator("[data-keeps]")).to_be_visible()
    else:
        page.get_by_role("button", name="Keep this page on this phone").click()
        expect(page.locator("[data-done]")).to_be_visible()
    server.stop()

    page.reload()

    expect(page.locator(widget)).to_be_visible()
    expect(page.locator("h1")).to_be_visible()


def test_the_whole_guide_is_kept_on_wish(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto("/en/guide/")
    page.get_by_role("button", name="Keep the whole guide on this phone").click()
    expect(page.locator("[data-done]")).to_be_visible(timeout=60_000)
    server.stop()

    page.goto("/en/guide/tools/money-worry/")

    expect(page.locator("h1")).to_have_text("Money worry")


def test_a_light_plan_that_is_kept_opens_with_the_server_stopped(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    work_out_a_light_plan(page)
    plan = page.locator("main table").first.inner_text()
    page.get_by_role("button", name="Keep this page on this phone").click()
    expect(page.locator("[data-done]")).to_be_visible()

    page.goto("/en/guide/tools/light-plan/mine/")
    kept_beside_the_server = page.locator("main table").first.inner_text()
    server.stop()
    page.goto("/en/kept/")
    page.get_by_role("link", name="My light plan").click()

    assert [kept_beside_the_server, page.locator("main table").first.inner_text()] == [plan, plan]


def test_a_light_plan_is_kept_only_on_wish(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    work_out_a_light_plan(page)

    page.goto("/en/guide/tools/light-plan/mine/")

    assert page.url.endswith("/en/guide/tools/light-plan/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_on_what_was_worked_out(open_page: OpenPage, language: str, scheme: str) -> None:
    page = open_page(f"/{language}/guide/", color_scheme=scheme)

    work_out_a_light_plan(page, language)
    assert findings(page) == []
    look_at_a_schedule(page, language)
    assert findings(page) == []


def test_plan_and_check_are_worked_out_without_scripts_and_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/en/guide/", java_script_enabled=False)

    work_out_a_light_plan(page)
    expect(page.get_by_role("heading", name="At the place")).to_be_visible()
    look_at_a_schedule(page)
    expect(page.get_by_role("heading", name="7 time zones")).to_be_visible()


def work_out_a_light_plan(page: Page, language: str = "en") -> None:
    page.goto(f"/{language}/guide/tools/light-plan/")
    page.locator("#home").fill("Berlin")
    page.locator("#away").fill("Tokyo")
    page.locator("#arrives").fill("2027-03-02")
    page.locator("#leaves").fill("2027-03-12")
    page.locator("#leaves").press("Enter")
    page.wait_for_url("**/light-plan/mine/")


def look_at_a_schedule(page: Page, language: str = "en") -> None:
    page.goto(f"/{language}/guide/tools/rider-and-schedule/")
    page.locator("#text").fill("2 May 2027 Lisbon\n3 May 2027 Berlin\n4 May 2027 Tokyo")
    page.locator("form:has(#text) .button").press("Enter")
    page.wait_for_url("**/rider-and-schedule/mine/")
