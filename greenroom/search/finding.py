"""From what a person asked for to what fits it, in order, with counts; where nothing fits, wider, and saying so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tantivy import Query

from greenroom.core import countries, words
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.search import index as search_index
from greenroom.search import ranking, understanding
from greenroom.search.filters import OPEN_NOW, Facet, Filters
from greenroom.search.index import ANYWHERE, SOME_COUNTRY, Index, all_of, any_of
from greenroom.search.ranking import NO_AIM, Aim
from greenroom.search.understanding import Understanding

PAGE_SIZE = 20


@dataclass(frozen=True)
class Found:
    """`understood`: what the words mean; None where there are none. `country`: chosen, or read out of the words.

    `used`: the filters after widening; the same as asked when something fitted. Counts hold for `used`;
    unchecked services count only where they were asked for.
    `is_widened`: something asked for was left out. `is_unchecked`: all that fits was last checked over half a year ago.
    `is_aim_left_out`: nothing fits the words. `is_country_widened`: nothing of the country itself fits the words, so
    all it has stands here, before what fits them from anywhere. `counts[facet][value]`: how many there would be with
    that value in the facet's place. `unchecked_count`: fitting services that are left out because nobody has checked
    them for half a year. `left_out`: the names of facets that were left out, `open` and `q` among them.
    """

    understood: Understanding | None
    country: str | None
    used: Filters
    is_widened: bool
    is_unchecked: bool
    is_aim_left_out: bool
    is_country_widened: bool
    total: int
    page: int
    page_count: int
    documents: tuple[ResourceDocument, ...]
    counts: Mapping[Facet, Mapping[str, int]]
    open_count: int
    unchecked_count: int
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What is looked for: filters to be met, and an aim of which anything must fit."""

    filters: Filters
    aim: Aim
    is_country_widened: bool = False


# What is left out first when nothing fits: what matters least to somebody who needs help. The country never is.
_WIDENING: tuple[Callable[[Question], Question], ...] = (
    lambda asked: replace(asked, filters=asked.filters.without_open_now()),
    lambda asked: replace(asked, filters=asked.filters.without(Facet.COST)),
    lambda asked: replace(asked, filters=asked.filters.without(Facet.CHANNEL)),
    lambda asked: replace(asked, filters=asked.filters.without(Facet.ROLE)),
    lambda asked: replace(asked, filters=asked.filters.without(Facet.LANGUAGE)),
    lambda asked: replace(asked, filters=asked.filters.without(Facet.TOPIC)),
    lambda asked: replace(asked, aim=NO_AIM),
    lambda asked: replace(asked, filters=asked.filters.without(Facet.KIND)),
)


def find(edition: Edition, asked: Filters, language: str, at: datetime, page: int = 1) -> Found:
    """Return one page of what fits, for a reader of `language` at an instant. A page too far is the last one."""
    index = search_index.index_of(edition)
    understood = understand(index, asked, language)
    country = country_of(asked, understood)
    aim = ranking.aim_of(understood) if understood else NO_AIM
    moment = Moment(index, country, at)
    used, total = moment.widened(Question(asked, aim))
    page_count = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), page_count)
    # The next choice is made without the unchecked, unless the reader asked for them.
    counted = used if asked.unchecked else replace(used, filters=used.filters.without_unchecked())
    return Found(
        understood=understood,
        country=country,
        used=used.filters,
        is_widened=used.filters.without_unchecked() != asked.without_unchecked(),
        is_unchecked=used.filters.unchecked and not asked.unchecked,
        is_aim_left_out=used.aim != aim,
        is_country_widened=used.is_country_widened,
        total=total,
        page=page,
        page_count=page_count,
        documents=tuple(moment.best(used, aim, language, PAGE_SIZE, (page - 1) * PAGE_SIZE)),
        counts=moment.counts(counted),
        open_count=moment.open_count(counted),
        unchecked_count=moment.unchecked_count(used, total),
        left_out=tuple(_left_out(asked, used, aim)),
    )


def _left_out(asked: Filters, used: Question, aim: Aim) -> Iterator[str]:
    yield from (facet.value for facet in asked.chosen if facet not in used.filters.chosen)
    if asked.open_now and not used.filters.open_now:
        yield OPEN_NOW
    if used.aim != aim:
        yield "q"


def named(index: Index, typed: str, limit: int) -> list[ResourceDocument]:
    """Return services whose own name or organization's has words that begin like the typed ones."""
    typed_words = words.runs_of(typed.replace(" ", "") if words.is_unspaced(typed) else typed)
    beginning = all_of(
        *(any_of(index.with_word(word, "name"), index.with_word(word, "organization")) for word in typed_words)
    )
    return index.best(all_of(beginning, index.asked_from(None)), limit, 0) if typed_words else []


def understand(index: Index, asked: Filters, language: str) -> Understanding | None:
    """Return what the words of a question mean to an edition; None without words."""
    if not asked.words:
        return None
    return understanding.understand(asked.words, language, rejected=asked.rejected, names=index.names)


