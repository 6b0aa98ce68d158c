"""What stands on the find page: the choices with their counts, what was chosen as chips, the results, the pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from greenroom.core import countries, languages
from greenroom.core.alphabet import sort_key
from greenroom.directory.choices import Audience, Channel, Cost, Kind, Topic
from greenroom.directory.policy import Freshness
from greenroom.edition.reader.opening import Edition
from greenroom.hub.cards import ResourceCard, concierge_card, resource_card
from greenroom.hub.guide import PageLink, page_link
from greenroom.hub.help_now import HelpNow, help_now
from greenroom.hub.open_words import Clock
from greenroom.search import finding, guide_pages, labels, ranking
from greenroom.search.filters import OPEN_NOW, ROLES, SPELLING, Facet, Filters, Meaning
from greenroom.search.finding import Found

# How many choices stand open on the form; the others wait behind «more».
FIRST_CHOICES = 3

_SELECTED = mark_safe(" selected")
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

    @property
    def options_in_html(self) -> SafeString:
        """Return the options as HTML. There are up to 250, and a template's loop takes five times as long."""
        return format_html_join(
            "",
            '<option value="{}"{}>{} ({})</option>',
            (
                (option.value, _SELECTED if option.is_chosen else "", option.label, option.count)
                for option in self.options
            ),
        )


@dataclass(frozen=True)
class Chip:
    """Something that was chosen; `query` is the address without it. `is_left_out`: nothing fitted with it."""

    label: labels.Label
    query: str
    is_left_out: bool


@dataclass(frozen=True)
class PlaceChoice:
    """A country that the words name and that was not taken; `query` is the address with it."""

    code: str
    name: str
    query: str


@dataclass(frozen=True)
class FindPage:
    """`read_chips`: what was read out of the words, each with the address without it. `danger`: what to show first
    where the words may mean danger and a country was chosen. `other_places`: countries named beside the one the
    results are for. `guide`: pages of the guide that fit.
    """

    asked: Filters
    found: Found
    clock: Clock
    choices: tuple[Choice, ...]
    chips: tuple[Chip, ...]
    read_chips: tuple[Chip, ...]
    guide: tuple[PageLink, ...]
    cards: tuple[ResourceCard, ...]
    danger: HelpNow | None
    other_places: tuple[PlaceChoice, ...]
    concierge: ResourceCard | None

    @property
    def is_danger(self) -> bool:
        return self.found.understood is not None and self.found.understood.is_danger

    @property
    def is_last(self) -> bool:
        return self.found.page == self.found.page_count

    @property
    def open_choices(self) -> tuple[Choice, ...]:
        """Return what stands open on the form: after words only the country, so that the results come into view."""
        return self.choices[: self._open_count]

    @property
    def more_choices(self) -> tuple[Choice, ...]:
        return self.choices[self._open_count :]

    @property
    def _open_count(self) -> int:
        return 1 if self.asked.words else FIRST_CHOICES

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
    clock = Clock.for_place(at, language, found.country)
    is_danger = found.understood is not None and found.understood.is_danger
    return FindPage(
        asked=asked,
        found=found,
        clock=clock,
        choices=tuple(_choice(facet, asked, found, language) for facet in Facet),
        chips=tuple(_chips(asked, found, language)),
        read_chips=tuple(_read_chips(asked, found, language)),
        cards=tuple(resource_card(document, clock) for document in found.documents),
        guide=tuple(page_link(document, language) for document in guide_pages.fitting_pages(edition, found, language)),
        danger=help_now(edition, asked.country, language, at) if is_danger and asked.country else None,
        other_places=tuple(_other_places(asked, found, language)),
        concierge=concierge_card(edition, clock),
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
        yield Chip(f"“{asked.words}”", asked.without_words().query(), found.is_aim_left_out)
    for facet, value in asked.chosen.items():
        label = _naming(facet, language)(value)
        yield Chip(label, asked.without(facet).query(), facet not in found.used.chosen)
    if asked.open_now:
        yield Chip(labels.OPEN_NOW, asked.without_open_now().query(), not found.used.open_now)
    if asked.unchecked:
        yield Chip(labels.FRESHNESS[Freshness.STALE], asked.without_unchecked().query(), is_left_out=False)


def _read_chips(asked: Filters, found: Found, language: str) -> Iterable[Chip]:
    """Say what the words were taken for; topics that are sure enough to be looked for, and every value."""
    understood = found.understood
    if understood is None:
        return
    readings = [
        (Meaning(facet, value), _reading_label(facet, value, language)) for facet, value in _taken(asked, found)
    ]
    readings += [
        (Meaning(Facet.TOPIC.value, topic), labels.SEARCH_TOPIC[topic]) for topic in ranking.clear_topics(understood)
    ]
    readings += [
        (Meaning(SPELLING, written), f"{written} → {meant}") for written, meant in understood.corrected.items()
    ]
    for meaning, label in readings:
        is_left_out = found.is_aim_left_out and meaning.facet in (Facet.TOPIC.value, Facet.KIND.value)
        yield Chip(label, asked.rejecting(meaning).query(), is_left_out)


def _taken(asked: Filters, found: Found) -> Iterable[tuple[str, str]]:
    """Yield what was read and is used. A country that is named is not, where one was chosen, or in danger."""
    for facet, value in (found.understood.filters if found.understood else {}).items():
        if facet != Facet.COUNTRY.value or (value == found.country and not asked.country):
            yield facet, value


def _reading_label(facet: str, value: str, language: str) -> labels.Label:
    return labels.OPEN_NOW if facet == OPEN_NOW else _naming(Facet(facet), language)(value)


def _other_places(asked: Filters, found: Found, language: str) -> Iterable[PlaceChoice]:
    if found.understood is None:
        return
    named = found.understood.countries or tuple(filter(None, [found.understood.filters.get(Facet.COUNTRY.value)]))
    for country in named:
        if country != found.country:
            yield PlaceChoice(country, countries.name(country, language), asked.in_country(country).query())
