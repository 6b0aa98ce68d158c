"""From what a person asked for to what fits it, in order, with counts; where nothing fits, wider, and saying so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from greenroom.core import countries, languages
from greenroom.directory import policy
from greenroom.directory.choices import LINE_KINDS, Channel, Kind
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.search import index as search_index
from greenroom.search.filters import Facet, Filters
from greenroom.search.index import Bits, Index

PAGE_SIZE = 20
# What is left out first when nothing fits: what matters least to somebody who needs help. The country never is.
_WIDENING: tuple[Callable[[Filters], Filters], ...] = (
    Filters.without_open_now,
    lambda filters: filters.without(Facet.COST),
    lambda filters: filters.without(Facet.CHANNEL),
    lambda filters: filters.without(Facet.ROLE),
    lambda filters: filters.without(Facet.LANGUAGE),
    lambda filters: filters.without(Facet.TOPIC),
    Filters.without_words,
    lambda filters: filters.without(Facet.KIND),
)
_OTHER_KINDS = tuple(kind for kind in Kind if kind not in LINE_KINDS | {Kind.EMERGENCY})


@dataclass(frozen=True)
class Found:
    """`used`: the filters after widening; the same as asked when something fitted. Counts hold for `used`;
    unchecked services count only where they were asked for.

    `is_widened`: something asked for was left out. `is_unchecked`: all that fits was last checked over half a year ago.
    `counts[facet][value]`: how many there would be with that value in the facet's place.
    `unchecked_count`: fitting services that are left out because nobody has checked them for half a year.
    """

    used: Filters
    is_widened: bool
    is_unchecked: bool
    total: int
    page: int
    page_count: int
    documents: tuple[ResourceDocument, ...]
    counts: Mapping[Facet, Mapping[str, int]]
    open_count: int
    unchecked_count: int


def find(edition: Edition, asked: Filters, language: str, at: datetime, page: int = 1) -> Found:
    """Return one page of what fits, for a reader of `language` at an instant. A page too far is the last one."""
    index = search_index.index_of(edition)
    question = _Question(index, at)
    used = question.widened(asked)
    matches = question.matches(used)
    # The next choice is made without the unchecked, unless the reader asked for them.
    counted = used if asked.unchecked else used.without_unchecked()
    ordered = _ordered(question, matches, used, language)
    page_count = max(1, -(-len(ordered) // PAGE_SIZE))
    page = min(max(page, 1), page_count)
    return Found(
        used=used,
        is_widened=used.without_unchecked() != asked.without_unchecked(),
        is_unchecked=used.unchecked and not asked.unchecked,
        total=len(ordered),
        page=page,
        page_count=page_count,
        documents=tuple(index.documents[position] for position in ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        counts={facet: question.counts(counted, facet) for facet in Facet},
        open_count=(question.matches(counted.without_open_now()) & question.open_bits(used.country)).bit_count(),
        unchecked_count=question.unchecked(used).bit_count(),
    )


class _Question:
    """One reader's question to an index at an instant."""

    def __init__(self, index: Index, at: datetime) -> None:
        self.index = index
        self.minute = at.replace(second=0, microsecond=0)
        self.offered, self.checked = search_index.offered_and_checked(index, at.date())
        self._by_words: dict[str, Bits] = {}

    def widened(self, asked: Filters) -> Filters:
        """Return the filters to use. What fits but was not checked lately comes before what does not fit."""
        used = asked
        for loosen in _WIDENING:
            if self.matches(used):
                return used
            if self.unchecked(used):
                return used.with_unchecked()
            used = loosen(used)
        return used

    def matches(self, filters: Filters) -> Bits:
        found = self._beyond_freshness(filters)
        return found if filters.unchecked else found & self.checked

    def unchecked(self, filters: Filters) -> Bits:
        return 0 if filters.unchecked else self._beyond_freshness(filters) & ~self.checked

    def counts(self, filters: Filters, facet: Facet) -> dict[str, int]:
        if facet is Facet.COUNTRY:
            every = {country: self.matches(filters.in_country(country)) for country in countries.codes()}
        else:
            others = self.matches(filters.without(facet))
            every = {value: others & self._bits(filters, facet, value) for value in self.index.facets[facet]}
        return {value: bits.bit_count() for value, bits in every.items() if bits}

    def open_bits(self, country: str | None) -> Bits:
        return search_index.open_at(self.index, country, self.minute)

    def _beyond_freshness(self, filters: Filters) -> Bits:
        found = self.offered & self._with_words(filters.words)
        for facet, value in filters.chosen.items():
            found &= self._bits(filters, facet, value)
        return found & self.open_bits(filters.country) if filters.open_now else found

    def _bits(self, filters: Filters, facet: Facet, value: str) -> Bits:
        if facet is Facet.COUNTRY:
            return self.index.in_country(value)
        if facet is Facet.CHANNEL:
            return search_index.reached_by(self.index, filters.country, value)
        return self.index.facets[facet].get(value, 0)

    def _with_words(self, wanted: str) -> Bits:
        if wanted not in self._by_words:
            self._by_words[wanted] = self.index.with_words(wanted)
        return self._by_words[wanted]


def _ordered(question: _Question, matches: Bits, filters: Filters, language: str) -> list[int]:
    """Checked before unchecked; the chosen country's own first; then what fits the words best.

    Without a country, what is made for music people comes first.
    """
    index, checked, country = question.index, question.checked, filters.country

    def order(position: int) -> tuple[object, ...]:
        document = index.documents[position]
        return (
            not checked >> position & 1,
            country is not None and country not in document.countries,
            -index.worth(position, filters.words) if filters.words else 0,
            country is None and not document.is_music_specific,
            country is None and document.kind is Kind.EMERGENCY,
            _place(document),
            bool(document.contacts) and document.contacts[0].channel is not Channel.PHONE,
            bool(document.regions),
            not _speaks(document, language),
            document.slug,
        )

    return sorted(search_index.positions(matches), key=order)


def _speaks(document: ResourceDocument, language: str) -> bool:
    return language in {languages.primary_subtag(tag) for tag in document.languages}


def _place(document: ResourceDocument) -> int:
    """Emergency numbers, lines for anybody, lines for particular people, then the other kinds in their own order."""
    if document.kind in LINE_KINDS:
        return 1 if policy.is_general_line(document.kind, document.audiences, document.topics) else 2
    return 0 if document.kind is Kind.EMERGENCY else 3 + _OTHER_KINDS.index(document.kind)
