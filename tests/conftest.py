import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from greenroom.core import append_only
from greenroom.core.catalogues import compile_catalogues
from greenroom.edition import keys
from greenroom.edition.reader.opening import Edition, open_edition
from tests.service import Service, prepare, running_service

IN_CI = os.environ.get("CI") == "true"


def pytest_configure(config: pytest.Config) -> None:
    for root in settings.LOCALE_PATHS:
        compile_catalogues(root)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI nothing may be skipped: a missing program there hides a broken promise."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `make run` leaves it: shipped records loaded and published. Made once for all test processes; do not
    change what is in it.
    """
    parallel = "PYTEST_XDIST_WORKER" in os.environ
    folder = tmp_path_factory.getbasetemp().parent if parallel else tmp_path_factory.getbasetemp()
    var = folder / "shipped"
    with (folder / "shipped.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (var / "done").exists():
            prepare(var)
            (var / "done").touch()
    return var


@pytest.fixture(scope="session")
def shipped_edition(shipped: Path) -> Edition:
    public_key = keys.public_key(shipped / "keys" / "edition.pub")
    return open_edition(shipped / "editions" / "000001", public_key)


@pytest.fixture
def served(shipped: Path, settings: Settings) -> None:
    """Let this process's pages read the shipped edition."""
    settings.EDITION_DIR = shipped / "editions"
    settings.EDITION_PUBLIC_KEY = shipped / "keys" / "edition.pub"
    settings.BOOK_DIR = shipped / "books"


@pytest.fixture(scope="session")
def service(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The real web process on the shipped records, reached over HTTP on loopback."""
    var = tmp_path_factory.mktemp("service") / "var"
    shutil.copytree(shipped, var, symlinks=True)
    with running_service(var) as running:
        yield running


@pytest.fixture
def without_append_only_triggers(transactional_db: None) -> Iterator[None]:
    """For tests that must empty the tables at their end, which append-only triggers refuse."""
    for table in append_only.TABLES:
        append_only.remove(connection, table)
    yield
    for table in append_only.TABLES:
        append_only.install(connection, table)
