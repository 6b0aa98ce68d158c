"""Part of `make bench`: the find page with filters on the shipped records, beside one bare template render.

Both in this process, without a network: Django's own handler for the page; for the peer, a template that prints as many
bytes as the page has, line by line, escaped, and does nothing else. In turns, one after the other.
"""

import itertools
import statistics
import time
from collections.abc import Callable

import django

django.setup()

from django.template import engines  # noqa: E402 - Django must be set up first
from django.test import Client  # noqa: E402

from greenroom.search import understanding  # noqa: E402

QUERIES = [
    f"/{language}/find/?{query}"
    for language in ("en", "de", "ar", "ja")
    for query in (
        "country=at&kind=crisis_line",
        "country=us&topic=anxiety&cost=free&open=now",
        "q=panic&language=en",
        "kind=fund&role=artists",
        "country=jp&cost=grant&topic=hearing_health",
        "open=now&page=3",
        "q=therpist+berlin+english",
        "q=no+puedo+dormir+en+la+gira",
        "q=%E3%83%91%E3%83%8B%E3%83%83%E3%82%AF%E7%99%BA%E4%BD%9C&country=jp",
        "q=i+want+to+die&country=gb",
    )
]
ROUNDS = 40
BARE = "{% for line in lines %}{{ line }}\n{% endfor %}"


def main() -> None:
    understanding.warm()
    client = Client(headers={"accept-encoding": "identity", "host": "127.0.0.1"})
    bare = engines["django"].from_string(BARE)
    answers = {query: client.get(query) for query in QUERIES}
    if any(answer.status_code != 200 for answer in answers.values()):
        raise SystemExit("a find page did not answer")
    pages = {query: answer.content.decode() for query, answer in answers.items()}
    lines = {query: page.split("\n") for query, page in pages.items()}
    ours, theirs = [], []
    for _, query in itertools.product(range(ROUNDS), QUERIES):
        ours.append(milliseconds(lambda query=query: client.get(query)))
        theirs.append(milliseconds(lambda query=query: bare.render({"lines": lines[query]})))
    size = statistics.median(len(page.encode()) for page in pages.values())
    print(f"find page, {len(QUERIES)} questions x {ROUNDS}, median {size / 1024:.0f} kB of HTML: {spread(ours)}")
    print(f"bare template of the same size: {spread(theirs)}")
    print(f"find page / bare template: p50 {ratio(ours, theirs, 50):.1f}, p99 {ratio(ours, theirs, 99):.1f}")


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def spread(values: list[float]) -> str:
    return f"p50 {percentile(values, 50):.1f} ms, p99 {percentile(values, 99):.1f} ms"


def ratio(ours: list[float], theirs: list[float], percent: int) -> float:
    return percentile(ours, percent) / percentile(theirs, percent)


if __name__ == "__main__":
    main()
