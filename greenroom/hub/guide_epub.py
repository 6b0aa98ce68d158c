"""The guide as an e-book: EPUB 3, of the same plain values as the one on paper. Text alone, so that it stays small."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.template.loader import render_to_string

_FOLDER = "EPUB"
# Archives that hold the same are the same.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_HEADINGS = {"steps": "do", "callout": "not", "quote": "say", "checklist": "today"}


def epub(content: dict[str, Any], modified: date) -> bytes:
    """Return the e-book of `guide_paper.book_content`. `modified`: the day of the newest text."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        # Readers know the file by its first bytes: this stands first, and as it is (EPUB 3.3, 4.2.2).
        file.writestr(zipfile.ZipInfo("mimetype", _NO_TIME), "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in _files(_with_files(content), modified):
            file.writestr(zipfile.ZipInfo(name, _NO_TIME), text, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _files(book: dict[str, Any], modified: date) -> Iterator[tuple[str, str]]:
    context = {"book": book, "modified": modified, "identifier": uuid5(NAMESPACE_URL, book["address"])}
    yield "META-INF/container.xml", _rendered("container.xml", {})
    for name in ("package.opf", "nav.xhtml", "start.xhtml", "style.css"):
        yield f"{_FOLDER}/{name}", _rendered(name, context)
    for part in book["parts"]:
        for page in part["pages"]:
            yield f"{_FOLDER}/{page['file']}", _rendered("page.xhtml", {"book": book, "page": page})


def _rendered(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"hub/guide/epub/{name}", context).lstrip()


def _with_files(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content with the file of every page, and of every page that is linked to."""
    parts = [{**part, "pages": [_page(page, content["words"]) for page in part["pages"]]} for part in content["parts"]]
    return {**content, "parts": parts}


def _page(page: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    blocks = [
        {
            **block,
            "heading": _heading(words, page["kind"], block["kind"]),
            "nodes": _nodes(block.get("nodes", [])),
            "pages": [{**link, "file": _file(link["id"])} for link in block.get("pages", [])],
        }
        for block in page["blocks"]
    ]
    return {**page, "file": _file(page["id"]), "blocks": blocks, "limits": _nodes(page["limits"])}


def _heading(words: dict[str, Any], page_kind: str, block_kind: str) -> str | None:
    heading: str | dict[str, str] | None = words.get(_HEADINGS.get(block_kind, ""))
    return heading[page_kind] if isinstance(heading, dict) else heading


def _nodes(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "kind": node["kind"],
            "runs": _runs(node.get("runs", [])),
            # A template takes `node.items` for the method of a dictionary.
            "items_of": [_runs(item) for item in node.get("items", [])],
        }
        for node in nodes
    ]


def _runs(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**run, "file": _file(run["page"]) if run["page"] else ""} for run in runs]


def _file(page_id: str) -> str:
    return page_id.replace(":", "-") + ".xhtml"
