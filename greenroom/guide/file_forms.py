"""What stands in a file of the guide, as classes; what is read from it, as pages. Described in data/guide/README.md."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec

from greenroom.core.topics import Topic
from greenroom.guide.blocks import Block
from greenroom.guide.choices import Grade, Moment, PageKind, Phase, Role, Widget, WordsState
from greenroom.guide.wording import Rule

Words = Annotated[str, msgspec.Meta(min_length=1)]
Lines = Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]


class SourceEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`published`: as exactly as the source says it. `seen`: when somebody read it."""

    title: Words
    url: Annotated[str, msgspec.Meta(pattern=r"^https?://")]
    published: str | None
    seen: date


class Overrule(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Somebody read what `wording` found, and says why it may stand."""

    rule: Rule
    reason: Words
    by: Words
    at: date


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is the same in every language."""

    title: Words
    promise: Words
    roles: Lines
    moments: Annotated[tuple[Moment, ...], msgspec.Meta(min_length=1)]
    topics: Annotated[tuple[Topic, ...], msgspec.Meta(min_length=1)]
    minutes: Annotated[int, msgspec.Meta(ge=1, le=240)]
    grade: Grade
    sources: Lines
    is_crisis: bool = False
    needs_quick_exit: bool = False
    written: date
    review_due: date
    reviewed_by: str | None
    reviewed_at: date | None
    overruled: tuple[Overrule, ...] = ()


class Beat(msgspec.Struct, frozen=True, array_like=True):
    """One phase of a pacer."""

    phase: Phase
    seconds: Annotated[int, msgspec.Meta(ge=1, le=60)]


class ToolFile(Facts, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`pace`: of a pacer. `first_for`: the roles for which it is one of the three for the moment itself.

    `say`: sentences to use, as they are or changed.
    """

    widget: Widget | None = None
    pace: tuple[Beat, ...] = ()
    first_for: tuple[Role, ...] = ()
    steps: Lines
    say: tuple[Words, ...] = ()
    not_when: Lines
    evidence: Words


class ChapterFront(Facts, frozen=True, kw_only=True, forbid_unknown_fields=True):
    limits: Words


class Translated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`source_revision`: of the English that it was made from."""

    title: Words
    promise: Words
    state: WordsState
    source_revision: Words
    reviewed_by: str | None = None
    reviewed_at: date | None = None


class TranslatedTool(Translated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    steps: Lines
    say: tuple[Words, ...] = ()
    not_when: Lines
    evidence: Words


class TranslatedChapter(Translated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    limits: Words


@dataclass(frozen=True)
class PageText:
    """The words of a page in one language. `blocks`: {id: Markdown}."""

    title: str
    promise: str
    blocks: dict[str, str]
    state: WordsState
    source_revision: str
    reviewed_by: str | None
    reviewed_at: date | None


@dataclass(frozen=True)
class Doing:
    """What a page does besides being read; for a chapter nothing."""

    widget: Widget | None = None
    pace: tuple[Beat, ...] = ()
    first_for: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page with its words in every language. `sources`: {key: source}."""

    kind: PageKind
    slug: str
    facts: Facts
    sources: dict[str, SourceEntry]
    doing: Doing
    blocks: tuple[Block, ...]
    texts: dict[str, PageText]
