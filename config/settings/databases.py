"""How the product talks to its database."""

from typing import Any

import environ

# SQLite: WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start of a transaction, since
# with the default most transactions fail with "database is locked" at eight writers (docs/performance.md).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON;",
}


def database_settings(url: str) -> dict[str, Any]:
    """Return Django's settings for a database address (`sqlite:///path` or `postgres://…`)."""
    settings: dict[str, Any] = dict(environ.Env.db_url_config(url))  # type: ignore[no-untyped-call] # the package carries no types
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"] = SQLITE_OPTIONS
    else:
        settings["CONN_MAX_AGE"] = 60
        settings["CONN_HEALTH_CHECKS"] = True
    return settings
