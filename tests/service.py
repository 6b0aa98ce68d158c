"""Start the service as its operators do, for tests that look at it from outside."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 60
# The public address that the test settings give the service.
SITE = "https://help.example.org"


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. Header names are lower case; a header that came twice is joined with a comma."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Service:
    address: str
    var: Path
    environment: dict[str, str]
    pid: int

    def get(self, path: str, **headers: str) -> Answer:
        """Fetch a path without following redirects. Header names are given with underscores."""
        request = urllib.request.Request(self.address + path)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with _opener().open(request, timeout=30) as response:
                return _answer(response)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, _headers(error.headers.items()), error.read())

    def manage(self, *words: str) -> str:
        """Run a management command against this service's database and editions; returns what it printed."""
        result = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return result.stdout


def service_environment(var: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a service that keeps everything in `var`."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**inherited, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "GREENROOM_VAR": str(var), **settings}


def prepare(var: Path) -> None:
    """Do what `make run` does before it starts the processes."""
    command = [sys.executable, "manage.py", "prepare"]
    subprocess.run(command, cwd=ROOT, env=service_environment(var), check=True, capture_output=True)


@contextmanager
def running_service(var: Path, **settings: str) -> Iterator[Service]:
    """Run the web process on a prepared folder until the block ends."""
    port = free_port()
    environment = service_environment(var, **settings)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--blocking-threads", "1", "--no-ws", "config.wsgi:application"]
    with (var / "web.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        running = Service(f"http://127.0.0.1:{port}", var, environment, process.pid)
        try:
            _wait_until_ready(running)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_ready(running: Service) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if running.get("/readyz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError((running.var / "web.log").read_text())


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def _answer(response: HTTPResponse) -> Answer:
    return Answer(response.status, _headers(response.getheaders()), response.read())


def _headers(pairs: object) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, value in pairs:  # type: ignore[attr-defined] # (name, value) pairs of http.client
        key = name.lower()
        joined[key] = f"{joined[key]}, {value}" if key in joined else value
    return joined


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
