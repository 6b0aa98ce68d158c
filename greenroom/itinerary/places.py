"""Which places bear a name: out of a file made from GeoNames (data/itinerary), looked up where it lies, not loaded."""

import mmap
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from greenroom.core import words
from greenroom.itinerary import regions

PLACES_NAME = "places.tsv"
NAMES_NAME = "names.tsv"
CLEAR_MARK = "!"
# Of a name that hundreds of villages bear, the largest.
MOST_BEARERS = 40
# How routings write some cities and GeoNames does not, by the key of the short name.
_WRITTEN_SHORT = {
    "nyc": "New York City", "philly": "Philadelphia", "slc": "Salt Lake City", "nola": "New Orleans",
    "ffm": "Frankfurt am Main",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """`id`: GeoNames. `country`: ISO 3166-1, upper case. `region`: its name, where people name it. `zone`: IANA.

    `near`: a large city nearby, where the country has several places of that name and regions are not named.
    `latitude`, `longitude`: in degrees, to about a kilometre.
    """

    id: str
    name: str
    country: str
    region: str
    zone: str
    region_code: str
    population: int
    near: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Bearers:
    """The places that bear a name, the largest first. `is_clear`: without more said, the first is meant."""

    places: tuple[Place, ...]
    is_clear: bool


def folder() -> Path:
    return Path(settings.DATA_DIR) / "itinerary"


@lru_cache(maxsize=4_096)
def bearers_of(name: str) -> Bearers | None:
    """Return who bears a name, in any spelling of case and accents; None where nobody does."""
    key = words.key_of(name)
    if key in _WRITTEN_SHORT:
        key = words.key_of(_WRITTEN_SHORT[key])
    found = _file(NAMES_NAME).value(key) if key else None
    if found is None:
        return None
    ids = found.removeprefix(CLEAR_MARK).split(",")
    return Bearers(tuple(_place(one) for one in ids), found.startswith(CLEAR_MARK))


def place_of(place_id: str) -> Place | None:
    """Return a place by its id."""
    return _place(place_id) if place_id.isdecimal() and _file(PLACES_NAME).value(place_id) else None


@lru_cache(maxsize=4_096)
def _place(place_id: str) -> Place:
    line = _file(PLACES_NAME).value(place_id)
    if line is None:
        raise KeyError(place_id)
    name, country, region_code, zone, population, near, latitude, longitude = line.split("\t")
    region = regions.region_name(country, region_code)
    where = float(latitude), float(longitude)
    return Place(place_id, name, country, region, zone, region_code, int(population), near, *where)


class _SortedFile:
    """Lines `key<tab>value`, sorted by their bytes. Finding one takes some twenty looks at the mapped file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def value(self, key: str) -> str | None:
        wanted = key.encode() + b"\t"
        low, high = 0, len(self._bytes)
        while low < high:
            middle = (low + high) // 2
            start = self._bytes.rfind(b"\n", 0, middle) + 1
            end = self._bytes.find(b"\n", middle)
            line = self._bytes[start:end]
            if line.startswith(wanted):
                return line[len(wanted) :].decode()
            if line < wanted:
                low = end + 1
            else:
                high = start
        return None


@cache
def _file(name: str) -> _SortedFile:
    return _SortedFile(folder() / name)
