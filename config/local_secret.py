"""A secret key for a machine that was given none: made once, kept beside the database, readable by its owner only."""

import os
import secrets
from pathlib import Path


def local_secret_key() -> str:
    """Return this installation's own secret key; the first call makes it."""
    var = Path(os.environ.get("GREENROOM_VAR", Path(__file__).resolve().parents[1] / "var"))
    path = var / "keys" / "secret.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()
