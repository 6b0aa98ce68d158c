"""How fresh everything is, computed from checks: the figures of the data page. Nothing here is typed by hand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from greenroom.core import countries
from greenroom.directory.choices import LINE_KINDS, CheckMethod, Kind
from greenroom.directory.policy import Freshness
from greenroom.edition import reading
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.search import labels

_FRESHNESS_ORDER = (Freshness.FRESH, Freshness.DUE, Freshness.STALE)


@dataclass(frozen=True)
class FreshnessRow:
    """One group of services: how many there are, and how many of them are how fresh."""

    label: labels.Label
    total: int
    fresh: int
    due: int
    stale: int


@dataclass(frozen=True)
class CountryRow:
    """`freshness` is that of the country's stalest line or emergency number; None where it has neither."""

    country: str
    name: str
    emergency: int
    lines: int
    music: int
    freshness: Freshness | None
    checked_date: date | None

    @property
    def freshness_label(self) -> labels.Label:
        return labels.FRESHNESS[self.freshness] if self.freshness else ""


@dataclass(frozen=True)
class Figures:
    rows: tuple[FreshnessRow, ...]
    by_method: tuple[tuple[labels.Label, int], ...]
    countries: tuple[CountryRow, ...]

    @property
    def with_a_line(self) -> int:
        return sum(row.lines > 0 for row in self.countries)

    @property
    def without_a_line(self) -> int:
        return len(self.countries) - self.with_a_line


def figures(edition: Edition, language: str, on: date) -> Figures:
    """Return the figures of an edition on a day."""
    offered = [document for document in edition.resources.values() if reading.is_offered(document, on)]
    return Figures(
        rows=tuple(
            _freshness_row(label, [document for document in offered if belongs(document)], on)
            for label, belongs in (
                (labels.GROUP_CRISIS, lambda document: document.kind in LINE_KINDS | {Kind.EMERGENCY}),
                (labels.GROUP_MUSIC, lambda document: document.is_music_specific),
                (labels.GROUP_ALL, lambda document: True),
            )
        ),
        by_method=_by_method(offered),
        countries=tuple(_country_row(edition, country, name, on) for country, name in countries.sorted_names(language)),
    )


def _freshness_row(label: labels.Label, documents: list[ResourceDocument], on: date) -> FreshnessRow:
    count = Counter(reading.freshness(document, on) for document in documents)
    return FreshnessRow(label, len(documents), count[Freshness.FRESH], count[Freshness.DUE], count[Freshness.STALE])


def _by_method(documents: Iterable[ResourceDocument]) -> tuple[tuple[labels.Label, int], ...]:
    """How each service was last checked; every method is named, also when nobody has used it."""
    last = (reading.last_confirmation(document) for document in documents)
    count = Counter(check.method for check in last if check)
    return tuple((labels.CHECK_METHOD[method], count[method]) for method in CheckMethod)


def _country_row(edition: Edition, country: str, name: str, on: date) -> CountryRow:
    documents = [document for document in edition.in_country(country) if reading.is_offered(document, on)]
    emergency = [document for document in documents if document.kind is Kind.EMERGENCY]
    lines = [document for document in documents if document.kind in LINE_KINDS]
    ages = [reading.freshness(document, on) for document in [*emergency, *lines]]
    checks = [reading.last_confirmation(document) for document in [*emergency, *lines]]
    return CountryRow(
        country=country,
        name=name,
        emergency=len(emergency),
        lines=len(lines),
        music=sum(document.is_music_specific for document in documents),
        freshness=max(ages, key=_FRESHNESS_ORDER.index, default=None),
        checked_date=min((check.checked_date for check in checks if check), default=None),
    )
