"""The guide as plain values for paper and e-books: every word in the reader's language, nothing left to decide."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenroom.core import crisis_sentences, languages
from greenroom.edition.documents import BlockDocument, GuidePageDocument, GuideSourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.guide import guide_markdown
from greenroom.guide.choices import LIMITS, WRITTEN_BLOCKS, BlockKind, PageKind
from greenroom.hub import guide, guide_words, paper

ENGLISH = "en"
TITLE = "Mind the Music"
# On the road card: what helps at once, alone, and for another.
CARD_TOOLS = ("long-sigh", "five-senses", "check-on-a-colleague")


def book_content(edition: Edition, language: str) -> dict[str, Any]:
    """Return the whole guide: tools, the short ones first, then chapters. The language must be active."""
    links = guide.pages_for(edition, language)
    parts = [
        {"title": str(section.heading), "pages": [_page(edition, link.document, language) for link in section.links]}
        for section in guide.sections(links)
    ]
    return _front(language) | {
        "about": [str(sentence) for sentence in guide_words.ABOUT],
        "dated": format_date(newest_date(edition), "long", locale=language),
        "contents": _("All tools and chapters"),
        "parts": parts,
    }


def card_content(edition: Edition, language: str) -> dict[str, Any]:
    """Return the road card: two sides of a laminate."""
    tools = [
        _page(edition, edition.guide[PageKind.TOOL, slug], language)
        for slug in CARD_TOOLS
        if (PageKind.TOOL, slug) in edition.guide
    ]
    address = f"{settings.SITE_URL}/{language}/now/"
    return _front(language) | {
        "tools": tools,
        "now": {"title": _("Help now"), "qr": paper.qr_svg(address), "address": address},
        "people": [_("My people"), _("My line"), _("Emergency number here")],
    }


def newest_date(edition: Edition) -> date:
    """Return the day of the newest text of the guide."""
    pages = edition.guide.values()
    reviewed = (text.reviewed_date for page in pages for text in page.texts.values() if text.reviewed_date)
    return max([*(page.written_date for page in pages), *reviewed])


def _front(language: str) -> dict[str, Any]:
    return {
        "language": language,
        "tag": languages.offered()[language].tag,
        "direction": languages.offered()[language].direction,
        "title": TITLE,
        "promise": _(
            "A guide for everyone who works in music. Tools for the moment itself, and short chapters for the rest."
        ),
        "danger": [_crisis(key, language) for key in ("life_in_danger", "call_at_once", "ask_anyone")],
        "words": {
            "do": _("What to do"),
            "say": _("Words you can use"),
            "not": {"tool": _("Not for you, if"), "chapter": _("When this is not enough")},
            "today": _("Today"),
            "sure": _("How sure this is"),
        },
        "address": f"{settings.SITE_URL}/{language}/guide/",
    }


def _page(edition: Edition, document: GuidePageDocument, language: str) -> dict[str, Any]:
    view = guide.page_view(edition, document, language)
    text_language = view.link.language
    return {
        "id": f"{document.kind.value}:{document.slug}",
        "kind": document.kind.value,
        "language": text_language,
        "direction": languages.offered()[text_language].direction,
        "title": view.link.text.title,
        "promise": view.link.text.promise,
        "takes": ngettext("%(number)s minute", "%(number)s minutes", document.minutes) % {"number": document.minutes},
        "note": _note(view),
        "is_about_danger": document.is_crisis,
        "blocks": [_block(edition, document, block, language) for block in document.blocks if block.id != LIMITS],
        "grade": str(guide_words.GRADE[document.grade]),
        "limits": _nodes(document, LIMITS, language),
        "english": _english(document) if view.is_compared else [],
        "sources": [_source(source, language) for source in document.sources],
    }


def _note(view: guide.PageView) -> str:
    if view.is_in_english:
        return _("This page is in English. It has not been translated yet, or its translation has not been reviewed.")
    if view.is_compared:
        return _("Translated twice and compared, not reviewed by a native speaker")
    return _("Translated by machine, not reviewed") if view.is_machine else ""


def _english(document: GuidePageDocument) -> list[guide_markdown.Node]:
    """Return the English words of a page, one block after another."""
    written = [block.id for block in document.blocks if block.kind in WRITTEN_BLOCKS and block.id != LIMITS]
    texts = document.texts[ENGLISH].blocks
    return [
        node
        for id in written
        for node in guide_markdown.in_nodes(texts[id], crisis=lambda key: _crisis_node(key, ENGLISH))
    ]


def _block(edition: Edition, page: GuidePageDocument, block: BlockDocument, language: str) -> dict[str, Any]:
    if block.kind in WRITTEN_BLOCKS:
        return {"kind": block.kind.value, "nodes": _nodes(page, block.id, language)}
    if block.kind is BlockKind.TOOL:
        named = (edition.guide.get((PageKind.TOOL, slug)) for slug in block.points_at)
        links = [guide.page_link(tool, language) for tool in named if tool]
        return {
            "kind": block.kind.value,
            "pages": [{"id": f"tool:{link.document.slug}", "title": link.text.title} for link in links],
        }
    address = f"{settings.SITE_URL}/{language}/find/?topic={block.points_at[0]}"
    return {"kind": block.kind.value, "says": _("People who help"), "address": address}


def _nodes(page: GuidePageDocument, block_id: str, language: str) -> list[guide_markdown.Node]:
    own = page.texts.get(language)
    text = own if own and block_id in own.blocks else page.texts[ENGLISH]
    return guide_markdown.in_nodes(text.blocks[block_id], crisis=lambda key: _crisis_node(key, language))


def _crisis(key: str, language: str) -> dict[str, str]:
    said = crisis_sentences.sentence(key, language)
    return {"text": said.text, "english": said.english or ""}


def _crisis_node(key: str, language: str) -> guide_markdown.Node:
    said = _crisis(key, language)
    return {"kind": "p", "runs": list(_crisis_runs(said.values()))}


def _crisis_runs(texts: Iterable[str]) -> Iterable[dict[str, Any]]:
    for number, text in enumerate(filter(None, texts)):
        yield {"text": f" ({text})" if number else text, "strong": not number, "stress": False, "page": ""}


def _source(source: GuideSourceDocument, language: str) -> dict[str, str]:
    seen = _("seen on %(date)s") % {"date": format_date(source.seen_date, "long", locale=language)}
    return {"title": source.title, "url": source.url, "published": source.published or "", "seen": seen}
