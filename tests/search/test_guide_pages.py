from datetime import UTC, datetime

import pytest

from greenroom.edition.reader.opening import Edition
from greenroom.guide.choices import PageKind
from greenroom.search import filters, finding
from greenroom.search.guide_pages import MOST_PAGES, fitting_pages

AT = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


def slugs(edition: Edition, language: str = "en", **asked: str) -> list[str]:
    found = finding.find(edition, filters.parse(asked), language, AT)
    return [page.slug for page in fitting_pages(edition, found, language) if page.kind is PageKind.TOOL]


@pytest.mark.parametrize(
    ("words", "language", "slug"),
    [
        ("can't sleep in the bus", "en", "sleep-in-a-bunk"),
        ("writer's block", "en", "creative-block"),
        ("stage fright before the show", "en", "nerves-into-fuel"),
        ("ringing in my ears after the gig", "en", "hearing-worry"),
        ("no puedo dormir", "es", "four-in-the-morning"),
        ("box breathing", "en", "box-breathing"),
    ],
)
def test_words_find_tools(shipped_edition: Edition, words: str, language: str, slug: str) -> None:
    assert slug in slugs(shipped_edition, language, q=words)


def test_a_topic_finds_tools(shipped_edition: Edition) -> None:
    found = slugs(shipped_edition, topic="sleep")

    assert found
    assert len(found) <= MOST_PAGES


def test_in_danger_nothing_stands_between_a_reader_and_people(shipped_edition: Edition) -> None:
    assert slugs(shipped_edition, q="I want to die") == []


def test_a_place_alone_finds_none(shipped_edition: Edition) -> None:
    assert slugs(shipped_edition, country="jp") == []
