"""The dot map: the land of the earth as dots, each in the colour of what its country's page can offer.

The dots stand in `world_dots.json`, which says where they come from. The table beside the map says the same in words.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from greenroom.hub.figures import CountryRow

_FILE = Path(__file__).parent / "world_dots.json"


class WorldDots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`dots`: {country: ((column, row), …)} on a grid of `columns` by `rows`."""

    source: str
    projection: str
    columns: int
    rows: int
    dots: dict[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True)
class WorldMap:
    """`layers`: (look, SVG path of round-capped points); the look is a class of the style sheet."""

    columns: int
    rows: int
    layers: tuple[tuple[str, str], ...]


@cache
def world_dots() -> WorldDots:
    return msgspec.json.decode(_FILE.read_bytes(), type=WorldDots)


def world_map(rows: Iterable[CountryRow]) -> WorldMap:
    """Return the map for the countries' figures. A country without any row in the grid has its line in the table."""
    world = world_dots()
    layers: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        layers[_look(row)] += [f"M{column} {line}h0" for column, line in world.dots.get(row.country, ())]
    return WorldMap(world.columns, world.rows, tuple((look, "".join(layers[look])) for look in sorted(layers)))


def _look(row: CountryRow) -> str:
    if not row.lines:
        return "numbers-only" if row.emergency else "nothing"
    return row.freshness.value if row.freshness else "nothing"
