"""Copies of everything that cannot be made again: the database and the editions. Keys are kept apart and not copied.

A copy is a folder: `database.sqlite3` or `database.dump`, `editions/`, and `backup.json` with the hash of every file.
"""

import os
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import connections

LIST_NAME = "backup.json"
EDITIONS_NAME = "editions"
SQLITE_NAME = "database.sqlite3"
POSTGRESQL_NAME = "database.dump"


class BackupRefused(Exception):
    """A copy could not be made or is not whole. The message says why; nothing was changed."""


class BackupList(msgspec.Struct, frozen=True):
    made_at: datetime
    files: dict[str, str]


def make_backup(parent: Path) -> Path:
    """Copy database and editions into a new folder under `parent` while the service runs. Returns the folder.

    The folder appears under its name when it is whole. Refuses: BackupRefused.
    """
    now = datetime.now(UTC)
    folder = parent / f"greenroom-{now:%Y%m%dT%H%M%S}"
    unfinished = folder.with_suffix(".unfinished")
    try:
        unfinished.mkdir(parents=True)
        _copy_database(unfinished)
        if settings.EDITION_DIR.exists():
            shutil.copytree(settings.EDITION_DIR, unfinished / EDITIONS_NAME, symlinks=True, ignore=_not_finished)
        content = msgspec.json.encode(BackupList(now, _hashes(unfinished)))
        (unfinished / LIST_NAME).write_bytes(content)
        unfinished.rename(folder)
    except (OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise BackupRefused(f"no backup was made: {error}") from error
    return folder


def verify_backup(folder: Path) -> BackupList:
    """Return what a copy holds, every hash checked. Refuses: BackupRefused."""
    try:
        listed = msgspec.json.decode((folder / LIST_NAME).read_bytes(), type=BackupList)
    except (OSError, msgspec.DecodeError) as error:
        raise BackupRefused(f"{folder} is not a backup: {error}") from error
    found = _hashes(folder)
    damaged = sorted(name for name in listed.files.keys() | found.keys() if listed.files.get(name) != found.get(name))
    if damaged:
        raise BackupRefused(f"{folder} is damaged: {', '.join(damaged[:5])}")
    return listed


def restore_backup(folder: Path) -> Path:
    """Bring a copy back, with the service stopped. What was there is moved aside; returns where.

    Refuses: BackupRefused when the copy is damaged; then nothing was changed.
    """
    verify_backup(folder)
    aside = settings.VAR_DIR / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    aside.mkdir(parents=True)
    try:
        _restore_database(folder, aside)
    except (OSError, subprocess.CalledProcessError) as error:
        raise BackupRefused(f"the database was not restored: {error}; what was there is in {aside}") from error
    if settings.EDITION_DIR.exists():
        settings.EDITION_DIR.rename(aside / EDITIONS_NAME)
    if (folder / EDITIONS_NAME).exists():
        shutil.copytree(folder / EDITIONS_NAME, settings.EDITION_DIR, symlinks=True)
    return aside


def _copy_database(folder: Path) -> None:
    if connections["default"].vendor == "sqlite":
        with sqlite3.connect(_sqlite_path()) as source, sqlite3.connect(folder / SQLITE_NAME) as target:
            source.backup(target)
        return
    _run_postgresql("pg_dump", "--format=custom", f"--file={folder / POSTGRESQL_NAME}")


def _restore_database(folder: Path, aside: Path) -> None:
    connections["default"].close()
    if connections["default"].vendor == "sqlite":
        for suffix in ("", "-wal", "-shm"):
            current = Path(f"{_sqlite_path()}{suffix}")
            if current.exists():
                current.rename(aside / current.name)
        shutil.copyfile(folder / SQLITE_NAME, _sqlite_path())
        return
    _run_postgresql("pg_dump", "--format=custom", f"--file={aside / POSTGRESQL_NAME}")
    _run_postgresql("pg_restore", "--clean", "--if-exists", "--exit-on-error", str(folder / POSTGRESQL_NAME))


def _sqlite_path() -> str:
    return str(connections["default"].settings_dict["NAME"])


def _run_postgresql(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs; the password travels in the environment, never on the command line."""
    wanted = connections["default"].get_connection_params()
    names = {"dbname": "dbname", "host": "host", "port": "port", "user": "username"}
    place = [f"--{option}={wanted[name]}" for name, option in names.items() if wanted.get(name)]
    environment = {**os.environ, "PGPASSWORD": str(wanted.get("password") or "")}
    subprocess.run([program, *place, *arguments], check=True, env=environment)


def _hashes(folder: Path) -> dict[str, str]:
    hashes = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or (path.name == LIST_NAME and path.parent == folder):
            continue
        with path.open("rb") as file:
            hashes[str(path.relative_to(folder))] = file_digest(file, "sha256").hexdigest()
    return hashes


def _not_finished(folder: str, names: list[str]) -> list[str]:
    """Leave out what a publisher is at work on: it is not public, and may vanish while it is copied."""
    return [name for name in names if name.startswith(".")]
