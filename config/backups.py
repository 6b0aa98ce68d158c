"""Copies of everything that cannot be made again: the database and the editions. Keys are kept apart and not copied.

A copy is a folder: `database.sqlite3` or `database.dump`, `editions/`, and `backup.json` with the hash of every file.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
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
    try:
        parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=parent))
    except OSError as error:
        raise BackupRefused(f"no backup was made: {error}") from error
    try:
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
    listed = verify_backup(folder)
    if _database_copy_name() not in listed.files:
        raise BackupRefused(f"{folder} is a backup of another kind of database")
    aside = settings.VAR_DIR / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    editions = settings.EDITION_DIR.with_name(f".{settings.EDITION_DIR.name}-restoring")
    try:
        aside.mkdir(parents=True)
        shutil.rmtree(editions, ignore_errors=True)
        if (folder / EDITIONS_NAME).exists():
            shutil.copytree(folder / EDITIONS_NAME, editions, symlinks=True)
        _restore_database(folder, aside)
        if settings.EDITION_DIR.exists():
            shutil.move(settings.EDITION_DIR, aside / EDITIONS_NAME)
        if editions.exists():
            editions.rename(settings.EDITION_DIR)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(editions, ignore_errors=True)
        raise BackupRefused(f"not restored: {error}; what was moved is in {aside}") from error
    return aside


def _copy_database(folder: Path) -> None:
    if connections["default"].vendor == "sqlite":
        if not Path(_sqlite_path()).exists():
            raise FileNotFoundError(f"there is no database at {_sqlite_path()}")
        with sqlite3.connect(_sqlite_path()) as source, sqlite3.connect(folder / SQLITE_NAME) as target:
            source.backup(target)
        return
    _run_postgresql("pg_dump", "--format=custom", f"--file={folder / POSTGRESQL_NAME}")


def _restore_database(folder: Path, aside: Path) -> None:
    connections["default"].close()
    if connections["default"].vendor == "sqlite":
        staged = Path(f"{_sqlite_path()}-restoring")
        shutil.copyfile(folder / SQLITE_NAME, staged)
        for suffix in ("", "-wal", "-shm"):
            current = Path(f"{_sqlite_path()}{suffix}")
            if current.exists():
                shutil.move(current, aside / current.name)
        staged.rename(_sqlite_path())
        return
    _run_postgresql("pg_dump", "--format=custom", f"--file={aside / POSTGRESQL_NAME}")
    _run_postgresql("pg_restore", "--clean", "--if-exists", "--single-transaction", str(folder / POSTGRESQL_NAME))


def _database_copy_name() -> str:
    return SQLITE_NAME if connections["default"].vendor == "sqlite" else POSTGRESQL_NAME


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
    """Return what stands for each file of a copy: the hash of its content; for a link, where it points."""
    hashes = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            hashes[name] = f"-> {path.readlink()}"
        elif path.is_file() and name != LIST_NAME:
            with path.open("rb") as file:
                hashes[name] = file_digest(file, "sha256").hexdigest()
    return hashes


def _not_finished(folder: str, names: list[str]) -> list[str]:
    """Leave out what a publisher is at work on: it is not public, and may vanish while it is copied."""
    return [name for name in names if name.startswith(".")]
