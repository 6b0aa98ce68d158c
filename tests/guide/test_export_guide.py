from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from greenroom.core.actor import Actor
from greenroom.guide import actions
from greenroom.guide.file_forms import Page
from greenroom.guide.guide_files import read_guide
from greenroom.guide.models import GuideText
from tests.guide.guide_folder import SPANISH_CHAPTER, SPANISH_TOOL, write_guide

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def pages_in(folder: Path) -> list[Page]:
    """Read a guide; on which line a block begins does not matter here."""
    return [replace(page, blocks=tuple(replace(block, line=0) for block in page.blocks)) for page in read_guide(folder)]


def test_the_shipped_guide_comes_back_the_same(tmp_path: Path) -> None:
    shipped = settings.DATA_DIR / "guide"
    actions.load_guide(shipped, by=Actor.operator())

    call_command("export_guide", tmp_path)

    assert pages_in(tmp_path) == pages_in(shipped)


def test_translations_and_overruled_findings_come_back_the_same(tmp_path: Path) -> None:
    files = {
        "es/tools/breathing.yaml": SPANISH_TOOL.format(revision="abc"),
        "es/chapters/nerves.md": SPANISH_CHAPTER.format(revision="def"),
    }
    loaded = write_guide(tmp_path / "loaded", files)
    actions.load_guide(loaded, by=Actor.operator())

    actions.export_guide(tmp_path / "written", by=Actor.operator())

    assert pages_in(tmp_path / "written") == pages_in(loaded)


def test_what_was_edited_here_is_written(tmp_path: Path) -> None:
    actions.load_guide(write_guide(tmp_path / "loaded"), by=Actor.operator())
    GuideText.objects.filter(page__slug="breathing").update(promise="Another: promise # with signs")

    actions.export_guide(tmp_path / "written", by=Actor.operator())

    assert [page.texts["en"].promise for page in pages_in(tmp_path / "written")] == [
        "Another: promise # with signs",
        "What to do with them.",
    ]
