import json
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from greenroom.directory.choices import Status
from greenroom.edition.build import publisher
from greenroom.edition.documents import Content, ResourceDocument
from tests.edition.conftest import Press, press
from tests.edition.documents import contact_document, resource_document
from tests.edition.test_history import FIRST

__all__ = ["press"]
ATOM = "{http://www.w3.org/2005/Atom}"


def line(slug: str, number: str = "0800 1", **changes: object) -> ResourceDocument:
    return resource_document(slug, contacts=(contact_document(value=number, dial=number.replace(" ", "")),), **changes)


@pytest.fixture
def three(press: Press, settings: Settings) -> None:
    """Three editions: the second adds, changes a number and retires; the third only says the same again."""
    settings.EDITION_DIR, settings.EDITION_PUBLIC_KEY = press.root, press.public_path
    second = (line("gb-a"), line("gb-b", "0800 2"), line("gb-d", status=Status.CLOSED), line("gb-new"))
    for hours, listed in enumerate(((line("gb-a"), line("gb-b"), line("gb-c"), line("gb-d")), second, second)):
        publisher.publish(press.root, press.key, Content(listed), FIRST + timedelta(hours=hours), 10)


def slugs(changes: list[dict[str, object]]) -> list[object]:
    return [change["slug"] for change in changes]


@pytest.mark.usefixtures("three")
def test_what_is_different_between_two_editions(client: Client) -> None:
    read = json.loads(client.get("/data/changes.json?from=1&to=2").content)

    assert (read["from"], read["to"]) == (1, 2)
    assert (slugs(read["added"]), slugs(read["changed"]), slugs(read["retired"])) == (
        ["gb-new"],
        ["gb-b"],
        ["gb-c", "gb-d"],
    )
    assert read["changed"][0]["fields"] == ["contacts"]
    assert (read["changed"][0]["ways_gone"], read["changed"][0]["ways_new"]) == (["0800 1"], ["0800 2"])


@pytest.mark.usefixtures("three")
def test_without_saying_which_the_last_two_are_compared(client: Client) -> None:
    read = json.loads(client.get("/data/changes.json").content)

    assert (read["from"], read["to"], read["added"], read["changed"], read["retired"]) == (2, 3, [], [], [])


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(("query", "status"), [("from=1&to=9", 404), ("from=x&to=2", 422), ("to=²", 422)])
def test_a_mistake_is_said(client: Client, query: str, status: int) -> None:
    assert client.get(f"/data/changes.json?{query}").status_code == status


@pytest.mark.usefixtures("three")
def test_a_feed_has_an_entry_for_each_edition_that_changed_something(client: Client) -> None:
    response = client.get("/data/changes.atom")
    feed = ET.fromstring(response.content)

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    assert [feed.findtext(f"{ATOM}{name}") is not None for name in ("id", "title", "updated")] == [True] * 3
    assert [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")] == ["https://help.example.org/data/2/"]
    (entry,) = feed.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}summary") == "Added: gb-new. Changed: gb-b. Retired: gb-c, gb-d."


@pytest.mark.usefixtures("three")
def test_the_same_as_rss(client: Client) -> None:
    channel = ET.fromstring(client.get("/data/changes.rss").content).find("channel")

    assert channel is not None
    assert [item.findtext("guid") for item in channel.iter("item")] == ["https://help.example.org/data/2/"]


@pytest.mark.usefixtures("three")
def test_the_page_says_it_in_words(client: Client) -> None:
    page = client.get("/en/data/changes/").content.decode()

    assert 'href="/en/r/gb-new/"' in page
    assert '<del><bdi dir="ltr">0800 1</bdi></del> <ins><bdi dir="ltr">0800 2</bdi></ins>' in page
    assert page.count('<section class="card stack"') == 1
