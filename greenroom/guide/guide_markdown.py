"""The words of the guide as HTML, and as plain nodes for the typesetter: paragraphs, headings, lists, stress, and links
to other pages of the guide.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from greenroom.guide.blocks import CRISIS_LINE
from greenroom.guide.choices import PageKind

Node = dict[str, Any]
_LISTS = {"bullet_list_open": "ul", "ordered_list_open": "ol"}


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name the library calls
        """Links name pages of the guide; the files of the guide are checked for any other."""
        return url.partition(":")[0] in {kind.value for kind in PageKind}


@cache
def _markdown() -> MarkdownIt:
    rules = ["heading", "list", "emphasis", "link", "newline", "escape"]
    return _Markdown("zero", {"html": False, "xhtmlOut": True}).enable(rules)


def in_html(text: str, *, address: Callable[[PageKind, str], str], crisis: Callable[[str], SafeString]) -> SafeString:
    """Return a block's Markdown as HTML that is well-formed XML too; HTML in the text stays text.

    `address` names the page a link leads to; `crisis` says a fixed sentence, which a line `crisis:<key>` stands for.
    """
    tokens = [_said(token, crisis) for token in _markdown().parse(text)]
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", address(*_target(child)))
    return mark_safe(str(_markdown().renderer.render(tokens, _markdown().options, {})))


def in_nodes(text: str, *, crisis: Callable[[str], Node]) -> list[Node]:
    """Return a block's Markdown as nodes.

    **Shapes**: `{"kind": "p" | "h", "runs": [run]}` and `{"kind": "ul" | "ol", "items": [[run]]}`; a run is `{"text",
    "strong", "stress", "page"}`, where `page` is "kind:slug" of a link's target or empty. `crisis` gives the node of a
    fixed sentence, which a line `crisis:<key>` stands for; in a list it stands as an item with its runs.
    """
    nodes: list[Node] = []
    kind = ""
    for token in _markdown().parse(text):
        if token.type in _LISTS:
            nodes.append({"kind": _LISTS[token.type], "items": []})
            kind = "item"
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            kind = ""
        elif token.type == "inline":
            runs = _runs_or_said(token, crisis)
            if kind == "item":
                nodes[-1]["items"].append(runs)
            else:
                nodes.append({"kind": "h" if kind == "heading" else "p", "runs": runs})
        elif token.type in ("heading_open", "heading_close"):
            kind = "heading" if token.type == "heading_open" else ""
    return nodes


def _runs_or_said(token: Token, crisis: Callable[[str], Node]) -> Sequence[Node]:
    found = CRISIS_LINE.fullmatch(token.content)
    return crisis(found["key"])["runs"] if found else list(_runs(token.children or ()))


def _runs(children: Iterable[Token]) -> Iterable[Node]:
    strong = stress = False
    page = ""
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            stress = child.type == "em_open"
        elif child.type in ("link_open", "link_close"):
            page = str(child.attrs["href"]) if child.type == "link_open" else ""
        elif child.type in ("text", "softbreak", "hardbreak"):
            text = child.content if child.type == "text" else " "
            yield {"text": text, "strong": strong, "stress": stress, "page": page}


def _said(token: Token, crisis: Callable[[str], SafeString]) -> Token:
    found = CRISIS_LINE.fullmatch(token.content) if token.type == "inline" else None
    return Token("html_inline", "", 0, content=crisis(found["key"])) if found else token


def _target(link: Token) -> tuple[PageKind, str]:
    kind, _, slug = str(link.attrs["href"]).partition(":")
    return PageKind(kind), slug
