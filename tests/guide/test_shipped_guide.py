"""The guide as it is shipped: what every page must have, and how hard it is to read."""

import re
from datetime import date

import pytest
import readability
from django.conf import settings

from greenroom.guide import wording
from greenroom.guide.choices import EVERYONE, BlockKind, Moment, PageKind, Role
from greenroom.guide.file_forms import Page
from greenroom.guide.guide_files import read_guide

PAGES = read_guide(settings.DATA_DIR / "guide")
TOOLS = [page for page in PAGES if page.kind is PageKind.TOOL]
CHAPTERS = [page for page in PAGES if page.kind is PageKind.CHAPTER]
# Flesch-Kincaid counts school years; a reader is some five years older.
YEARS_BEFORE_SCHOOL = 5
OLDEST_READER = {PageKind.TOOL: 11, PageKind.CHAPTER: 13}
FEWEST_TOOLS, FEWEST_CHAPTERS = 40, 36
_MARKS = re.compile(r"^(#+ .*|\d+\. |- |crisis:\w+$)|[*_]|\]\([^)]*\)|\[", re.MULTILINE)
_SENTENCE_ENDS = re.compile(r"(?<=[.?!:])[\"”’]?\s+")


def named(page: Page) -> str:
    return f"{page.kind.value}:{page.slug}"


def sentences(page: Page) -> list[str]:
    text = page.texts["en"]
    plain = _MARKS.sub("", "\n".join((text.promise, *text.blocks.values())))
    return [one.strip() for line in plain.splitlines() for one in _SENTENCE_ENDS.split(line) if one.strip()]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_says_where_it_is_from_how_sure_it_is_and_what_is_not_known(page: Page) -> None:
    assert page.sources
    assert all(source.seen <= date(2027, 12, 31) and source.url for source in page.sources.values())
    assert len(page.texts["en"].blocks["limits"]) > 20


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_says_for_whom_it_is_not(page: Page) -> None:
    assert [block.kind for block in page.blocks if block.id == "not-for-you"] == [BlockKind.CALLOUT]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_is_easy_to_read(page: Page) -> None:
    # The library takes a sentence a line; it splits none itself.
    measures = readability.getmeasures("\n".join(sentences(page)), lang="en")

    age = measures["readability grades"]["Kincaid"] + YEARS_BEFORE_SCHOOL
    assert age <= OLDEST_READER[page.kind], f"{age:.1f} years"


@pytest.mark.parametrize("page", CHAPTERS, ids=named)
def test_a_chapter_ends_with_people_to_reach(page: Page) -> None:
    assert [block.kind for block in page.blocks if not block.text][-1] is BlockKind.RESOURCES


def test_there_are_enough_tools() -> None:
    assert len(TOOLS) >= FEWEST_TOOLS


@pytest.mark.parametrize("role", Role)
def test_each_role_has_three_tools_for_the_moment_itself(role: Role) -> None:
    first = [page for page in TOOLS if role in page.doing.first_for]

    assert len(first) == 3
    assert all(page.facts.roles == (EVERYONE,) or role in page.facts.roles for page in first)


@pytest.mark.parametrize("moment", Moment)
def test_for_each_moment_there_are_tools(moment: Moment) -> None:
    assert len([page for page in TOOLS if moment in page.facts.moments]) >= 3


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_nothing_holds_a_page_back(page: Page) -> None:
    text = page.texts["en"]

    found = wording.findings(
        text.promise, text.blocks, page.facts.topics, len(page.sources), page.facts.review_due, page.facts.written
    )

    assert {one.rule for one in found} <= {one.rule for one in page.facts.overruled}


def test_there_are_enough_chapters_and_every_role_has_some() -> None:
    assert len(CHAPTERS) >= FEWEST_CHAPTERS
    for role in Role:
        assert [page for page in CHAPTERS if role in page.facts.roles]
