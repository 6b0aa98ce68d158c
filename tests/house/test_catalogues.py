import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils.translation import to_locale

from greenroom.core import languages
from tests.house.sources import ROOT

LOCALE = ROOT / "greenroom" / "locale"
TRANSLATED = [code for code in languages.OFFERED_CODES if code != "en"]
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|</?[a-z]+[^>]*>")


def _locale(code: str) -> str:
    """The name of a language's folder: gettext's."""
    return to_locale(languages.offered()[code].tag.lower())


def _catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / _locale(code) / "LC_MESSAGES" / "django.po"))


def test_there_is_a_catalogue_for_every_offered_language_and_no_other() -> None:
    assert sorted(path.name for path in LOCALE.iterdir()) == sorted(map(_locale, TRANSLATED))


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_left_untranslated(code: str) -> None:
    assert [entry.msgid for entry in _catalogue(code) if not entry.translated() or entry.fuzzy] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_and_marks_are_the_same(code: str) -> None:
    wrong = []
    for entry in _catalogue(code):
        wanted = set(_PLACEHOLDER.findall(entry.msgid))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and set(_PLACEHOLDER.findall(text)) != wanted:
                wrong.append((entry.msgid, text))

    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_holds_what_the_sources_say(code: str, tmp_path: Path) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("please install gettext")
    copy = tmp_path / "greenroom"
    shutil.copytree(ROOT / "greenroom", copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    command = [
        sys.executable,
        str(ROOT / "manage.py"),
        "makemessages",
        "-l",
        _locale(code),
        "--no-location",
        "--no-obsolete",
    ]

    subprocess.run(command, cwd=copy, check=True, capture_output=True)

    extracted = polib.pofile(str(copy / "locale" / _locale(code) / "LC_MESSAGES" / "django.po"))
    assert {(entry.msgctxt, entry.msgid) for entry in extracted} == {
        (entry.msgctxt, entry.msgid) for entry in _catalogue(code)
    }
