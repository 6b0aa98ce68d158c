"""With no edition to read, nothing fails: pages say so, and what helps without us."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

PAGES = ["/en/now/gb/", "/ar/now/eg/", "/en/r/gb-samaritans/"]


@pytest.fixture(params=["no edition", "no public key", "a stranger's key"])
def unreadable(request: pytest.FixtureRequest, shipped: Path, settings: Settings, tmp_path: Path) -> None:
    from greenroom.edition import keys

    keys.make(tmp_path / "stranger.key", tmp_path / "stranger.pub")
    places = {
        "no edition": (tmp_path / "nothing", shipped / "keys" / "edition.pub"),
        "no public key": (shipped / "editions", tmp_path / "nothing.pub"),
        "a stranger's key": (shipped / "editions", tmp_path / "stranger.pub"),
    }
    settings.EDITION_DIR, settings.EDITION_PUBLIC_KEY = places[request.param]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_numbers_says_that_it_has_none(unreadable: None, client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "ask anyone near you or a hotel desk" in response.content.decode()


@pytest.mark.parametrize("path", ["/en/", "/ar/", "/en/now/"])
def test_pages_without_numbers_go_on(unreadable: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_probe_says_not_ready_but_alive(unreadable: None, client: Client) -> None:
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