def country_of(asked: Filters, understood: Understanding | None) -> str | None:
    """Return the chosen country; where none is, the one that the words name.

    Not in danger: «my friend Jordan» must not be given the numbers of Jordan. Then the country is asked for.
    """
    if asked.country or understood is None or understood.is_danger:
        return asked.country
    return understood.filters.get(Facet.COUNTRY.value)


class Moment:
    """An index as it is for readers in one country (or none) at an instant."""

    def __init__(self, index: Index, country: str | None, at: datetime) -> None:
        self.index, self.country, self.on = index, country, at.date()
        self.open_now = index.open_at(at.replace(second=0, microsecond=0))
        self.checked = index.checked(self.on)

    def widened(self, asked: Question) -> tuple[Question, int]:
        """Return the question to answer, and how much fits it.

        What fits but was not checked lately comes before what does not fit.
        """
        used, total = asked, self.count(asked)
        for loosen in _WIDENING:
            if total:
                break
            unchecked = self.unchecked_count(used, total)
            used = replace(used, filters=used.filters.with_unchecked()) if unchecked else loosen(used)
            total = unchecked or self.count(used)
        if self.country and not used.aim.is_empty and not self.index.count(all_of(self._own(), self.matching(used))):
            wider = replace(used, is_country_widened=True)
            wider_total = self.count(wider)
            return (wider, wider_total) if wider_total > total else (used, total)
        return used, total

    def count(self, question: Question) -> int:
        return self.index.count(self.matching(question))

    def matching(self, question: Question) -> Query:
        """Return the query for everything that fits a question."""
        return all_of(*(self._conditions(question).values()))

    def unchecked_count(self, question: Question, total: int) -> int:
        """Return how much fits a question, of which `total` was checked, beside that."""
        if question.filters.unchecked:
            return 0
        return self.count(replace(question, filters=question.filters.with_unchecked())) - total

    def open_count(self, question: Question) -> int:
        without = replace(question, filters=question.filters.without_open_now())
        return self.index.count(all_of(self.matching(without), self.open_now))

    def counts(self, question: Question) -> dict[Facet, dict[str, int]]:
        """Return how many there would be with each value in its facet's place."""
        chosen = [facet for facet in Facet if facet in question.filters.chosen and facet is not Facet.COUNTRY]
        others = [facet for facet in Facet if facet not in chosen and facet is not Facet.COUNTRY]
        counts = self._counts(self.matching(question), others)
        for facet in chosen:
            without = replace(question, filters=question.filters.without(facet))
            counts |= self._counts(self.matching(without), [facet])
        counts[Facet.COUNTRY] = self._counts_by_country(question)
        return counts

    def best(self, question: Question, aim: Aim, language: str, limit: int, offset: int) -> list[ResourceDocument]:
        """Return a page of what fits a question, best first by the whole aim, left out or not."""
        scored = Query.const_score_query(self.matching(question), 0.0)
        for _, signal in self.signals(question, aim, language):
            # One inside the other, the engine looks signals up for what fits only, instead of joining all of them.
            scored = Query.boolean_query([(search_index.MUST, scored), (search_index.SHOULD, signal)])
        return self.index.best(scored, limit, offset)

    def signals(self, question: Question, aim: Aim, language: str) -> list[tuple[str, Query]]:
        checked = self.checked if question.filters.unchecked else None
        reader = ranking.Reader(self.country, language, checked, self.open_now)
        return ranking.signals(self.index, aim, reader)

    def _own(self) -> Query:
        return self.index.has("own", self.country or ANYWHERE)

    def _conditions(self, question: Question) -> dict[str, Query]:
        """Return what must hold, by name; `country` is where it is asked from."""
        conditions = {"country": self.index.asked_from(self.country), **dict(self._beside_country(question))}
        fitting = ranking.fits(self.index, question.aim, self.open_now)
        if fitting is not None:
            conditions["aim"] = any_of(fitting, self._own()) if question.is_country_widened else fitting
        return conditions

    def _beside_country(self, question: Question) -> Iterator[tuple[str, Query]]:
        filters = question.filters
        yield "offered", self.index.offered(self.on)
        if not filters.unchecked:
            yield "checked", self.checked
        if filters.open_now:
            yield "open", self.open_now
        for facet, value in filters.chosen.items():
            if facet is not Facet.COUNTRY:
                yield facet.value, self.index.has(facet.value, value)

    def _counts(self, query: Query, facets: Sequence[Facet]) -> dict[Facet, dict[str, int]]:
        found = self.index.counts(query, [facet.value for facet in facets])
        return {Facet(name): values for name, values in found.items()}

    def _counts_by_country(self, question: Question) -> dict[str, int]:
        conditions = self._conditions(question) | {"country": self.index.has("asked", SOME_COUNTRY)}
        found = self.index.counts(all_of(*conditions.values()), [Facet.COUNTRY.value])[Facet.COUNTRY.value]
        anywhere = found.pop(ANYWHERE, 0)
        if not anywhere:
            return found
        return {country: found.get(country, 0) + anywhere for country in countries.codes()}
