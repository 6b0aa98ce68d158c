"""The words of the guide as HTML: paragraphs, headings, lists, stress, and links to other pages of the guide."""

from collections.abc import Callable
from functools import cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from greenroom.guide.blocks import CRISIS_LINE
from greenroom.guide.choices import PageKind


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name the library calls
        """Links name pages of the guide; the files of the guide are checked for any other."""
        return url.partition(":")[0] in {kind.value for kind in PageKind}


@cache
def _markdown() -> MarkdownIt:
    rules = ["heading", "list", "emphasis", "link", "newline", "escape"]
    return _Markdown("zero", {"html": False}).enable(rules)


def in_html(text: str, *, address: Callable[[PageKind, str], str], crisis: Callable[[str], SafeString]) -> SafeString:
    """Return a block's Markdown as HTML; HTML in the text stays text.

    `address` names the page a link leads to; `crisis` says a fixed sentence, which a line `crisis:<key>` stands for.
    """
    tokens = [_said(token, crisis) for token in _markdown().parse(text)]
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                kind, _, slug = str(child.attrs["href"]).partition(":")
                child.attrSet("href", address(PageKind(kind), slug))
    return mark_safe(str(_markdown().renderer.render(tokens, _markdown().options, {})))


def _said(token: Token, crisis: Callable[[str], SafeString]) -> Token:
    found = CRISIS_LINE.fullmatch(token.content) if token.type == "inline" else None
    return Token("html_inline", "", 0, content=crisis(found["key"])) if found else token
