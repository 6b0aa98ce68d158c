"""Mind the Music as its pages show it: which pages fit somebody, and one page in the reader's language.

Where a text is missing in the reader's language the English stands there, marked as English.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from greenroom.core import crisis_sentences
from greenroom.core.topics import Topic
from greenroom.edition.documents import BlockDocument, GuidePageDocument, GuideTextDocument
from greenroom.edition.reader.opening import Edition
from greenroom.guide import guide_markdown
from greenroom.guide.choices import LIMITS, WRITTEN_BLOCKS, BlockKind, Moment, PageKind, Role, WordsState
from greenroom.hub import guide_words
from greenroom.hub.guide_words import Length

ENGLISH = "en"
_PAGE_NAME = {PageKind.TOOL: "hub:guide_tool", PageKind.CHAPTER: "hub:guide_chapter"}


# The minutes that a page may take, from and up to.
MINUTES = {Length.TWO_MINUTES: (1, 2), Length.TEN_MINUTES: (3, 10), Length.AN_EVENING: (11, 240)}


@dataclass(frozen=True)
class PageLink:
    """A page as a list shows it."""

    document: GuidePageDocument
    text: GuideTextDocument
    language: str
    address: str

    @property
    def is_tool(self) -> bool:
        return self.document.kind is PageKind.TOOL


@dataclass(frozen=True)
class Section:
    """A part of a list, never empty. `is_folded`: behind one more tap."""

    heading: Promise
    links: tuple[PageLink, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class BlockView:
    """`html` for words; `tools` and `topics` for what a block points at. `english`: beside the words."""

    kind: str
    id: str
    html: SafeString | None
    english: SafeString | None
    language: str
    tools: tuple[PageLink, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class PageView:
    """`limits`: what is not known, which stands apart from the text."""

    link: PageLink
    blocks: tuple[BlockView, ...]
    limits: BlockView
    page_language: str

    @property
    def is_in_english(self) -> bool:
        """Whether the English stands in for a text that is missing."""
        return self.link.language != self.page_language

    @property
    def is_machine(self) -> bool:
        return self.link.text.state is WordsState.MACHINE

    @property
    def is_compared(self) -> bool:
        return self.link.text.state is WordsState.COMPARED

    @property
    def grade(self) -> Promise:
        return guide_words.GRADE[self.link.document.grade]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What the page is about; a page that points at resources says of what."""
        pointed_at = [topic for block in self.blocks for topic in block.topics]
        return tuple(dict.fromkeys(pointed_at)) or self.link.document.topics


def pages_for(
    edition: Edition,
    language: str,
    *,
    role: Role | None = None,
    moment: Moment | None = None,
    topic: Topic | None = None,
    length: Length | None = None,
) -> list[PageLink]:
    """Return the pages that fit all that is given: tools first, then what is made for the role, then what is short."""
    fitting = [
        page
        for page in edition.guide.values()
        if (role is None or is_for(page, role))
        and (moment is None or moment in page.moments)
        and (topic is None or topic in page.topics)
        and (length is None or _takes(page, length))
    ]
    fitting.sort(key=lambda page: (page.kind is not PageKind.TOOL, role is not None and not page.roles, page.minutes))
    return [page_link(page, language) for page in fitting]


def is_for(page: GuidePageDocument, role: Role) -> bool:
    return not page.roles or role in page.roles


def sections(links: Iterable[PageLink]) -> list[Section]:
    """Return pages as a list shows them: tools, then chapters; in each, the reader's language first."""
    links = sorted(links, key=lambda link: link.language == ENGLISH)
    return _filled(
        Section(guide_words.TOOLS, tuple(link for link in links if link.is_tool)),
        Section(guide_words.CHAPTERS, tuple(link for link in links if not link.is_tool)),
    )


def sections_for_role(edition: Edition, language: str, role: Role) -> list[Section]:
    """Return what somebody in a role needs in the moment itself, then what is made for them, then the rest."""
    links = pages_for(edition, language, role=role)
    first = [link for link in links if role in link.document.first_for]
    others = [link for link in links if link not in first]
    for_everyone = [link for link in others if link.is_tool and not link.document.roles]
    own = [link for link in others if link not in for_everyone]
    return _filled(
        Section(guide_words.FIRST_TOOLS, tuple(first)),
        *sections(own),
        Section(guide_words.TOOLS_FOR_EVERYONE, tuple(for_everyone), is_folded=True),
    )


def _filled(*sections: Section) -> list[Section]:
    return [section for section in sections if section.links]


def _takes(page: GuidePageDocument, length: Length) -> bool:
    least, most = MINUTES[length]
    return least <= page.minutes <= most


def page_link(document: GuidePageDocument, language: str) -> PageLink:
    text_language = language if language in document.texts else ENGLISH
    return PageLink(
        document, document.texts[text_language], text_language, _address(document.kind, document.slug, language)
    )


def page_view(edition: Edition, document: GuidePageDocument, language: str) -> PageView:
    """Return a page, each block in the reader's language or in English."""
    blocks = {block.id: _block_view(edition, document, block, language) for block in document.blocks}
    limits = blocks.pop(LIMITS)
    return PageView(page_link(document, language), tuple(blocks.values()), limits, language)


def _block_view(edition: Edition, page: GuidePageDocument, block: BlockDocument, language: str) -> BlockView:
    tools: tuple[PageLink, ...] = ()
    topics: tuple[Topic, ...] = ()
    html = english = None
    spoken = language
    if block.kind in WRITTEN_BLOCKS:
        own = page.texts.get(language)
        spoken = language if own and block.id in own.blocks else ENGLISH
        html = _html(page, block.id, spoken, language)
        if own and own.state is WordsState.COMPARED:
            english = _html(page, block.id, ENGLISH, ENGLISH)
    elif block.kind is BlockKind.TOOL:
        named = (edition.guide.get((PageKind.TOOL, slug)) for slug in block.points_at)
        tools = tuple(page_link(tool, language) for tool in named if tool)
    else:
        topics = tuple(map(Topic, block.points_at))
    return BlockView(block.kind.value, block.id, html, english, spoken, tools, topics)


def _html(page: GuidePageDocument, block_id: str, spoken: str, language: str) -> SafeString:
    return guide_markdown.in_html(
        page.texts[spoken].blocks[block_id],
        address=lambda kind, slug: _address(kind, slug, language),
        crisis=lambda key: crisis_sentences.in_html(key, language),
    )


def _address(kind: PageKind, slug: str, language: str) -> str:
    return reverse(_PAGE_NAME[kind], kwargs={"language": language, "slug": slug})
