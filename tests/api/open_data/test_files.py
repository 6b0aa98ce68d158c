"""The files of an edition as others fetch and check them."""

import csv
import io
import json
import shutil
import subprocess
from base64 import b64decode
from pathlib import Path

import pytest
from django.test import Client
from frictionless import Package
from pytest_django import Settings

from greenroom.api import open_data
from greenroom.api.open_data.papers import LICENCES
from greenroom.edition.documents import Content, Draft
from tests.edition.documents import contact_document, resource_document
from tests.edition.test_history import FIRST

pytestmark = pytest.mark.usefixtures("served")


@pytest.fixture(scope="module")
def fetched(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fetched") / "1"
    shutil.copytree(shipped / "editions" / "000001" / "public", folder)
    return folder


def get(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content


def test_every_file_of_the_index_is_there(client: Client, fetched: Path) -> None:
    index = json.loads(get(client, "/data/1/"))

    assert {one["path"] for one in index["files"]} >= {"resources.jsonl", "resources.csv", "hsds.json", "care/at.json"}
    for one in index["files"]:
        assert get(client, f"/data/1/{one['path']}") == (fetched / one["path"]).read_bytes()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("resources.jsonl", "application/x-ndjson"),
        ("resources.csv", "text/csv; charset=utf-8"),
        ("hsds.json", "application/json"),
        ("LICENCE.txt", "text/plain; charset=utf-8"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
        ("manifest.json", "application/json"),
    ],
)
def test_a_file_says_what_it_is_and_lasts_for_ever(client: Client, name: str, kind: str) -> None:
    response = client.get(f"/data/1/{name}")

    assert response.headers["Content-Type"] == kind
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(f"/data/1/{name}", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/data/2/",
        "/data/1/nothing",
        "/data/1/../1/resources.csv",
        "/data/1/%2e%2e/resources.jsonl",
        "/data/99999999999999/",
    ],
)
def test_what_is_not_there_is_a_problem(client: Client, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_current_leads_to_the_edition_of_now(client: Client) -> None:
    assert client.get("/data/current/").headers["Location"] == "/data/1/"
    assert client.get("/data/current/resources.csv").headers["Location"] == "/data/1/resources.csv"


def test_the_hashes_can_be_checked_with_the_usual_tools(client: Client, fetched: Path) -> None:
    (fetched / "edition.pub").write_bytes(get(client, "/data/edition.pub"))
    (fetched / "signature").write_bytes(b64decode((fetched / "SHA256SUMS.sig").read_bytes()))
    verify = "openssl pkeyutl -verify -pubin -inkey edition.pub -rawin -in SHA256SUMS -sigfile signature"

    for command in (verify, "sha256sum --check --strict SHA256SUMS"):
        done = subprocess.run(command.split(), check=False, cwd=fetched, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_tables_are_as_their_package_says(fetched: Path) -> None:
    report = Package(str(fetched / "datapackage.json")).validate()

    assert report.flatten(["type", "title", "note"]) == []
    assert {task.name for task in report.tasks} == {"resources", "contacts", "sources", "texts", "checks"}


def test_a_cell_never_runs_as_a_formula_and_a_number_stays_one() -> None:
    contacts = (contact_document(value="+44 20 1234", e164="+44201234", notes={"en": "-1+1"}),)
    resource = resource_document("gb-a", name="=1+1", organization="@me", contacts=contacts)
    draft = Draft(number=1, built_at=FIRST, content=Content((resource,)), history={})

    made = open_data.files(draft)

    (row,) = csv.DictReader(io.StringIO(made["resources.csv"].decode()))
    (way,) = csv.DictReader(io.StringIO(made["contacts.csv"].decode()))
    assert (row["name"], row["organization"]) == ("'=1+1", "'@me")
    assert (way["value"], way["e164"], way["note_en"]) == ("+44 20 1234", "+44201234", "'-1+1")


def test_the_same_content_makes_the_same_files_but_for_what_is_dated() -> None:
    content = Content((resource_document("gb-a"),))

    first, second = (
        open_data.files(Draft(number=number, built_at=FIRST, content=content, history={})) for number in (1, 2)
    )

    assert {name for name in first if first[name] != second[name]} == {"datapackage.json"}


@pytest.mark.parametrize("spdx", LICENCES)
def test_the_operator_chooses_the_licence(settings: Settings, spdx: str) -> None:
    settings.OPEN_DATA_LICENCE = spdx
    draft = Draft(number=1, built_at=FIRST, content=Content(()), history={})

    made = open_data.files(draft)

    assert LICENCES[spdx].url in made["LICENCE.txt"].decode()
    assert json.loads(made["datapackage.json"])["licenses"][0]["name"] == spdx
