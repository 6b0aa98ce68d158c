"""Finding support, from the first page to a service and back to the question; with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenPage

pytestmark = pytest.mark.browser

both_ways = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@both_ways
def test_a_crisis_line_in_austria_is_found_in_german(open_page: OpenPage, script: bool) -> None:
    page = open_page("/de/", java_script_enabled=script)

    page.locator("main a[href='/de/find/']").click()
    page.select_option("#country", "at")
    page.select_option("#kind", "crisis_line")
    page.locator("form[role=search] button").click()

    expect(page).to_have_url(re.compile("country=at&.*kind=crisis_line"))
    expect(page.locator("a[href='tel:142']")).to_be_visible()
    expect(page.locator(".chip")).to_have_count(2)


@both_ways
def test_a_choice_is_taken_away_by_its_chip(open_page: OpenPage, script: bool) -> None:
    page = open_page("/en/find/?country=at&kind=crisis_line", java_script_enabled=script)

    page.locator(".chip", has_text="Crisis line").click()

    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("#country")).to_have_value("at")
    expect(page.locator("#kind")).to_have_value("")


@both_ways
def test_the_chosen_country_goes_along_to_the_service_and_to_help_now(open_page: OpenPage, script: bool) -> None:
    page = open_page("/en/find/?country=ie&kind=crisis_line", java_script_enabled=script)

    page.locator("article a[href*='/en/r/']").first.click()
    page.get_by_role("link", name="Help now in Ireland").click()

    expect(page.locator("h1")).to_have_text("Ireland")


@both_ways
def test_choices_behind_more_are_kept_when_the_question_is_asked_again(open_page: OpenPage, script: bool) -> None:
    page = open_page("/en/find/?country=us&topic=anxiety&cost=free", java_script_enabled=script)

    page.fill("#q", "music")
    page.locator("form[role=search] button").click()

    expect(page.locator("#topic")).to_have_value("anxiety")
    expect(page.locator("#cost")).to_have_value("free")
    expect(page.locator("#q")).to_have_value("music")


@both_ways
def test_a_country_page_is_reached_from_help_now(open_page: OpenPage, script: bool) -> None:
    page = open_page("/en/now/jp/", java_script_enabled=script)

    page.get_by_role("link", name="How care works here, and all support in this place").click()

    expect(page.locator("#care")).to_have_text("How care works here")
    expect(page.locator("[data-keep-page]")).to_be_visible(visible=script)


def test_what_may_follow_appears_while_somebody_types_and_keeps_the_rest(open_page: OpenPage) -> None:
    page = open_page("/en/find/?country=at")

    page.locator("#q").press_sequentially("help with anx")
    page.get_by_role("link", name="Anxiety", exact=True).click()

    expect(page).to_have_url(re.compile("q=help\\+with\\+Anxiety&country=at"))
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
