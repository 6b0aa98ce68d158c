"""The guide to take along, as files: a book for paper, an e-book, a road card. Made for an edition after it is public.

A file is kept by what it is made of: the next edition makes only those anew of which something is another.
"""

import json
import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.core import languages
from greenroom.edition.reader.opening import Edition
from greenroom.gateways import pdf
from greenroom.hub import guide_epub, guide_paper

log = logging.getLogger(__name__)

_HERE = Path(__file__).parent
_KEPT = "kept"
_UNFINISHED = ".unfinished-"
BOOK_NAME = re.compile(r"(?P<form>[a-z]+(?:-[a-z]+)*)\.(?P<language>[a-z]{2})\.(?P<suffix>pdf|epub)")
Content = Callable[[Edition, str], dict[str, Any]]


@dataclass(frozen=True)
class BookForm:
    """`content` is what it is made of; `made_by`: the files that say how it looks; `languages`: None for all."""

    name: str
    suffix: str
    label: Promise
    content: Content
    made_by: tuple[Path, ...]
    make: Callable[[dict[str, Any], date], bytes]
    languages: frozenset[str] | None = None

    def file_name(self, language: str) -> str:
        return f"{self.name}.{language}.{self.suffix}"


def _typeset(template: str) -> Callable[[dict[str, Any], date], bytes]:
    def make(content: dict[str, Any], newest: date) -> bytes:
        return pdf.typeset(_HERE / "typst" / template, content, datetime.combine(newest, time(), UTC))

    return make


_EPUB_FILES = (_HERE / "guide_epub.py", *sorted((_HERE / "templates" / "hub" / "guide" / "epub").iterdir()))
FORMS = (
    BookForm(
        name="mind-the-music",
        suffix="pdf",
        label=_("The whole guide as a small book (PDF)"),
        content=guide_paper.book_content,
        made_by=(_HERE / "typst" / "guide.typ",),
        make=_typeset("guide.typ"),
    ),
    BookForm(
        name="mind-the-music",
        suffix="epub",
        label=_("The whole guide as an e-book (EPUB)"),
        content=guide_paper.book_content,
        made_by=_EPUB_FILES,
        make=guide_epub.epub,
        languages=frozenset({"en", "es", "fr", "de", "pt"}),
    ),
    BookForm(
        name="road-card",
        suffix="pdf",
        label=_("Road card: two sides for a laminate (PDF)"),
        content=guide_paper.card_content,
        made_by=(_HERE / "typst" / "road_card.typ",),
        make=_typeset("road_card.typ"),
    ),
)


@dataclass(frozen=True)
class Made:
    """A file of an edition; `is_new`: it was made now, and not taken from an earlier edition."""

    name: str
    is_new: bool


def make_books(edition: Edition) -> Iterator[Made]:
    """Make what an edition lacks, one file after the other, and yield each; run again, it makes nothing."""
    for language in languages.offered().values():
        with translation.override(language.tag.lower()):
            for form in FORMS:
                if edition.guide and (form.languages is None or language.code in form.languages):
                    yield _make(edition, form, language.code)


def is_complete(edition: Edition) -> bool:
    """Say whether every file of an edition is there."""
    folder = _folder(edition.number)
    return all(
        (folder / form.file_name(code)).exists()
        for form in FORMS
        for code in languages.offered()
        if form.languages is None or code in form.languages
    )


def forget(kept_editions: list[int]) -> None:
    """Delete the files that no kept edition has."""
    root = settings.BOOK_DIR
    for folder in root.iterdir() if root.exists() else ():
        if folder.name.isdecimal() and int(folder.name) not in kept_editions:
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()
    for file in (root / _KEPT).iterdir() if (root / _KEPT).exists() else ():
        if file.stat().st_nlink == 1:
            file.unlink()


def book(number: int, name: str) -> bytes | None:
    """Return a file of an edition; None where it has none, or not yet."""
    if not BOOK_NAME.fullmatch(name):
        return None
    try:
        return (_folder(number) / name).read_bytes()
    except FileNotFoundError:
        return None


def offered(number: int, language: str) -> list[tuple[BookForm, str]]:
    """Return the forms in which an edition's guide can be taken along in a language, with their file names."""
    named = [(form, form.file_name(language)) for form in FORMS]
    return [(form, name) for form, name in named if (_folder(number) / name).exists()]


def _folder(number: int) -> Path:
    return Path(settings.BOOK_DIR) / str(number)


def _make(edition: Edition, form: BookForm, language: str) -> Made:
    name = form.file_name(language)
    target = _folder(edition.number) / name
    if target.exists():
        return Made(name, is_new=False)
    content, newest = form.content(edition, language), guide_paper.newest_date(edition)
    kept = Path(settings.BOOK_DIR) / _KEPT / f"{_digest(form, content, newest)}.{form.suffix}"
    is_new = not kept.exists()
    if is_new:
        _write(kept, form.make(content, newest))
    target.parent.mkdir(parents=True, exist_ok=True)
    os.link(kept, target)
    return Made(name, is_new)


def _digest(form: BookForm, content: dict[str, Any], newest: date) -> str:
    digest = sha256(json.dumps([form.name, content, newest.isoformat()], ensure_ascii=False).encode())
    for path in form.made_by:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_UNFINISHED, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
