"""Why results stand in their order: what each signal gives each of them. For staff."""

from dataclasses import dataclass
from datetime import datetime

from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.search import finding, ranking
from greenroom.search import index as search_index
from greenroom.search.filters import Filters
from greenroom.search.finding import Found, Moment, Question


@dataclass(frozen=True)
class Explained:
    """`points`: {signal: what it gives}; their sum is the place of the document."""

    document: ResourceDocument
    points: dict[str, float]

    @property
    def total(self) -> float:
        return sum(self.points.values())


@dataclass(frozen=True)
class Explanation:
    found: Found
    results: tuple[Explained, ...]


def explain(edition: Edition, asked: Filters, language: str, at: datetime) -> Explanation:
    """Return the first page of what fits, and why each stands where it does."""
    found = finding.find(edition, asked, language, at)
    index = search_index.index_of(edition)
    aim = ranking.aim_of(found.understood) if found.understood else ranking.NO_AIM
    signals = Moment(index, found.country, at).signals(Question(found.used, aim), aim, language)
    return Explanation(
        found,
        tuple(
            Explained(
                document,
                {signal: round(index.score(query, document, found.country), 2) for signal, query in signals},
            )
            for document in found.documents
        ),
    )
