"""`make bench`: speed and memory, as ratios against a named peer in one run. Prints; asserts nothing.

Help-now is served by the web process and, byte for byte the same, as a static file by nginx (Debian); both with one
worker, in turns, to the same load generator (wrk, 50 connections) on loopback.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.service import Service, free_port, prepare, running_service

PAGE = "/en/now/gb/"
ROUNDS = 5
SECONDS = 3
CONNECTIONS = 50

NGINX_CONFIG = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  sendfile on;
  keepalive_requests 1000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  open_file_cache max=10;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/www;
    location / {{ default_type "text/html; charset=utf-8"; add_header Content-Encoding br; index index.html; }}
  }}
}}
"""


def main() -> int:
    from tests.bench.api_now import report_api

    missing = [program for program in ("nginx", "wrk") if shutil.which(program) is None]
    if missing:
        print(f"Please install: {', '.join(missing)}")
        return 1
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        var = Path(folder) / "var"
        prepare(var)
        with running_service(var) as service, nginx(Path(folder), service) as nginx_address:
            print(f"# {datetime.now(UTC).date()}, `make bench`, {len_page(service)} bytes a page (br)")
            report_speed(service, nginx_address)
            report_publishing(service)
            report_memory(service)
            report_part(service, "find")
            report_api(service, Path(folder))
            report_part(service, "card")
            report_part(service, "guide")
    return 0


def report_speed(service: Service, nginx_address: str) -> None:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(requests_per_second(service.address + PAGE))
        theirs.append(requests_per_second(nginx_address + PAGE))
    ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
    print(f"help-now, requests a second: ours {spread(ours)}, nginx {spread(theirs)}")
    print(f"help-now, ours / nginx: median {statistics.median(ratios):.2f} (aim: 0.5 or more)")


def report_part(service: Service, name: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{name}"],
        env=service.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    print(result.stdout, end="")


def report_publishing(service: Service) -> None:
    seconds = []
    for _ in range(ROUNDS):
        started = time.monotonic()
        service.manage("edition", "publish")
        seconds.append(time.monotonic() - started)
    median = statistics.median(seconds)
    print(f"publishing 731 records, program start included: median {median:.1f} s, {median / 10:.2f} of the 10 s limit")


def report_memory(service: Service) -> None:
    """Memory of the web process after it has shown every country in two languages."""
    links = re.findall(r'href="/en(/now/[a-z]{2}/)"', service.get("/en/now/").text)
    for link in links:
        for language in ("en", "ar"):
            service.get(f"/{language}{link}", Accept_Encoding="br")
    total = sum(resident_megabytes(pid) for pid in [service.pid, *children(service.pid)])
    print(f"memory of the web process and its worker after {len(links) * 2} pages: {total:.0f} MB")


def requests_per_second(address: str) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: br", address]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    if found is None or "Non-2xx" in printed:
        raise RuntimeError(printed)
    return float(found.group(1))


@contextmanager
def nginx(folder: Path, service: Service) -> Iterator[str]:
    """Serve the page's compressed bytes as a static file."""
    place = folder / "www" / PAGE.strip("/")
    place.mkdir(parents=True)
    (place / "index.html").write_bytes(service.get(PAGE, Accept_Encoding="br").body)
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(NGINX_CONFIG.format(folder=folder, port=port))
    for path in (folder, folder / "www"):
        path.chmod(0o755)
    process = subprocess.Popen(["nginx", "-c", str(config), "-e", str(folder / "error.log")])
    try:
        time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def len_page(service: Service) -> int:
    return len(service.get(PAGE, Accept_Encoding="br").body)


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):,.0f} ({min(values):,.0f} to {max(values):,.0f})"


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def resident_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
