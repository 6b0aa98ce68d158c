"""A text of the guide as somebody edits it: one body of blocks, read strictly, and checked against its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from greenroom.core import crisis_sentences
from greenroom.core.errors import ActionRefused
from greenroom.core.topics import Topic
from greenroom.guide import blocks
from greenroom.guide.blocks import Block, BlockRefused
from greenroom.guide.choices import LIMITS, BlockKind, PageKind
from greenroom.guide.models import GuidePage

ENGLISH = "en"
Shape = list[list[Any]]


@dataclass(frozen=True)
class Edited:
    """`blocks`: {id: Markdown}, the limits among them. `shape`: as `GuidePage.blocks`."""

    blocks: dict[str, str]
    shape: Shape


def body_of(shape: Shape, written: dict[str, str]) -> str:
    """Return blocks as one text to edit; the limits have a field of their own."""
    return blocks.write_body([one for one in shape if one[1] != LIMITS], written)


def read_body(page: GuidePage, language: str, body: str, limits: str) -> Edited:
    """Read what somebody wrote.

    Refuses: ActionRefused with the line, for what is no block, a link to no page, an unknown topic or crisis sentence,
    and other blocks than the page has; only in English a chapter may get others.
    """
    try:
        found = blocks.read_blocks(body.replace("\r\n", "\n"))
    except BlockRefused as refused:
        raise _refused(refused.line, refused.reason) from None
    for block in found:
        for reason in _faults(block):
            raise _refused(block.line, reason)
    shape: Shape = [[block.kind.value, block.id, list(block.points_at)] for block in found]
    shape.append([BlockKind.PROSE.value, LIMITS, []])
    is_free = language == ENGLISH and page.kind == PageKind.CHAPTER.value
    if not is_free and shape != page.blocks:
        wanted = ", ".join(id for _kind, id, _points_at in page.blocks if id != LIMITS)
        said = _("The blocks must be those of the page, in their order: %(blocks)s.") % {"blocks": wanted}
        raise ActionRefused("guide_shape", said)
    return Edited({block.id: block.text for block in found if block.text} | {LIMITS: limits.strip()}, shape)


def _faults(block: Block) -> Iterator[str]:
    for key in blocks.crisis_keys(block):
        if not crisis_sentences.is_known(key):
            yield f"crisis:{key}"
    for kind, slug in blocks.pages_named(block):
        if not GuidePage.objects.filter(kind=kind.value, slug=slug).exists():
            yield f"{kind.value}:{slug}"
    for topic in blocks.topics_named(block):
        if topic not in {known.value for known in Topic}:
            yield topic


def _refused(line: int, what: str) -> ActionRefused:
    said = _("Line %(line)s: this is not known or not allowed: %(what)s") % {"line": line, "what": what}
    return ActionRefused("guide_body", said)
