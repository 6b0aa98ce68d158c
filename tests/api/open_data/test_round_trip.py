"""Another Greenroom, started from a dump: the same documents, the same pages."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from greenroom.core import countries
from greenroom.edition import keys
from greenroom.edition.reader.opening import Edition, open_edition
from tests.public_paths import PATHS
from tests.service import ROOT, service_environment

NOW = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)
LANGUAGES = ("en", "ar", "ja")


@pytest.fixture(scope="module")
def second(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that knows nothing but the files of the first one's edition."""
    var = tmp_path_factory.mktemp("second") / "var"
    dump = var.parent / "dump"
    shutil.copytree(shipped / "editions" / "000001" / "public", dump)
    var.mkdir()
    commands: list[list[object]] = [
        ["migrate", "--verbosity", "0"],
        ["edition", "keys"],
        ["load_records", dump / "resources.jsonl"],
        ["load_care", *sorted((dump / "care").glob("*.json"))],
        ["load_guide", "data/guide"],
        ["edition", "publish"],
    ]
    for words in commands:
        command = [sys.executable, "manage.py", *map(str, words)]
        subprocess.run(command, cwd=ROOT, env=service_environment(var), check=True, capture_output=True)
    return var


@pytest.fixture(scope="module")
def second_edition(second: Path) -> Edition:
    return open_edition(second / "editions" / "000001", keys.public_key(second / "keys" / "edition.pub"))


def test_every_document_is_the_same(shipped_edition: Edition, second_edition: Edition) -> None:
    assert len(second_edition.resources) == 731
    different = [slug for slug, one in shipped_edition.resources.items() if second_edition.resources.get(slug) != one]
    assert different == []
    assert second_edition.care == shipped_edition.care


def test_the_dump_of_the_second_is_the_dump_of_the_first(shipped: Path, second: Path) -> None:
    names = sorted(path.name for path in (shipped / "editions" / "000001" / "public").glob("*.*"))
    dated = {"hsds.json", "datapackage.json", "SHA256SUMS", "SHA256SUMS.sig"}

    for name in set(names) - dated:
        contents = [(var / "editions" / "000001" / "public" / name).read_bytes() for var in (shipped, second)]
        assert contents[0] == contents[1], name


def pages(client: Client, settings: Settings, var: Path) -> Iterator[tuple[str, bytes]]:
    settings.EDITION_DIR, settings.EDITION_PUBLIC_KEY = var / "editions", var / "keys" / "edition.pub"
    for language in LANGUAGES:
        for path in PATHS:
            yield f"/{language}/{path}", client.get(f"/{language}/{path}").content
    for code in countries.codes():
        yield code, client.get(f"/en/now/{code.lower()}/").content
        yield code, client.get(f"/en/in/{code.lower()}/").content


@time_machine.travel(NOW, tick=False)
def test_the_public_pages_are_the_same(client: Client, settings: Settings, shipped: Path, second: Path) -> None:
    """Both editions were made on the same day and are number one, so that even those two words are the same."""
    first = dict(pages(client, settings, shipped))

    other = dict(pages(client, settings, second))

    assert [path for path, page in first.items() if other[path] != page] == []
    assert len(first) >= 300
