"""Part of `make bench`: the API's `now` beside Datasette, serving the same records from SQLite with FTS and facets.

Both with one worker, in turns, to the same load generator (wrk, 50 connections) on loopback. Both are asked for the
crisis lines of a country as JSON. Datasette is asked four ways, from what its users see to what spares it most.
"""

import json
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.run import requests_per_second, spread
from tests.service import Service, free_port

ROUNDS = 3
NOW = "/api/v1/now/gb"
LINES = "/records/resources.json?countries__contains=GB&kind=crisis_line"
ASKED = {
    "a table page with facets": f"{LINES}&_facet=kind&_facet=cost",
    "the same without facets or count": f"{LINES}&_nofacet=1&_nocount=1",
    "a canned query": "/records/now.json?country=GB&_shape=array",
    "a full-text search with facets": "/records/resources.json?_search=crisis&_facet=kind&_facet=cost",
}


def report_api(service: Service, folder: Path) -> None:
    database = make_database(service, folder / "records.db")
    metadata = folder / "metadata.json"
    query = "select * from resources where instr(countries, :country) and kind = 'crisis_line' order by id"
    metadata.write_text(json.dumps({"databases": {"records": {"queries": {"now": query}}}}))
    with datasette(database, metadata) as address:
        ours = [requests_per_second(service.address + NOW) for _ in range(ROUNDS)]
        translated = [requests_per_second(f"{service.address}{NOW}?lang=ja") for _ in range(ROUNDS)]
        print(f"API now, requests a second: {spread(ours)}; in Japanese: {spread(translated)}")
        for what, path in ASKED.items():
            theirs, again = [], []
            for _ in range(ROUNDS):
                again.append(requests_per_second(service.address + NOW))
                theirs.append(requests_per_second(address + path))
            ratios = [our / their for our, their in zip(again, theirs, strict=True)]
            said = f"API now / Datasette, {what} ({spread(theirs)})"
            print(f"{said}: median {statistics.median(ratios):.1f} (aim: 5 or more)")


def make_database(service: Service, path: Path) -> Path:
    """Write the records that the service serves into SQLite, with FTS5 on their words."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        service.address + "/data/current/resources.jsonl", timeout=30
    ) as answer:
        records = [json.loads(line) for line in answer.read().splitlines()]
    columns = (
        "id",
        "organization",
        "name",
        "kind",
        "countries",
        "languages",
        "topics",
        "cost",
        "summary_en",
        "contacts",
    )
    with sqlite3.connect(path) as connection:
        connection.execute(f"create table resources ({', '.join(columns)}, primary key (id))")
        connection.executemany(
            f"insert into resources values ({', '.join('?' * len(columns))})",
            [
                [one[name] if isinstance(one[name], str) else json.dumps(one[name]) for name in columns]
                for one in records
            ],
        )
        connection.execute("create index by_kind on resources (kind)")
        connection.execute(
            "create virtual table resources_fts using fts5(name, organization, summary_en, content=resources)"
        )
        connection.execute("insert into resources_fts (resources_fts) values ('rebuild')")
    connection.close()
    return path


@contextmanager
def datasette(database: Path, metadata: Path) -> Iterator[str]:
    port = free_port()
    words = ["-m", "datasette", "serve", str(database), "--metadata", str(metadata), "--port", str(port)]
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(4)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)
