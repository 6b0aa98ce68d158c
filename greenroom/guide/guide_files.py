"""The files of the guide, `data/guide/<language>/{tools,chapters}/<slug>.{yaml,md}`. Described in data/guide/README.md.

Facts stand once, in the English file; a file in another language holds words only, and says which English they are of.
Strict: what is not understood is refused with its file and line.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from greenroom.core import crisis_sentences, languages
from greenroom.core.exchange_files import ExchangeRefused, Problem
from greenroom.core.topics import Topic
from greenroom.guide import blocks
from greenroom.guide.blocks import Block, BlockRefused
from greenroom.guide.choices import EVERYONE, LIMITS, BlockKind, PageKind, Role, Widget, WordsState
from greenroom.guide.file_forms import (
    ChapterFront,
    Doing,
    Facts,
    Page,
    PageText,
    SourceEntry,
    ToolFile,
    Translated,
    TranslatedChapter,
    TranslatedTool,
)

ENGLISH = "en"
_SUFFIX = {PageKind.TOOL: ".yaml", PageKind.CHAPTER: ".md"}
_FOLDER = {PageKind.TOOL: "tools", PageKind.CHAPTER: "chapters"}
_FRONT = "---\n"
T = TypeVar("T", bound=msgspec.Struct)


def revision(title: str, promise: str, written: dict[str, str]) -> str:
    """Return the revision of a text: another as soon as a letter of it is another."""
    return sha256(msgspec.json.encode((title, promise, written))).hexdigest()[:12]


def read_guide(folder: Path) -> list[Page]:
    """Return every page of the guide with all its texts, in the order kind, slug.

    Refuses: ExchangeRefused with every problem found, each with its file and line.
    """
    return _Reading(folder).pages()


class _Reading:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.sources = self._sources()
        self.slugs = {kind: {path.stem for path in self._paths(ENGLISH, kind)} for kind in PageKind}

    def pages(self) -> list[Page]:
        read = (self._page(kind, path) for kind in PageKind for path in self._paths(ENGLISH, kind))
        pages = [page for page in read if page is not None]
        self._refuse_texts_without_english()
        if self.problems:
            raise ExchangeRefused(self.problems)
        return pages

    def _paths(self, language: str, kind: PageKind) -> list[Path]:
        return sorted((self.folder / language / _FOLDER[kind]).glob(f"*{_SUFFIX[kind]}"))

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.folder))

    def _refuse(self, path: Path, line: int, field: str, reason: str) -> None:
        self.problems.append(Problem(self._name(path), line, field, reason))

    def _sources(self) -> dict[str, SourceEntry]:
        path = self.folder / "sources.yaml"
        written = self._yaml(path, path.read_text(encoding="utf-8"))
        found = {}
        for key, value in written.items():
            source = self._as(path, value, SourceEntry, at=key)
            if source is not None:
                found[key] = source
        return found

    def _page(self, kind: PageKind, path: Path) -> Page | None:
        facts, page_blocks = self._english(kind, path)
        if facts is None or page_blocks is None:
            return None
        self._check_facts(path, facts)
        self._check_links(path, page_blocks)
        written = {block.id: block.text for block in page_blocks if block.text}
        made_of = revision(facts.title, facts.promise, written)
        own = PageText(
            facts.title, facts.promise, written, WordsState.REVIEWED, made_of, facts.reviewed_by, facts.reviewed_at
        )
        texts = {ENGLISH: own, **dict(self._translations(kind, path.stem, written))}
        sources = {key: self.sources[key] for key in facts.sources if key in self.sources}
        doing = Doing(facts.widget, facts.pace, facts.first_for) if isinstance(facts, ToolFile) else Doing()
        return Page(kind, path.stem, facts, sources, doing, tuple(page_blocks), texts)

    def _english(self, kind: PageKind, path: Path) -> tuple[Facts | None, list[Block] | None]:
        if kind is PageKind.TOOL:
            tool = self._as(path, self._yaml(path, path.read_text(encoding="utf-8")), ToolFile)
            return tool, _tool_blocks(tool) if tool else None
        front, body = self._chapter(path, ChapterFront)
        if front is None or body is None:
            return None, None
        return front, [*body, _prose(LIMITS, front.limits)]

    def _translations(self, kind: PageKind, slug: str, english: dict[str, str]) -> Iterator[tuple[str, PageText]]:
        for language in languages.OFFERED_CODES:
            path = self.folder / language / _FOLDER[kind] / f"{slug}{_SUFFIX[kind]}"
            if language == ENGLISH or not path.exists():
                continue
            words, text_blocks = self._translated(kind, path)
            if words is None or text_blocks is None:
                continue
            written = {block.id: block.text for block in text_blocks if block.text}
            self._check_links(path, text_blocks)
            if written.keys() != english.keys():
                missing = sorted(english.keys() ^ written.keys())
                self._refuse(path, 0, "blocks", f"not the blocks of the English: {', '.join(missing)}")
                continue
            yield (
                language,
                PageText(
                    words.title,
                    words.promise,
                    written,
                    words.state,
                    words.source_revision,
                    words.reviewed_by,
                    words.reviewed_at,
                ),
            )

    def _translated(self, kind: PageKind, path: Path) -> tuple[Translated | None, list[Block] | None]:
        if kind is PageKind.TOOL:
            tool = self._as(path, self._yaml(path, path.read_text(encoding="utf-8")), TranslatedTool)
            return tool, _tool_blocks(tool) if tool else None
        front, body = self._chapter(path, TranslatedChapter)
        if front is None or body is None:
            return None, None
        return front, [*body, _prose(LIMITS, front.limits)]

    def _chapter(self, path: Path, form: type[T]) -> tuple[T | None, list[Block] | None]:
        text = path.read_text(encoding="utf-8")
        front, end, body = text.removeprefix(_FRONT).partition("\n" + _FRONT)
        if not text.startswith(_FRONT) or not end:
            self._refuse(path, 1, "front matter", "must stand between two lines ---")
            return None, None
        facts = self._as(path, self._yaml(path, front, first_line=2), form)
        above = front.count("\n") + 3
        try:
            return facts, [
                Block(one.kind, one.id, one.text, one.points_at, one.line + above) for one in blocks.read_blocks(body)
            ]
        except BlockRefused as error:
            self._refuse(path, error.line + above, "body", error.reason)
            return None, None

    def _yaml(self, path: Path, text: str, first_line: int = 1) -> dict[str, Any]:
        try:
            value = yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self._refuse(path, (mark.line if mark else 0) + first_line, "yaml", getattr(error, "problem", str(error)))
            return {}
        if not isinstance(value, dict):
            self._refuse(path, first_line, "yaml", "names of fields are expected")
            return {}
        return value

    def _as(self, path: Path, value: dict[str, Any], form: type[T], at: str | None = None) -> T | None:
        if not value:
            return None
        if isinstance(value.get("published"), int | date):
            value = {**value, "published": str(value["published"])}
        try:
            return msgspec.convert(value, form)
        except msgspec.ValidationError as error:
            reason, _, place = str(error).partition(" - at `$")
            field = place.strip("`.").split(".")[0].split("[")[0] or _named_in(reason)
            self._refuse(path, _line_of(path, at or field), field or "file", reason)
            return None

    def _check_facts(self, path: Path, facts: Facts) -> None:
        for key in facts.sources:
            if key not in self.sources:
                self._refuse(path, _line_of(path, "sources"), "sources", f"{key!r} is not in sources.yaml")
        known = {EVERYONE, *(role.value for role in Role)}
        for role in facts.roles:
            if role not in known:
                self._refuse(path, _line_of(path, "roles"), "roles", f"there is no role {role!r}")
        if isinstance(facts, ToolFile) and bool(facts.pace) != (facts.widget is Widget.PACER):
            self._refuse(path, _line_of(path, "pace"), "pace", "belongs to a pacer, and each pacer needs one")
        if isinstance(facts, ToolFile) and facts.widget is Widget.MESSAGE and not facts.say:
            self._refuse(path, _line_of(path, "widget"), "say", "a message is made of sentences: say what they are")
        if facts.review_due <= facts.written:
            self._refuse(path, _line_of(path, "review_due"), "review_due", "must come after `written`")

    def _check_links(self, path: Path, page_blocks: list[Block]) -> None:
        known_topics = {topic.value for topic in Topic}
        for block in page_blocks:
            for key in blocks.crisis_keys(block):
                if not crisis_sentences.is_known(key):
                    self._refuse(path, block.line, "crisis", f"there is no crisis sentence {key!r}")
            for kind, slug in blocks.pages_named(block):
                if slug not in self.slugs[kind]:
                    self._refuse(path, block.line, "link", f"there is no {kind.value} {slug!r}")
            for topic in blocks.topics_named(block):
                if topic not in known_topics:
                    self._refuse(path, block.line, "resources", f"there is no topic {topic!r}")

    def _refuse_texts_without_english(self) -> None:
        for language in languages.OFFERED_CODES:
            for kind in PageKind:
                for path in self._paths(language, kind):
                    if path.stem not in self.slugs[kind]:
                        self._refuse(path, 0, "file", "there is no English page of this name")


def _tool_blocks(tool: ToolFile | TranslatedTool) -> list[Block]:
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(tool.steps, start=1))
    not_when, say = ("\n".join(f"- {line}" for line in lines) for lines in (tool.not_when, tool.say))
    return [
        Block(BlockKind.STEPS, "now", steps, (), 1),
        *([Block(BlockKind.QUOTE, "say", say, (), 1)] if say else []),
        Block(BlockKind.CALLOUT, "not-for-you", not_when, (), 1),
        _prose(LIMITS, tool.evidence),
    ]


def _prose(block_id: str, text: str) -> Block:
    return Block(BlockKind.PROSE, block_id, text.strip(), (), 1)


def _named_in(reason: str) -> str:
    """Return the field that msgspec names in a message («Object missing required field `grade`»)."""
    return reason.split("`")[1] if "`" in reason else ""


def _line_of(path: Path, field: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(f"{field}:")), 0)
