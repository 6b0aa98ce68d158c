"""Tables that only grow: triggers make the database itself refuse UPDATE, DELETE, REPLACE and TRUNCATE.

SQLite remakes a table when a later migration alters a column and drops its triggers silently, so they are installed
again after every migration.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# Every append-only table of the product.
TABLES = ("core_auditentry",)


def install_after_migrate(using: str, **kwargs: Any) -> None:
    """`post_migrate` receiver: (re)install the triggers on the database that was migrated."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    for table in TABLES:
        if table in present:
            install(connection, table)


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make `table` append-only. May be called again."""
    remove(connection, table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
            )
            cursor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            cursor.execute(
                f"CREATE TRIGGER {table}_append_only_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            return
        for deed in ("UPDATE", "DELETE"):
            cursor.execute(
                f"CREATE TRIGGER {table}_append_only_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the triggers of `table` away. For tests that must empty tables, and for `install`."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only_truncate ON {table}")
            return
        for deed in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only_{deed}")
