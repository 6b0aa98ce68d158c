"""The rows of the guide as the files they are loaded from: what is read from them again is the same."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from greenroom.guide import blocks
from greenroom.guide.choices import EVERYONE, LIMITS, PageKind
from greenroom.guide.models import GuidePage, GuideSource, GuideText
from greenroom.guide.wording import NOT_FOR_YOU

ENGLISH = "en"
SOURCES_PATH = "sources.yaml"
_ITEM = re.compile(r"^(?:\d+\.|-) ", re.MULTILINE)


def files(pages: Iterable[GuidePage]) -> Iterator[tuple[str, str]]:
    """Yield (path in the folder, text) for every file of the guide; `pages` with their sources and texts."""
    sources: dict[str, dict[str, Any]] = {}
    for page in pages:
        sources |= {source.key: _source(source) for source in page.sources.all()}
        write = _tool if page.kind == PageKind.TOOL.value else _chapter
        for text in page.texts.all():
            yield write(page, text)
    yield SOURCES_PATH, _yaml(sources)


def _source(source: GuideSource) -> dict[str, Any]:
    return {
        "title": source.title,
        "url": source.url,
        "published": source.published or None,
        "seen": source.seen_date,
    }


def _tool(page: GuidePage, text: GuideText) -> tuple[str, str]:
    words = {
        "steps": _items(text.blocks["now"]),
        "say": _items(text.blocks.get("say", "")),
        "not_when": _items(text.blocks[NOT_FOR_YOU]),
        "evidence": text.blocks[LIMITS],
    }
    front = _front(page, text) | {name: value for name, value in words.items() if value}
    return f"{text.language}/tools/{page.slug}.yaml", _yaml(front)


def _chapter(page: GuidePage, text: GuideText) -> tuple[str, str]:
    front = _front(page, text) | {"limits": text.blocks[LIMITS]}
    shape = [one for one in page.blocks if one[1] != LIMITS]
    return (
        f"{text.language}/chapters/{page.slug}.md",
        f"---\n{_yaml(front)}---\n\n{blocks.write_body(shape, text.blocks)}\n",
    )


def _front(page: GuidePage, text: GuideText) -> dict[str, Any]:
    words = {"title": text.title, "promise": text.promise}
    review = {"reviewed_by": text.reviewed_by or None, "reviewed_at": text.reviewed_date}
    if text.language != ENGLISH:
        return words | {"state": text.state, "source_revision": text.source_revision} | review
    return words | _facts(page) | review


def _facts(page: GuidePage) -> dict[str, Any]:
    always = {
        "roles": page.roles or [EVERYONE],
        "moments": page.moments,
        "topics": page.topics,
        "minutes": page.minutes,
        "grade": page.grade,
        "sources": [source.key for source in page.sources.all()],
        "written": page.written_date,
        "review_due": page.review_due_date,
    }
    where_set = {
        "is_crisis": page.is_crisis,
        "needs_quick_exit": page.needs_quick_exit,
        "widget": page.widget,
        "pace": page.pace,
        "first_for": page.first_for,
        "overruled": [dict(zip(("rule", "reason", "by", "at"), one, strict=True)) for one in page.overruled],
    }
    return always | {name: value for name, value in where_set.items() if value}


def _items(markdown: str) -> list[str]:
    return _ITEM.sub("", markdown).splitlines()


def _yaml(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None)
