"""The body of a chapter: Markdown, parted into blocks of a closed list; their ids are the same in all languages.

```
## In one minute {#minute}          prose, up to the next heading or fence
::: steps {#now}                    a fence holds steps, a callout, a quote or a checklist, and ends with :::
::: tool paced-breathing            a pointer needs no end, but may have one
::: resources anxiety panic
```
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from greenroom.guide.choices import WRITTEN_BLOCKS, BlockKind, PageKind

_HEADING = re.compile(r"##\s+\S.*\{#(?P<id>[a-z][a-z0-9-]*)\}\s*$")
_FENCE = re.compile(r":::\s*(?P<kind>[a-z]+)\s*(?:\{#(?P<id>[a-z][a-z0-9-]*)\})?(?P<points_at>[^{}]*)$")
_END = ":::"
LINK = re.compile(r"\]\((?P<kind>tool|chapter):(?P<slug>[a-z0-9-]+)\)")
# A line of its own, in a list or not, that stands for a fixed sentence (core.crisis_sentences).
CRISIS_LINE = re.compile(r"(?:- |\d+\. )?crisis:(?P<key>[a-z_]+)")
_ANY_LINK = re.compile(r"\]\((?P<target>[^)]*)\)")


@dataclass(frozen=True)
class Block:
    """`text`: Markdown, empty for a pointer. `points_at`: slugs or topics. `line` counts from 1 in the body."""

    kind: BlockKind
    id: str
    text: str
    points_at: tuple[str, ...]
    line: int


class BlockRefused(Exception):
    """A body cannot be read as blocks. `line` counts from 1 in the body."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def read_blocks(body: str) -> list[Block]:
    """Return the blocks of a body, in order. Refuses: BlockRefused."""
    found: list[Block] = []
    for block in _read(body.splitlines()):
        if any(block.id == other.id for other in found):
            raise BlockRefused(block.line, f"the id {block.id!r} stands twice")
        found.append(block)
    return found


def write_body(shape: Iterable[Sequence[Any]], written: Mapping[str, str]) -> str:
    """Return the body of which `read_blocks` makes these blocks. `shape`: (kind, id, what it points at) of each."""
    return "\n\n".join(_as_written(BlockKind(kind), id, points_at, written) for kind, id, points_at in shape)


def pages_named(block: Block) -> list[tuple[PageKind, str]]:
    """Return the pages that a block links or points to."""
    linked = [(PageKind(link["kind"]), link["slug"]) for link in LINK.finditer(block.text)]
    return linked + ([(PageKind.TOOL, slug) for slug in block.points_at] if block.kind is BlockKind.TOOL else [])


def topics_named(block: Block) -> tuple[str, ...]:
    """Return the topics of which a block asks for services."""
    return block.points_at if block.kind is BlockKind.RESOURCES else ()


def crisis_keys(block: Block) -> list[str]:
    """Return the names of the fixed sentences that stand in a block."""
    found = (CRISIS_LINE.fullmatch(line.strip()) for line in block.text.splitlines())
    return [one["key"] for one in found if one]


def _as_written(kind: BlockKind, id: str, points_at: Sequence[str], written: Mapping[str, str]) -> str:
    if kind not in WRITTEN_BLOCKS:
        return f"::: {kind.value} {' '.join(points_at)}\n:::"
    if kind is not BlockKind.PROSE:
        return f"::: {kind.value} {{#{id}}}\n{written[id]}\n:::"
    heading, _, rest = written[id].partition("\n")
    return f"{heading} {{#{id}}}\n{rest}"


def _read(lines: list[str]) -> Iterator[Block]:
    number, pointers = 0, 0
    while number < len(lines):
        start = number + 1
        heading, fence = _HEADING.match(lines[number]), _FENCE.match(lines[number])
        if heading:
            end = next((at for at in range(start, len(lines)) if _opens(lines[at])), len(lines))
            yield _written(BlockKind.PROSE, heading["id"], [_bare(lines[number]), *lines[start:end]], start)
            number = end
        elif fence:
            kind = _kind(fence["kind"], start)
            if kind in WRITTEN_BLOCKS:
                end = next((at for at in range(start, len(lines)) if lines[at].strip() == _END), -1)
                if end < 0:
                    raise BlockRefused(start, f"the {kind.value} has no end (:::)")
                yield _written(kind, fence["id"], lines[start:end], start)
                number = end + 1
            else:
                pointers += 1
                yield Block(kind, f"{kind.value}-{pointers}", "", tuple(fence["points_at"].split()), start)
                number += 2 if lines[start : start + 1] == [_END] else 1
        elif lines[number].strip():
            raise BlockRefused(start, "this stands in no block: begin with a heading like `## Words {#id}`")
        else:
            number += 1


def _opens(line: str) -> bool:
    return line.startswith(("## ", _END))


def _bare(heading: str) -> str:
    return heading.rpartition("{#")[0].rstrip()


def _kind(written: str, line: int) -> BlockKind:
    try:
        return BlockKind(written)
    except ValueError:
        raise BlockRefused(line, f"there is no block {written!r}: {', '.join(BlockKind)}") from None


def _written(kind: BlockKind, block_id: str | None, lines: list[str], line: int) -> Block:
    if not block_id:
        raise BlockRefused(line, f"the {kind.value} has no id, like {{#now}}")
    text = "\n".join(lines).strip()
    if not text:
        raise BlockRefused(line, f"the {kind.value} is empty")
    for offset, written in enumerate(lines):
        for link in _ANY_LINK.finditer(written):
            if not LINK.match(f"]({link['target']})"):
                raise BlockRefused(line + offset, f"links lead to tool:… or chapter:… only, not {link['target']!r}")
    return Block(kind, block_id, text, (), line)
