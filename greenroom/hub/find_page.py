"""What stands on the find page: the choices with their counts, what was chosen as chips, the results, the pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from greenroom.core import countries, languages
from greenroom.core.alphabet import sort_key
from greenroom.directory.choices import Audience, Channel, Cost, Kind, Topic
from greenroom.directory.policy import Freshness
from greenroom.edition.reader.opening import Edition
from greenroom.hub import labels
from greenroom.hub.cards import ResourceCard, resource_card
from greenroom.hub.open_words import Clock
from greenroom.search import finding
from greenroom.search.filters import ROLES, Facet, Filters
from greenroom.search.finding import Found

# How many choices stand open on the form; the others wait behind «more».
FIRST_CHOICES = 3

Naming = Callable[[str], labels.Label]


@dataclass(frozen=True)
class Option:
    value: str
    label: labels.Label
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """One facet of the form. `options` holds what would find something, and what is chosen."""

    name: str
    label: labels.Label
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Chip:
    """Something that was chosen; `query` is the address without it. `is_left_out`: nothing fitted with it."""

    label: labels.Label
    query: str
    is_left_out: bool


@dataclass(frozen=True)
class FindPage:
    asked: Filters
    found: Found
    clock: Clock
    choices: tuple[Choice, ...]
    chips: tuple[Chip, ...]
    cards: tuple[ResourceCard, ...]

    @property
    def first_choices(self) -> tuple[Choice, ...]:
        return self.choices[:FIRST_CHOICES]

    @property
    def more_choices(self) -> tuple[Choice, ...]:
        return self.choices[FIRST_CHOICES:]

    @property
    def previous_query(self) -> str | None:
        return self.asked.query(self.found.page - 1) if self.found.page > 1 else None

    @property
    def next_query(self) -> str | None:
        return self.asked.query(self.found.page + 1) if self.found.page < self.found.page_count else None

    @property
    def unchecked_query(self) -> str:
        return self.found.used.with_unchecked().query()


def find_page(edition: Edition, asked: Filters, language: str, at: datetime, page: int) -> FindPage:
    """Return the find page for a reader of `language` at an instant."""
    found = finding.find(edition, asked, language, at, page)
    clock = Clock.for_place(at, language, asked.country)
    return FindPage(
        asked=asked,
        found=found,
        clock=clock,
        choices=tuple(_choice(facet, asked, found, language) for facet in Facet),
        chips=tuple(_chips(asked, found, language)),
        cards=tuple(resource_card(document, clock) for document in found.documents),
    )


def _choice(facet: Facet, asked: Filters, found: Found, language: str) -> Choice:
    counts, chosen = found.counts[facet], asked.chosen.get(facet)
    naming = _naming(facet, language)
    options = [
        Option(value.lower(), naming(value), counts.get(value, 0), value == chosen)
        for value in _values_in_order(facet, {*counts, *([chosen] if chosen else [])}, naming)
    ]
    return Choice(facet.value, labels.FACET[facet], tuple(options))


def _values_in_order(facet: Facet, values: Iterable[str], naming: Naming) -> list[str]:
    """Names by the alphabet; closed lists in their own order."""
    if facet in _LISTS:
        present = set(values)
        return [value for value in _LISTS[facet] if value in present]
    return sorted(values, key=lambda value: (sort_key(str(naming(value))), value))


_LISTS: dict[Facet, tuple[str, ...]] = {
    Facet.KIND: tuple(kind.value for kind in Kind),
    Facet.TOPIC: tuple(topic.value for topic in Topic),
    Facet.ROLE: tuple(role.value for role in ROLES),
    Facet.CHANNEL: tuple(channel.value for channel in Channel),
    Facet.COST: tuple(cost.value for cost in Cost),
}


def _naming(facet: Facet, language: str) -> Naming:
    """Return how the values of a facet are said."""
    namings: dict[Facet, Naming] = {
        Facet.COUNTRY: lambda value: countries.name(value, language),
        Facet.LANGUAGE: lambda value: languages.language_name(value, language),
        Facet.KIND: lambda value: labels.KIND[Kind(value)],
        Facet.TOPIC: lambda value: labels.TOPIC[Topic(value)],
        Facet.ROLE: lambda value: labels.AUDIENCE[Audience(value)],
        Facet.CHANNEL: lambda value: labels.CHANNEL[Channel(value)],
        Facet.COST: lambda value: labels.COST[Cost(value)],
    }
    return namings[facet]


def _chips(asked: Filters, found: Found, language: str) -> Iterable[Chip]:
    if asked.words:
        yield Chip(f"“{asked.words}”", asked.without_words().query(), not found.used.words)
    for facet, value in asked.chosen.items():
        label = _naming(facet, language)(value)
        yield Chip(label, asked.without(facet).query(), facet not in found.used.chosen)
    if asked.open_now:
        yield Chip(labels.OPEN_NOW, asked.without_open_now().query(), not found.used.open_now)
    if asked.unchecked:
        yield Chip(labels.FRESHNESS[Freshness.STALE], asked.without_unchecked().query(), is_left_out=False)
