"""Eight writers at once on SQLite as the service opens it: nobody is turned away."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings.databases import database_settings
from tests.service import ROOT, service_environment

WRITERS = 8
DEEDS = 15

WRITER = f"""
import django
django.setup()
from greenroom.core import audit
from greenroom.core.actor import Actor
from django.db import transaction
from greenroom.core.models import AuditEntry
for number in range({DEEDS}):
    with transaction.atomic():
        AuditEntry.objects.count()
        audit.record(Actor.operator(), "test.write", f"number:{{number}}", {{}})
"""


def test_eight_writers_lose_nothing(tmp_path: Path) -> None:
    environment = service_environment(tmp_path / "var")
    (tmp_path / "var").mkdir()
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)

    writers = [subprocess.Popen([sys.executable, "-c", WRITER], cwd=ROOT, env=environment) for _ in range(WRITERS)]
    codes = [writer.wait(timeout=120) for writer in writers]

    with sqlite3.connect(tmp_path / "var" / "greenroom.sqlite3") as database:
        written = database.execute("SELECT count(*) FROM core_auditentry").fetchone()[0]
        mode = database.execute("PRAGMA journal_mode").fetchone()[0]
    database.close()
    assert codes == [0] * WRITERS
    assert written == WRITERS * DEEDS
    assert mode == "wal"


@pytest.mark.parametrize(
    ("url", "engine"),
    [
        ("sqlite:////tmp/x.sqlite3", "django.db.backends.sqlite3"),
        ("postgres://me:secret@localhost:5432/greenroom", "django.db.backends.postgresql"),
    ],
)
def test_the_address_chooses_the_database(url: str, engine: str) -> None:
    assert database_settings(url)["ENGINE"] == engine
