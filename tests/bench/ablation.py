"""Part of `make golden`: what each signal of the ranking is good for, by taking it away.

Every fifteenth question of the golden set is asked from four countries, in the language of the question. Printed for
the ranking as it is, and without each signal: nDCG@10 (a service is worth 2 for naming the topic, 1 for listening to
anybody, and 1 more for being the country's own), and how often something stands among the first three: the country's
own, one that speaks the reader's language, one that is open now, one made for music (for questions about music).
"""

import json
import math
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime

import django

django.setup()

from greenroom.core import languages  # noqa: E402 - Django must be set up first
from greenroom.directory.choices import Topic  # noqa: E402
from greenroom.edition.documents import ResourceDocument  # noqa: E402
from greenroom.edition.reader import live  # noqa: E402
from greenroom.hub.cards import resource_card  # noqa: E402
from greenroom.hub.open_words import Clock  # noqa: E402
from greenroom.search import finding, ranking  # noqa: E402
from greenroom.search.filters import Facet, Filters  # noqa: E402
from tests.bench.golden import GOLDEN  # noqa: E402

COUNTRIES = ("US", "GB", "DE", "JP")
ONE_OF = 15
AT = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
COLUMNS = ("nDCG@10", "own", "speaks", "open", "music")
MUSIC_TOPICS = {"touring", "creative_block", "performance_anxiety", "hearing_health"}


def main() -> None:
    whole = ranking.SEARCHING
    print("without".ljust(26), *(column.rjust(8) for column in COLUMNS))
    print_row("nothing", measured())
    for signal in fields(ranking.RankingWeights):
        ranking.SEARCHING = replace(whole, **{signal.name: 0.0})
        print_row(signal.name, measured())
    ranking.SEARCHING = whole


def print_row(name: str, figures: dict[str, float]) -> None:
    print(name.ljust(26), *(f"{figures[column]:8.3f}" for column in COLUMNS))


def measured() -> dict[str, float]:
    figures: dict[str, list[float]] = defaultdict(list)
    for language, text, topics in questions():
        for country in COUNTRIES:
            asked = Filters(words=text, chosen={Facet.COUNTRY: country})
            first = finding.find(live.current(), asked, language, AT).documents[:10]
            gains = [gain(document, topics, country) for document in first]
            figures["nDCG@10"].append(ndcg(gains, best_gains(topics, country)))
            figures["own"].append(any(country in document.countries for document in first[:3]))
            clock = Clock.for_place(AT, language, country)
            cards = [resource_card(document, clock) for document in first[:3]]
            figures["speaks"].append(any(card.speaks_reader for card in cards))
            figures["open"].append(any(card.words is not None and card.words.rank == 0 for card in cards))
            if MUSIC_TOPICS & set(topics):
                figures["music"].append(any(document.is_music_specific for document in first[:3]))
    return {name: statistics.mean(values) for name, values in figures.items()}


def questions() -> Iterator[tuple[str, str, list[str]]]:
    for language in languages.OFFERED_CODES:
        for line in (GOLDEN / f"{language}.jsonl").read_text().splitlines()[::ONE_OF]:
            question = json.loads(line)
            yield language, question["q"], question["topics"]


def gain(document: ResourceDocument, topics: Sequence[str], country: str) -> int:
    named = {topic.value for topic in document.topics}
    worth = 2 if named & set(topics) else 1 if Topic.EMOTIONAL_SUPPORT in document.topics else 0
    return worth + (country in document.countries) if worth else 0


def best_gains(topics: Sequence[str], country: str) -> list[int]:
    serving = [
        document
        for document in live.current().resources.values()
        if document.is_worldwide or country in document.countries
    ]
    return sorted((gain(document, topics, country) for document in serving), reverse=True)[:10]


def ndcg(gains: Sequence[int], best: Sequence[int]) -> float:
    ideal = discounted(best)
    return discounted(gains) / ideal if ideal else 1.0


def discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


if __name__ == "__main__":
    main()
