"""The guide's pages for staff, as those read and use them who do not see or cannot use a mouse."""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage, findings
from tests.service import ROOT, Service

pytestmark = pytest.mark.browser

ADDRESS, PASSWORD = "engineer@example.org", "quiet-harbour-lantern-29"
PATHS = ("/staff/guide/", "/staff/guide/tool/paced-breathing/en/", "/staff/guide/chapter/flying-alone/de/")


@pytest.fixture(scope="module")
def account(service: Service) -> None:
    command = [sys.executable, "manage.py", "staff_account", ADDRESS, "--engineer"]
    subprocess.run(command, cwd=ROOT, env=service.environment, input=f"{PASSWORD}\n", text=True, check=True)


def sign_in(page: Page) -> None:
    page.locator("input[type=email]").fill(ADDRESS)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("input[type=password]").press("Enter")
    page.wait_for_url("**/staff/")


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_on_the_guides_staff_pages(open_page: OpenPage, language: str, scheme: str) -> None:
    page = open_page("/staff/sign-in/", locale=language, color_scheme=scheme)
    sign_in(page)

    for path in PATHS:
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language
        assert (path, findings(page)) == (path, [])


@pytest.mark.usefixtures("account")
def test_a_text_is_looked_at_and_kept_as_a_draft_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/staff/sign-in/")
    sign_in(page)
    page.goto(PATHS[1])
    body = page.locator("[name=body]")

    body.fill(body.input_value().replace("1. ", "1. Once more. ", 1))
    page.get_by_role("button", name="Preview").press("Enter")
    expect(page.get_by_role("region", name="Preview")).to_contain_text("Once more.")
    page.get_by_role("button", name="Save as a draft").press("Enter")

    expect(page.locator("main")).to_contain_text("Readers still see the old text.")
    page.get_by_role("button", name="Throw the draft away").press("Enter")
    expect(page.locator("main")).not_to_contain_text("Readers still see the old text.")
