"""With the database gone, the pages that matter go on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service import Service, running_service


@pytest.fixture(scope="module")
def service_without_database(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    var = tmp_path_factory.mktemp("no-database") / "var"
    shutil.copytree(shipped, var, symlinks=True)
    with running_service(var) as running:
        for path in var.glob("greenroom.sqlite3*"):
            path.rename(path.with_name("moved-" + path.name))
        yield running


@pytest.mark.parametrize("cookie", ["", "sessionid=abcdefghijklmnopqrstuvwxyz012345"])
@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/ar/",
        "/en/now/",
        "/en/now/gb/",
        "/ar/now/eg/",
        "/en/r/gb-samaritans/",
        "/ar/r/us-ndvh/",
        "/de/find/?country=at&kind=crisis_line",
        "/en/in/jp/",
        "/sw/privacy/",
        "/zh/about/",
        "/hi/accessibility/",
        "/uk/data/",
        "/ko/kept/",
        "/robots.txt",
        "/sitemap.xml",
        "/ja/sitemap.xml",
        "/service-worker.js",
        "/ja/card/",
        "/fr/data/changes/",
        "/en/kept/pack/",
        "/embed/ar/eg/",
        "/api/",
        "/api/v1/now/so?lang=sw",
        "/api/hsds/3/services",
        "/data/1/",
        "/data/1/packs/de.json",
        "/data/changes.atom",
        "/llms.txt",
    ],
)
def test_public_pages_answer(service_without_database: Service, path: str, cookie: str) -> None:
    headers = {"Cookie": cookie} if cookie else {}

    assert service_without_database.get(path, **headers).status == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_answer(service_without_database: Service, path: str) -> None:
    assert service_without_database.get(path).status == 200


def test_an_unknown_page_is_still_answered_in_a_language(service_without_database: Service) -> None:
    assert service_without_database.get("/ar/now/xx/").status == 404


def test_no_database_file_was_made_in_passing(service_without_database: Service) -> None:
    service_without_database.get("/en/now/gb/", Cookie="sessionid=abc")

    assert list(service_without_database.var.glob("greenroom.sqlite3*")) == []
