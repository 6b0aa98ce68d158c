"""An installation in a folder of its own, run by its operator's commands."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import psycopg
from django.db.backends.sqlite3 import _functions as django_functions
from psycopg import sql

from tests.directory.factories import record, write_records
from tests.service import ROOT

# By name: PostgreSQL writes the same condition in other words after a restore.
POSTGRESQL_RULES = """
SELECT 'constraint ' || conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public'
ORDER BY 1
"""


@dataclass(frozen=True)
class Installation:
    """Everything but the ways to look into its database."""

    database_file: ClassVar[str]

    var: Path
    environment: dict[str, str]

    def every_row(self) -> list[str]:
        """Every row of the database, and its tables with their rules."""
        raise NotImplementedError

    def every_row_aside(self, aside: Path) -> list[str]:
        """What the database held that a restore moved aside."""
        raise NotImplementedError

    def execute(self, statement: str) -> None:
        raise NotImplementedError

    @property
    def current_edition(self) -> str:
        return str((self.var / "editions" / "current").readlink())

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(command, cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True)

    def manage(self, *words: str) -> str:
        result = self.run(*words)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def back_up(self) -> Path:
        printed = self.manage("backup", str(self.var.parent / "backups"))
        return Path(printed.strip().removeprefix("Backup made: "))

    def restore(self, folder: Path) -> Path:
        printed = self.manage("restore", str(folder))
        return Path(printed.strip().removeprefix("Restored. What was there before is in "))

    def publish_record(self, slug: str) -> None:
        """Load one record and publish it with all there are already."""
        self.manage("load_records", str(write_records(self.var.parent, record(id=slug, name=slug))))
        self.manage("edition", "publish")


class SqliteInstallation(Installation):
    database_file = "database.sqlite3"

    @property
    def database(self) -> Path:
        return self.var / "greenroom.sqlite3"

    def every_row(self) -> list[str]:
        return _every_row(self.database)

    def every_row_aside(self, aside: Path) -> list[str]:
        return _every_row(aside / self.database.name)

    def execute(self, statement: str) -> None:
        with closing(sqlite3.connect(self.database)) as opened, opened:
            opened.execute(statement)


class PostgresqlInstallation(Installation):
    database_file = "database.dump"

    def every_row(self) -> list[str]:
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        with psycopg.connect(self.environment["DATABASE_URL"]) as opened:
            lines = [line for (line,) in opened.execute(POSTGRESQL_RULES)]
            for (name,) in opened.execute(tables).fetchall():
                rows = opened.execute(sql.SQL("SELECT t::text FROM {} t ORDER BY 1").format(sql.Identifier(name)))
                lines += [name, *(f"{name} {row}" for (row,) in rows)]
            return lines

    def every_row_aside(self, aside: Path) -> list[str]:
        place = f"--dbname={self.environment['DATABASE_URL']}"
        dump = str(aside / self.database_file)
        subprocess.run(["pg_restore", place, "--clean", "--if-exists", dump], env=self.environment, check=True)
        return self.every_row()

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.environment["DATABASE_URL"]) as opened:
            opened.execute(sql.SQL(statement))  # type: ignore[arg-type] # a test's own statement


def query(database: Path, statement: str) -> list[tuple[object, ...]]:
    """Ask an SQLite file, with the functions at hand that Django's constraints use."""
    with closing(sqlite3.connect(database)) as opened:
        django_functions.register(opened)
        return opened.execute(statement).fetchall()


def _every_row(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as opened:
        return list(opened.iterdump())
