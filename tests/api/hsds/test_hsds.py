"""HSDS from outside: the whole data set against the standard's schemas, paging, filters, and what is refused."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.api.hsds import schemas

pytestmark = pytest.mark.usefixtures("served")

HSDS = "/api/hsds/3"
LISTS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


def get(client: Client, path: str) -> Any:
    response = client.get(HSDS + path)
    assert response.status_code == 200, path
    return json.loads(response.content)


def every_page(client: Client, path: str, per_page: int) -> list[dict[str, Any]]:
    """Return the contents of all pages, each with the header the standard asks for."""
    contents: list[dict[str, Any]] = []
    number = 1
    while True:
        page = get(client, f"{path}{'&' if '?' in path else '?'}per_page={per_page}&page={number}")
        contents += page["contents"]
        assert (page["page_number"], page["size"], page["empty"]) == (number, len(page["contents"]), False)
        assert (page["first_page"], page["last_page"]) == (number == 1, number == page["total_pages"])
        if page["last_page"]:
            assert page["total_items"] == len(contents)
            return contents
        number += 1


def lines(client: Client, path: str) -> list[dict[str, Any]]:
    response = client.get(f"{HSDS}{path}{'&' if '?' in path else '?'}format=ndjson")
    assert response.headers["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in response.content.splitlines()]


def test_the_base_says_what_this_is(client: Client) -> None:
    base = get(client, "/")

    assert base["version"] == "3.1"
    for address in (base["profile"], base["openapi_url"]):
        assert client.get(address.removeprefix("https://help.example.org")).status_code == 200


@pytest.mark.parametrize("version", schemas.VERSIONS)
@pytest.mark.parametrize("name", LISTS)
def test_every_list_passes_the_standards_schemas(client: Client, version: str, name: str) -> None:
    validator = schemas.validator(version, LISTS[name])

    found = every_page(client, f"/{name}", per_page=400)
    assert found
    assert [fault for thing in found for fault in schemas.faults(validator, thing)] == []


@pytest.mark.parametrize("version", schemas.VERSIONS)
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/services?full=true", "service"),
        ("/organizations?full=true", "organization"),
        ("/service_at_locations?full=true", "service_at_location"),
    ],
)
def test_the_whole_data_set_passes_the_standards_schemas(client: Client, version: str, path: str, name: str) -> None:
    validator = schemas.validator(version, name)

    found = every_page(client, path, per_page=300)
    assert len(found) >= 500
    assert [fault for thing in found for fault in schemas.faults(validator, thing)] == []
    assert lines(client, path.partition("?")[0]) == found


@pytest.mark.parametrize("version", schemas.VERSIONS)
def test_organizations_with_whole_services_pass_too(client: Client, version: str) -> None:
    found = every_page(client, "/organizations?full_service=true", per_page=1000)

    assert [fault for one in found for fault in schemas.faults(schemas.validator(version, "organization"), one)] == []
    service = schemas.validator(version, "service")
    assert [fault for one in found for inner in one["services"] for fault in schemas.faults(service, inner)] == []


@pytest.mark.parametrize("version", schemas.VERSIONS)
@pytest.mark.parametrize("name", LISTS)
def test_a_single_thing_passes_and_is_the_one_of_the_list(client: Client, version: str, name: str) -> None:
    found = every_page(client, f"/{name}", per_page=1000)
    validator = schemas.validator(version, LISTS[name])

    for thing in found[::37] or found[:1]:
        one = get(client, f"/{name}/{thing['id']}")
        assert one["id"] == thing["id"]
        assert schemas.faults(validator, one) == []


@pytest.mark.parametrize("version", schemas.VERSIONS)
@pytest.mark.parametrize("name", ["service", "organization", "service_at_location"])
def test_a_sample_passes_the_ready_made_schemas(client: Client, version: str, name: str) -> None:
    found = every_page(client, f"/{name}s?full=true", per_page=1000)
    validator = schemas.compiled(version, name)

    assert [fault for thing in found[::60] for fault in schemas.faults(validator, thing)] == []


def test_planted_faults_are_found(client: Client) -> None:
    """The validators do see what is wrong: else all of the above would say nothing."""
    service = every_page(client, "/services?full=true", per_page=1000)[0]
    spoilt = [
        {**service, "id": "no-uuid"},
        {**service, "status": "open"},
        {**service, "url": "no address"},
        {**service, "last_modified": "yesterday"},
        {**service, "email": "nobody"},
        {**service, "phones": [{"id": service["id"]}]},
        {**service, "organization": {"id": service["id"], "name": "x"}},
    ]

    for version in schemas.VERSIONS:
        validator = schemas.validator(version, "service")
        assert [bool(schemas.faults(validator, one)) for one in spoilt] == [True] * len(spoilt)


def test_no_null_is_ever_said(client: Client) -> None:
    assert b":null" not in client.get(f"{HSDS}/services?format=ndjson").content


@pytest.mark.parametrize(
    ("query", "header"),
    [
        ("per_page=500&page=1", (731, 2, 1, 500, True, False, False)),
        ("per_page=500&page=2", (731, 2, 2, 231, False, True, False)),
        ("per_page=500&page=3", (731, 2, 3, 0, False, True, True)),
        ("organization_id=none", (0, 0, 1, 0, True, True, True)),
    ],
)
def test_the_header_of_a_page(client: Client, query: str, header: tuple[object, ...]) -> None:
    page = get(client, f"/services?{query}")

    names = ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")
    assert tuple(page[name] for name in names) == header


def test_filters_narrow_together(client: Client) -> None:
    whole = lines(client, "/services")
    topic = next(one for one in every_page(client, "/taxonomy_terms", 100) if one["code"] == "touring")
    organization = next(one for one in whole if one["greenroom"]["id"] == "int-backline-global-hub")["organization"][
        "id"
    ]

    def ids(query: str) -> set[str]:
        return {one["id"] for one in lines(client, f"/services?{query}")}

    by_topic, by_organization = ids(f"taxonomy_term_id={topic['id']}"), ids(f"organization_id={organization}")
    by_search, by_taxonomy = ids("search=global"), ids(f"taxonomy_id={topic['taxonomy_detail']['id']}")
    assert all((by_topic, by_organization, by_search, by_taxonomy))
    together = f"taxonomy_term_id={topic['id']}&organization_id={organization}&search=global"
    assert ids(together) == by_topic & by_organization & by_search
    assert by_topic <= by_taxonomy
    assert ids(f"{together}&modified_after=2999-01-01T00:00:00Z") == set()
    assert ids("modified_after=2000-01-01T00:00:00Z") == {one["id"] for one in whole}


def test_minimal_is_everything_at_once(client: Client) -> None:
    page = get(client, "/services?minimal=true&per_page=10")

    assert (page["total_pages"], page["size"]) == (1, 731)
    assert set(page["contents"][0]) == {"id", "name", "status", "last_modified", "modified_date"}


def test_nothing_lies_at_a_postcode(client: Client) -> None:
    assert get(client, "/service_at_locations?postcode=10115&proximity=500")["empty"] is True


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "per_page=0", "per_page=1001", "format=xml", "modified_after=yesterday",
     "modified_after=2026-11-22", "modified_after=60.0", "full=perhaps", "search=" + "a" * 301],
)  # fmt: skip
def test_a_mistake_is_said_as_a_problem(client: Client, query: str) -> None:
    response = client.get(f"{HSDS}/services?{query}")

    assert (response.status_code, response.headers["Content-Type"]) == (422, "application/problem+json")


@pytest.mark.parametrize("name", LISTS)
def test_what_is_not_there_is_a_problem(client: Client, name: str) -> None:
    response = client.get(f"{HSDS}/{name}/0b297823-699f-5371-8c21-000000000000")

    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_anybody_may_read_and_ask_again_what_is_new(client: Client) -> None:
    first = client.get(f"{HSDS}/services?page=2")
    again = client.get(f"{HSDS}/services?page=2", headers={"If-None-Match": first.headers["ETag"]})
    searched = client.get(f"{HSDS}/services?search=panic")

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert not first.cookies
    assert searched.headers["Cache-Control"] == "no-store"
    assert client.head(f"{HSDS}/services").status_code == 200
    assert client.post(f"{HSDS}/services").status_code == 405


def test_hours_past_midnight_and_around_the_clock(client: Client) -> None:
    by_id = {one["greenroom"]["id"]: one for one in lines(client, "/services")}
    rows = [(row["byday"], row["opens_at"], row["closes_at"]) for row in by_id["gb-samaritans"]["schedules"]]

    assert rows == [("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")]
    for service in by_id.values():
        for row in service.get("schedules", ()):
            assert row["opens_at"] < row["closes_at"], service["greenroom"]["id"]
