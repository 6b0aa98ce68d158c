"""The guide as files: right by the checkers of their formats, in every script, and made anew only where it changed."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from greenroom.core import languages
from greenroom.edition.reader.opening import Edition
from greenroom.guide.choices import PageKind
from greenroom.hub import guide_books

EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
BREATHING = (PageKind.TOOL, "paced-breathing")
# A word of the interface and the script it is set in.
SCRIPTS = {"ar": "IBMPlexSansArabic", "hi": "NotoSansDevanagari|NotoSans", "ja": "NotoSansCJK", "uk": "NotoSans"}


@pytest.fixture(scope="module")
def books(shipped_edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    before, configured.BOOK_DIR = configured.BOOK_DIR, tmp_path_factory.mktemp("books")
    list(guide_books.make_books(shipped_edition))
    yield configured.BOOK_DIR / str(shipped_edition.number)
    configured.BOOK_DIR = before


def run(*words: str | Path) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def changed(edition: Edition) -> Edition:
    """The next edition, in which one tool has another promise in English."""
    document = edition.guide[BREATHING]
    text = msgspec.structs.replace(document.texts["en"], promise="Another promise.")
    documents = {BREATHING: msgspec.structs.replace(document, texts={**document.texts, "en": text})}
    return replace(
        edition,
        manifest=msgspec.structs.replace(edition.manifest, number=edition.number + 1),
        guide=edition.guide | documents,
    )


def test_every_language_has_its_files(books: Path, shipped_edition: Edition) -> None:
    codes = languages.OFFERED_CODES

    assert {path.name for path in books.iterdir()} == {
        *(f"mind-the-music.{code}.pdf" for code in codes),
        *(f"road-card.{code}.pdf" for code in codes),
        *(f"mind-the-music.{code}.epub" for code in ("en", "es", "fr", "de", "pt")),
    }
    assert guide_books.is_complete(shipped_edition)


@pytest.mark.parametrize("code", ["en", "es", "fr", "de", "pt"])
def test_the_e_book_has_no_errors(books: Path, code: str) -> None:
    if not EPUBCHECK.exists():
        pytest.skip("epubcheck is missing: install it with `make system` (on Debian: apt-get install epubcheck)")
    checked = subprocess.run(
        ["java", "-jar", EPUBCHECK, books / f"mind-the-music.{code}.epub"], check=False, capture_output=True, text=True
    )

    assert "Messages: 0 fatals / 0 errors / 0 warnings" in checked.stdout + checked.stderr


@pytest.mark.parametrize("code", languages.OFFERED_CODES)
def test_a_book_is_tagged_and_titled_with_its_fonts_in_it(books: Path, code: str) -> None:
    path = books / f"mind-the-music.{code}.pdf"
    about = dict(re.findall(r"^([A-Za-z ]+):\s+(.*)$", run("pdfinfo", path), re.MULTILINE))
    fonts = run("pdffonts", path).splitlines()[2:]

    assert about["Tagged"] == "yes"
    assert about["Title"].startswith("Mind the Music")
    assert about["Page size"].startswith("419.528 x 595.276")
    assert fonts
    assert all(re.search(r"\syes\s+(?:yes|no)\s+(?:yes|no)\s", line) for line in fonts), "a font is not embedded"
    assert re.search(rf"/Lang\s*\({code}\b", path.read_bytes().decode("latin-1"))
    assert b"/Outlines" in path.read_bytes()


@pytest.mark.parametrize(("code", "font"), SCRIPTS.items())
def test_each_script_has_its_own_font(books: Path, code: str, font: str) -> None:
    assert re.search(font, run("pdffonts", books / f"mind-the-music.{code}.pdf"))


def test_every_page_is_in_the_book(books: Path, shipped_edition: Edition) -> None:
    text = " ".join(run("pdftotext", books / "mind-the-music.en.pdf", "-").split())

    for document in shipped_edition.guide.values():
        assert document.texts["en"].title in text
    assert "crisis:" not in text


@pytest.mark.parametrize("code", languages.OFFERED_CODES)
def test_the_road_card_has_two_sides(books: Path, code: str) -> None:
    assert re.search(r"^Pages:\s+2$", run("pdfinfo", books / f"road-card.{code}.pdf"), re.MULTILINE)


def test_only_what_changed_is_made_anew(books: Path, shipped_edition: Edition) -> None:
    again = [one.name for one in guide_books.make_books(shipped_edition) if one.is_new]
    next_edition = changed(shipped_edition)
    anew = {one.name for one in guide_books.make_books(next_edition) if one.is_new}

    assert again == []
    # English stands in for a missing translation, so that other languages change with it.
    assert "mind-the-music.en.pdf" in anew
    assert not any(name.startswith("road-card") for name in anew)


def test_files_of_editions_that_are_gone_go(books: Path, shipped_edition: Edition) -> None:
    list(guide_books.make_books(changed(shipped_edition)))

    guide_books.forget([shipped_edition.number])

    assert [folder.name for folder in configured.BOOK_DIR.iterdir() if folder.name != "kept"] == ["1"]
    kept = list((configured.BOOK_DIR / "kept").iterdir())
    assert len(kept) == len(list(books.iterdir()))


def test_a_file_that_breaks_off_is_never_there(
    shipped_edition: Edition, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BOOK_DIR = tmp_path
    monkeypatch.setattr(guide_books.Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError("disk full")))

    with pytest.raises(OSError, match="disk full"):
        list(guide_books.make_books(shipped_edition))

    assert not list(tmp_path.glob("*/*.pdf"))


@pytest.mark.usefixtures("served")
def test_books_are_fetched_and_offered(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.BOOK_DIR = tmp_path
    before = client.get("/data/1/guide/mind-the-music.en.epub")
    assert "mind-the-music" not in client.get("/en/guide/").content.decode()

    call_command("guide_books")

    after = client.get("/data/1/guide/mind-the-music.en.epub")
    assert (before.status_code, after.status_code) == (404, 200)
    assert after.headers["Content-Type"] == "application/epub+zip"
    assert after.content.startswith(b"PK")
    assert "/data/1/guide/road-card.en.pdf" in client.get("/en/guide/").content.decode()


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("name", ["..", "mind-the-music.en.exe", "mind-the-music.xx.pdf", "%2e%2e%2fkeys.en.pdf"])
def test_nothing_else_is_fetched(client: Client, name: str) -> None:
    assert client.get(f"/data/1/guide/{name}").status_code == 404
