"""One service's page: what it says when the service, or the reader's country, is not what the page was made for."""

from dataclasses import replace

import msgspec
import pytest
from django.test import Client

from greenroom.directory.choices import Status
from greenroom.edition.reader import live
from greenroom.edition.reader.opening import Edition

PAGE = "/en/r/gb-samaritans/"


@pytest.fixture
def closed(shipped_edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition in which Samaritans have closed and Shout has taken their place."""
    resources = dict(shipped_edition.resources)
    resources["gb-samaritans"] = msgspec.structs.replace(
        resources["gb-samaritans"], status=Status.CLOSED, superseded_by="gb-shout"
    )
    edition = replace(shipped_edition, resources=resources)
    monkeypatch.setattr(live, "current", lambda: edition)


def test_a_service_that_has_closed_offers_no_number_but_its_successor(closed: None, client: Client) -> None:
    text = client.get(PAGE).content.decode()

    assert "This service is not offered now." in text
    assert 'href="/en/r/gb-shout/"' in text
    assert "tel:" not in text


def test_a_number_is_no_link_for_a_country_it_does_not_serve(served: None, client: Client) -> None:
    text = client.get(PAGE, {"country": "fr"}).content.decode()

    assert "This service does not serve France." in text
    assert "tel:" not in text


def test_a_number_is_a_link_where_it_is_served(served: None, client: Client) -> None:
    assert 'href="tel:116123"' in client.get(PAGE, {"country": "ie"}).content.decode()
