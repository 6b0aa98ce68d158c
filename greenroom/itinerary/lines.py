"""The place and the venue of a line, once its date is taken out: «Berlin, DE – Columbiahalle», «Zénith | Paris».

A place is a name that GeoNames knows, alone between separators or with what says which one behind it. What is left over
is the venue. Where a line names several places, or one that is several, that is asked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from greenroom.core import words
from greenroom.itinerary import places, regions
from greenroom.itinerary.places import Place
from greenroom.itinerary.regions import Area

# What parts place and venue; commas part what belongs together.
_STRONG = re.compile(
    r"\s[-/]\s|\s-(?=\S)|[|\t@•·;()\[\]–—・／「」（）【】]|:\s|\s(?:at|in der|im|@)\s|(?<=[぀-鿿가-힯])\s+|\s{3,}"
)
_COMMA = re.compile(r"\s*[,،、]\s*")
_WITH_DIGIT = re.compile(r"\S*\d\S*")
_EXPLICIT_ID = re.compile(r"#(\d+)\b")
# «1012 AB Amsterdam»: the letters belong to the code before them.
_DUTCH_CODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_LONGEST_AREA, _LONGEST_NAME = 3, 7
_MOST_CHOICES = 6
# Two Latin letters are the code of something sooner than the name of a village.
_SHORTEST_ALONE = 3
_LONGEST_VENUE = 120
# Where a country says which place is meant, the largest is, if it is so many times the next; a large city sooner.
_CLEARLY_LARGER, _LARGE, _CLEARLY_LARGER_IF_LARGE = 20, 500_000, 10
# Who writes the name of a country or region means a smaller place of that name elsewhere only with more said.
_LARGER_THAN_A_NAMESAKE = 30_000
_CODE_LETTERS = 2
# Behind something else, a small place that nothing qualifies may be a venue of its name («Mnchester – Apollo»).
_NO_VENUE = 15_000


@dataclass(frozen=True)
class Reading:
    """What a line may name: one place, several to choose from, or neither.

    `rivals`: places that share a name which is clear by itself; they matter where the routing goes to their country.
    `is_run_together`: nothing stands between the choices and what else is said, which may be no place at all.
    """

    place: Place | None
    choices: tuple[Place, ...]
    venue: str
    rivals: tuple[Place, ...] = ()
    is_run_together: bool = False


@dataclass(frozen=True)
class _Candidate:
    """A place as it stands in a piece: which parts of it were used, and whether something says which one is meant."""

    piece: int
    first_part: int
    last_part: int
    found: tuple[Place, ...]
    is_qualified: bool
    is_clear: bool


def read(text: str) -> Reading:
    """Return the place and venue of a line without its date."""
    split = _STRONG.split(text)
    explicit = _explicit(split)
    if explicit is not None:
        return explicit
    pieces = [parts for parts in map(_parts, split) if parts]
    areas = {index: regions.areas_named(parts[0]) for index, parts in enumerate(pieces) if len(parts) == 1}
    candidates = [candidate for index, parts in enumerate(pieces) for candidate in _candidates(index, parts)]
    if not candidates:
        return _run_together(pieces)
    chosen = [_told_apart(one, pieces, areas) for one in _chosen(candidates, areas)]
    others = [[] if areas.get(index) and index != chosen[0].piece else parts for index, parts in enumerate(pieces)]
    venue = _venue(others, chosen[0])
    if len(chosen) > 1:
        several = dict.fromkeys(place for candidate in chosen for place in candidate.found[:2])
        return Reading(None, tuple(several)[:_MOST_CHOICES], venue)
    (only,) = chosen
    if only.is_clear:
        rivals = () if only.is_qualified else only.found[1:]
        return Reading(only.found[0], (), venue, rivals)
    return Reading(None, only.found[:_MOST_CHOICES], venue)


def _run_together(pieces: list[list[str]]) -> Reading:
    """Return the places with which a piece begins or ends: «Paradiso Amsterdam», «Berlin Columbiahalle».

    They are asked, whatever their size: a venue may be called like a city far away («Boston Manor Park»).
    """
    found: dict[Place, str] = {}
    for part in (part for parts in pieces for part in parts):
        for candidate, left in (_at_an_end(part, is_front=True), _at_an_end(part, is_front=False)):
            if candidate is not None:
                large = (place for place in candidate.found[:2] if place.population >= _NO_VENUE)
                found.update((place, left) for place in large if place not in found)
    venues = set(found.values())
    venue = _venue([[venues.pop()]] if len(venues) == 1 else pieces, None)
    largest_first = sorted(found, key=lambda place: -place.population)
    return Reading(None, tuple(largest_first)[:_MOST_CHOICES], venue, is_run_together=True)


def _at_an_end(part: str, is_front: bool) -> tuple[_Candidate | None, str]:
    """Return the longest place at the front or the back of a text, and the words that are left."""
    tokens = part.split()
    for length in range(min(_LONGEST_NAME, len(tokens) - 1), 0, -1):
        cut = length if is_front else len(tokens) - length
        before, behind = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        named, left = (before, behind) if is_front else (behind, before)
        candidate = _candidate_at(0, [named], 0)
        if candidate is not None:
            return candidate, left
    return None, ""


def _explicit(pieces: list[str]) -> Reading | None:
    """Return the place whose id a piece gives, as lines that were answered do."""
    for index, piece in enumerate(pieces):
        given = _EXPLICIT_ID.search(piece)
        place = places.place_of(given[1]) if given else None
        if place is not None:
            others = [parts for parts in map(_parts, pieces[:index] + pieces[index + 1 :]) if parts]
            return Reading(place, (), _venue(others, None))
    return None


def canonical(place: Place, venue: str) -> str:
    """Return the words that name a place and a venue and nothing else, whoever reads them."""
    name = " ".join(_STRONG.sub(" ", place.name).replace(",", " ").split())
    written = ", ".join(filter(None, (name, place.region, place.country)))
    behind = f" – {venue}" if venue else ""
    told = read(written + behind)
    is_enough = told.place == place and told.venue == venue and not told.rivals
    return written + ("" if is_enough else f" #{place.id}") + behind


def _chosen(candidates: list[_Candidate], areas: Mapping[int, tuple[Area, ...]]) -> list[_Candidate]:
    """Return the candidate that is meant, or those between which only the writer can choose.

    One with a country behind it is meant; else the only one; else the first, if its name is clear by itself and not
    that of a region too («Washington | Seattle»).
    """
    qualified = [candidate for candidate in candidates if candidate.is_qualified]
    if qualified:
        return qualified[:1]
    first = candidates[0]
    is_first = (first.piece, first.first_part) == (0, 0)
    if len(candidates) == 1 and not is_first and first.found[0].population < _NO_VENUE:
        return [replace(first, is_clear=False)]
    if len(candidates) == 1 or (first.is_clear and not areas.get(first.piece)):
        return candidates[:1]
    return candidates


def _told_apart(candidate: _Candidate, pieces: list[list[str]], areas: Mapping[int, tuple[Area, ...]]) -> _Candidate:
    """Return a candidate in the countries and regions that stand in pieces of their own: «London | Canada | Hall».

    One that lies in none of them is asked. Two letters may be something else («OK»): they tell, and do not gainsay.
    """
    for index, named in areas.items():
        if not named or index == candidate.piece:
            continue
        within = tuple(place for place in candidate.found if _lies_in(place, named))
        if within:
            is_clear = (candidate.is_clear and within[0] == candidate.found[0]) or _is_clear_within(within, [named])
            candidate = replace(candidate, found=within, is_qualified=True, is_clear=is_clear)
        elif len(pieces[index][0]) > _CODE_LETTERS:
            candidate = replace(candidate, is_clear=False)
    return candidate


def _parts(piece: str) -> list[str]:
    return [part.strip(" .*_\"'“”‘’") for part in _COMMA.split(piece) if part.strip(" .*_\"'“”‘’")]


def _candidates(index: int, parts: list[str]) -> Iterator[_Candidate]:
    """Yield the places of a piece: each part that is a name, with the areas that follow it."""
    number = 0
    while number < len(parts):
        candidate = _candidate_at(index, parts, number)
        if candidate is not None:
            yield candidate
        number = candidate.last_part + 1 if candidate else number + 1


def _candidate_at(index: int, parts: list[str], number: int) -> _Candidate | None:
    behind = list(_areas_behind(parts, number + 1))
    for name, areas in _splits(_bare(parts[number])):
        bearers = places.bearers_of(name)
        if bearers is None or (len(name) < _SHORTEST_ALONE and name.isascii() and not (areas or behind)):
            continue
        qualifiers = [*([areas] if areas else []), *behind]
        found, used = _narrowed(bearers.places, qualifiers, has_own=bool(areas))
        is_clear = _is_clear_within(found, qualifiers) if used else bearers.is_clear and not qualifiers
        if not used and regions.is_area_name(name):
            found, is_clear = _namesakes(name, found, is_clear)
        if found:
            last = number + used - bool(areas) if used else number
            return _Candidate(index, number, last, found, bool(used), is_clear)
    return None


def _namesakes(name: str, bearers: tuple[Place, ...], is_clear: bool) -> tuple[tuple[Place, ...], bool]:
    """Return the places that the name of a country or region may mean, and whether the first is meant.

    «Luxembourg» lies in it. «Belgium» is not the village in Wisconsin; «عمان» is asked; «Washington» is the city.
    """
    areas = regions.areas_named(name)
    found = tuple(one for one in bearers if _lies_in(one, areas) or one.population >= _LARGER_THAN_A_NAMESAKE)
    if not found:
        return (), False
    if _lies_in(found[0], areas):
        return found, is_clear or len(found) == 1
    is_own_name = words.key_of(found[0].name) == words.key_of(name)
    return found, is_clear and is_own_name and found[0].population >= _LARGE


def _areas_behind(parts: list[str], start: int) -> Iterator[tuple[Area, ...]]:
    for part in parts[start:]:
        areas = regions.areas_named(_bare(part))
        if not areas:
            return
        yield areas


def _splits(text: str) -> Iterator[tuple[str, tuple[Area, ...]]]:
    """Yield (name, areas) for a text: the whole as a name, then «London UK» as London in the UK."""
    yield text, ()
    tokens = text.split()
    if len(tokens) > _LONGEST_NAME:
        return
    for length in range(min(_LONGEST_AREA, len(tokens) - 1), 0, -1):
        areas = regions.areas_named(" ".join(tokens[-length:]))
        if areas:
            yield " ".join(tokens[:-length]), areas


def _narrowed(
    bearers: tuple[Place, ...], qualifiers: list[tuple[Area, ...]], has_own: bool
) -> tuple[tuple[Place, ...], int]:
    """Return the bearers that lie in all the areas that follow, and how many of those say so.

    Areas are taken while something is left: «Paris, Texas, Zénith» has one, «Georgia» behind «Paris» none.
    """
    found, used = bearers, 0
    for areas in qualifiers:
        within = tuple(place for place in found if _lies_in(place, areas))
        if not within:
            break
        found, used = within, used + 1
    if has_own and not used:
        return (), 0
    return found, used


def _lies_in(place: Place, areas: tuple[Area, ...]) -> bool:
    return any(area.holds(place.country, place.region_code) for area in areas)


def _is_clear_within(found: tuple[Place, ...], qualifiers: list[tuple[Area, ...]]) -> bool:
    """Say whether the largest of the places in an area is meant.

    Not if the areas may be read in two ways, and each has a place of that name: «CA» is Canada and California.
    """
    first, *others = found
    if not others:
        return True
    times = _CLEARLY_LARGER_IF_LARGE if first.population >= _LARGE else _CLEARLY_LARGER
    if others[0].population * times > first.population:
        return False
    readings = [reading for reading in product(*qualifiers) if _is_in_each(first, reading)]
    return all(any(_is_in_each(other, reading) for reading in readings) for other in others)


def _is_in_each(place: Place, areas: tuple[Area, ...]) -> bool:
    return all(area.holds(place.country, place.region_code) for area in areas)


def _bare(part: str) -> str:
    """Return a part without postal codes and house numbers."""
    return " ".join(_WITH_DIGIT.sub(" ", _DUTCH_CODE.sub(" ", part)).split())


def _venue(pieces: list[list[str]], candidate: _Candidate | None) -> str:
    """Return what is left over: of the piece of the place itself, else of the first other one."""
    rest = []
    for index, parts in enumerate(pieces):
        if candidate is not None and index == candidate.piece:
            kept = parts[: candidate.first_part] + parts[candidate.last_part + 1 :]
        else:
            kept = parts
        if kept:
            rest.append((candidate is None or index != candidate.piece, ", ".join(kept)))
    # A number alone is sooner that of the line than a venue; «013» is one where nothing else is left.
    ordered = sorted(rest, key=lambda pair: (not any(map(str.isalpha, pair[1])), pair[0]))
    named = [text for _is_other, text in ordered if words.key_of(text)]
    return named[0].replace("#", "")[:_LONGEST_VENUE].strip() if named else ""
