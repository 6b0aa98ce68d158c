"""What a person asked for, as values. Read from an address and written back into one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from greenroom.core import countries, languages, words
from greenroom.directory.choices import Audience, Channel, Cost, Kind, Topic

MOST_CHARACTERS = 400


class Facet(str, Enum):
    """What can be chosen; the value is the parameter's name in the address."""

    COUNTRY = "country"
    LANGUAGE = "language"
    KIND = "kind"
    TOPIC = "topic"
    ROLE = "role"
    CHANNEL = "channel"
    COST = "cost"


class Meaning(NamedTuple):
    """What words can stand for. `facet`: the name of a facet, or OPEN_NOW; countries in upper case."""

    facet: str
    value: str


# «open now» is no facet; it is read and chosen like one.
OPEN_NOW = "open"
# A word that was taken for another one: the value is the word as it was written.
SPELLING = "spelling"
_LONGEST_VALUE, _MOST_REJECTED = 40, 20

# The audiences that are a role in music.
ROLES = (
    Audience.ARTISTS,
    Audience.SONGWRITERS,
    Audience.DJ,
    Audience.CREW,
    Audience.INDUSTRY,
    Audience.EXECUTIVES,
    Audience.PERFORMING_ARTS,
    Audience.FAMILY,
)
_CLOSED_LISTS: dict[Facet, frozenset[str]] = {
    Facet.KIND: frozenset(kind.value for kind in Kind),
    Facet.TOPIC: frozenset(topic.value for topic in Topic),
    Facet.ROLE: frozenset(role.value for role in ROLES),
    Facet.CHANNEL: frozenset(channel.value for channel in Channel),
    Facet.COST: frozenset(cost.value for cost in Cost),
}


@dataclass(frozen=True)
class Filters:
    """`chosen`: one value a facet (countries in upper case). `not_understood`: what was written and means nothing here.

    `unchecked`: also what nobody has checked for half a year. `rejected`: what the words do not mean, says the person.
    """

    words: str = ""
    chosen: Mapping[Facet, str] = field(default_factory=dict)
    open_now: bool = False
    unchecked: bool = False
    not_understood: tuple[str, ...] = ()
    rejected: frozenset[Meaning] = frozenset()

    @property
    def country(self) -> str | None:
        return self.chosen.get(Facet.COUNTRY)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.chosen or self.open_now or self.unchecked)

    def without(self, facet: Facet) -> "Filters":
        return replace(self, chosen={other: value for other, value in self.chosen.items() if other is not facet})

    def without_words(self) -> "Filters":
        return replace(self, words="", rejected=frozenset())

    def rejecting(self, meaning: Meaning) -> "Filters":
        return replace(self, rejected=self.rejected | {meaning})

    def without_open_now(self) -> "Filters":
        return replace(self, open_now=False)

    def without_unchecked(self) -> "Filters":
        return replace(self, unchecked=False)

    def with_unchecked(self) -> "Filters":
        return replace(self, unchecked=True)

    def in_country(self, country: str) -> "Filters":
        return replace(self, chosen={**self.chosen, Facet.COUNTRY: country})

    def query(self, page: int = 1) -> str:
        """Return the filters as the query of an address, always in the same order; without the page when it is 1."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(facet.value, self.chosen[facet].lower()) for facet in Facet if facet in self.chosen]
        pairs += [("open", "now")] if self.open_now else []
        pairs += [("unchecked", "yes")] if self.unchecked else []
        pairs += [("without", f"{facet}.{value}".lower()) for facet, value in sorted(self.rejected)]
        pairs += [("page", str(page))] if page > 1 else []
        return urlencode(pairs)


def parse(parameters: Mapping[str, str], rejected: Iterable[str] = ()) -> Filters:
    """Return what an address asks for. What has no meaning here is kept in `not_understood`, never guessed.

    `rejected`: its `without`s, like `topic.sleep`.
    """
    chosen: dict[Facet, str] = {}
    not_understood = []
    for facet in Facet:
        written = _printable(parameters.get(facet.value, ""))
        if not written:
            continue
        value = _value(facet, written)
        if value is None:
            not_understood.append(written)
        else:
            chosen[facet] = value
    written = _printable(parameters.get("q", ""))
    has_words = bool(words.tokens_of(written))
    if written and not has_words:
        not_understood.append(written)
    return Filters(
        words=written if has_words else "",
        chosen=chosen,
        open_now=parameters.get("open") == "now",
        unchecked=parameters.get("unchecked") == "yes",
        not_understood=tuple(not_understood),
        rejected=frozenset(filter(None, map(_meaning, islice(rejected, _MOST_REJECTED)))) if has_words else frozenset(),
    )


def _meaning(written: str) -> Meaning | None:
    facet, _, value = written.partition(".")
    if facet == SPELLING:
        return Meaning(facet, value) if words.tokens_of(value) == [value] else None
    is_value = value.isascii() and value.replace("_", "").isalnum() and len(value) < _LONGEST_VALUE
    if facet not in {OPEN_NOW, *(known.value for known in Facet)} or not is_value:
        return None
    return Meaning(facet, value.upper() if facet == Facet.COUNTRY.value else value)


def _printable(text: str) -> str:
    spaced = " ".join(text.split())
    return "".join(filter(str.isprintable, spaced))[:MOST_CHARACTERS].strip()


def _value(facet: Facet, written: str) -> str | None:
    if facet is Facet.COUNTRY:
        return written.upper() if countries.is_country(written.upper()) else None
    if facet is Facet.LANGUAGE:
        primary = languages.primary_subtag(written)
        return primary if languages.is_known(primary) else None
    return written if written in _CLOSED_LISTS[facet] else None
