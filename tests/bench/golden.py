"""`make golden`: how well search understands, by language. Prints; asserts nothing.

The golden set (`tests/golden/<language>.jsonl`) was written before anything was tuned, without sight of the thesaurus.
It is asked through the whole of `understand`. Phrases and messages of other hands are in the training of the shipped
weights; how well these do on phrases they have not seen is measured by `make weights`, which trains without them
first.
"""

import json
import math
from collections import defaultdict
from pathlib import Path

import django

django.setup()

from greenroom.core import languages  # noqa: E402 - Django must be set up first
from greenroom.edition.reader import live  # noqa: E402
from greenroom.search import index as search_index  # noqa: E402
from greenroom.search import phrases  # noqa: E402
from greenroom.search.phrases import Risk  # noqa: E402
from greenroom.search.understanding import understand  # noqa: E402

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def main() -> None:
    print("golden set: language, queries, success@1, success@3, nDCG@10")
    every = [report_golden(language) for language in languages.OFFERED_CODES]
    print(f"all, mean of languages: {' '.join(f'{mean(column):.3f}' for column in zip(*every, strict=True))}")
    report_messages()


def report_golden(language: str) -> tuple[float, float, float]:
    names = search_index.index_of(live.current()).names
    figures = defaultdict(list)
    for line in (GOLDEN / f"{language}.jsonl").read_text().splitlines():
        query = json.loads(line)
        found = [topic.id for topic in understand(query["q"], language, names=names).topics]
        places = [place for place, topic in enumerate(found[:10]) if topic in query["topics"]]
        figures["first"].append(bool(places) and places[0] == 0)
        figures["three"].append(bool(places) and places[0] < 3)
        ideal = sum(1 / math.log2(place + 2) for place in range(len(query["topics"])))
        figures["ndcg"].append(sum(1 / math.log2(place + 2) for place in places) / ideal)
    shown = tuple(mean(figures[name]) for name in ("first", "three", "ndcg"))
    print(f"{language} {len(figures['first'])} {' '.join(f'{figure:.3f}' for figure in shown)}")
    return shown


def report_messages() -> None:
    """Messages of other hands: how many of those in danger are seen, how many harmless ones are taken for it."""
    seen: dict[str, list[bool]] = defaultdict(list)
    missed: dict[str, int] = defaultdict(int)
    for one in phrases.other_hands("messages"):
        is_danger = understand(one.text, one.language).is_danger
        seen["danger" if one.label in (Risk.IMMINENT, Risk.HIGH) else one.label].append(is_danger)
        missed[one.language] += one.label in (Risk.IMMINENT, Risk.HIGH) and not is_danger
    low, high = wilson(sum(seen["danger"]), len(seen["danger"]))
    print(f"danger seen: {mean(seen['danger']):.3f} of {len(seen['danger'])} (95 %: {low:.3f} to {high:.3f})")
    print(f"misses by language: {', '.join(f'{code} {count}' for code, count in missed.items() if count) or 'none'}")
    print(f"taken for danger: harmless {mean(seen['none']):.3f}, distress {mean(seen['distress']):.3f}")


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    share, z = hits / of, 1.96
    middle, width = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - width) / (1 + z * z / of), (middle + width) / (1 + z * z / of)


def mean(values: list[float] | tuple[float, ...] | list[bool]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    main()
