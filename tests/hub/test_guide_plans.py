"""The light plan and the look at a schedule, as a reader asks for them. Routings are made up."""

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("served")

LIGHT, SCHEDULE = "/en/guide/tools/light-plan/mine/", "/en/guide/tools/rider-and-schedule/mine/"
FLIGHT = {"home": "London, UK", "away": "Tokyo, JP", "arrives": "2027-01-10", "leaves": "", "wakes": "08:00"}
WEEK = "\n".join(f"{number} Mar 2027 Berlin, DE" for number in range(1, 8))


def post(client: Client, address: str, **fields: str) -> str:
    response = client.post(address, fields)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return response.content.decode()


def test_a_flight_becomes_a_plan_with_its_rule(client: Client) -> None:
    page = post(client, LIGHT, **FLIGHT)

    assert "14:00–17:00" in page
    assert "three hours before you wake up" in page


def test_a_flight_back_has_a_plan_of_its_own(client: Client) -> None:
    page = post(client, LIGHT, **FLIGHT | {"leaves": "2027-01-20"})

    assert page.count("<table") == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"arrives": ""}, "Please give the day of arrival."),
        ({"arrives": "2027-02-30"}, "Please give the day of arrival."),
        ({"leaves": "2027-01-01"}, "The flight back comes before the arrival."),
        ({"away": "Nowhereville-on-Sea"}, "We do not know one of these places."),
        ({"away": "Portland"}, "Oregon"),
        ({"away": "Paris, FR"}, "Fewer than three time zones"),
        ({"leaves": "2027-01-11"}, "You stay less than three days"),
        ({"home": "Lon\ndon 3 May\n4 May Rome"}, "We do not know one of these places."),
        ({"wakes": "25:99"}, "14:00–17:00"),
    ],
)
def test_what_is_not_clear_is_asked_back(client: Client, fields: dict[str, str], said: str) -> None:
    assert said in post(client, LIGHT, **FLIGHT | fields)


def test_a_place_that_was_asked_back_is_answered(client: Client) -> None:
    asked = post(client, LIGHT, **FLIGHT | {"away": "Portland"})
    value = asked.partition('name="answer-2" value="')[2].partition('"')[0]

    assert "<table" in post(client, LIGHT, **FLIGHT | {"away": "Portland", "answer-2": value})


def test_a_week_without_a_day_off_is_seen(client: Client) -> None:
    page = post(client, SCHEDULE, text=WEEK)

    assert "7 days without a day off" in page


def test_a_drive_and_a_jump_are_seen(client: Client) -> None:
    page = post(client, SCHEDULE, text="1 Mar 2027 Berlin, DE\n2 Mar 2027 Munich, DE\n3 Mar 2027 Tokyo, JP")

    assert "A drive after the show: <bdi>Berlin</bdi> – <bdi>Munich</bdi>" in page
    assert "8 time zones: <bdi>Munich</bdi> – <bdi>Tokyo</bdi>" in page


def test_a_calm_schedule_is_said_to_be_no_proof(client: Client) -> None:
    assert "ask the people" in post(client, SCHEDULE, text="1 Mar 2027 Berlin, DE\n3 Mar 2027 Hamburg, DE")


def test_lines_that_were_not_looked_at_are_named(client: Client) -> None:
    page = post(client, SCHEDULE, text="1 Mar 2027 Berlin, DE\n2 Mar 2027 Nowhereville-on-Sea")

    assert "These lines were not looked at:" in page


def test_nothing_pasted_is_said(client: Client) -> None:
    assert "Please paste your routing, or choose a file." in post(client, SCHEDULE, text="")


@pytest.mark.parametrize("address", [LIGHT, SCHEDULE])
def test_without_a_question_the_tool_is_shown(client: Client, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, address.removesuffix("mine/"))


@pytest.mark.parametrize("address", [LIGHT, SCHEDULE])
def test_another_site_cannot_ask(client: Client, address: str) -> None:
    assert client.post(address, {}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
