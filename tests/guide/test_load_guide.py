from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused
from greenroom.core.models import AuditEntry
from greenroom.edition.build.guide_documents import guide_documents
from greenroom.guide import actions
from greenroom.guide.choices import Grade, PageKind, Phase, Role, Widget, WordsState
from greenroom.guide.models import GuidePage, GuideText
from tests.guide.guide_folder import CHAPTER, CHAPTER_PATH, SPANISH_TOOL, TOOL, TOOL_PATH, write_guide

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def load(folder: Path, files: dict[str, str] | None = None) -> actions.GuideReport:
    return actions.load_guide(write_guide(folder, files), by=Actor.operator())


def english_revision() -> str:
    return GuideText.objects.get(page__slug="breathing", language="en").source_revision


def published_languages() -> dict[str, list[str]]:
    return {document.slug: sorted(document.texts) for document in guide_documents()}


def test_pages_come_in_with_words_and_sources(tmp_path: Path) -> None:
    report = load(tmp_path)

    assert (report.page_count, report.text_count, report.changed_count, report.removed_count) == (2, 2, 2, 0)
    chapter, tool = guide_documents()
    assert (chapter.kind, chapter.roles, chapter.grade) == (
        PageKind.CHAPTER,
        (Role.ARTIST, Role.BAND_MEMBER),
        Grade.GUIDELINE,
    )
    assert (tool.roles, tool.widget, tool.pace, tool.first_for) == (
        (),
        Widget.PACER,
        ((Phase.IN, 4), (Phase.OUT, 6)),
        (Role.CREW,),
    )
    assert tool.texts["en"].blocks["now"] == "1. Breathe in.\n2. Breathe out."
    assert [source.title for source in tool.sources] == ["Demo: a review"]


def test_loading_again_changes_nothing_and_leaves_no_second_audit_entry(tmp_path: Path) -> None:
    load(tmp_path)

    again = load(tmp_path)

    assert (again.changed_count, again.removed_count) == (0, 0)
    assert AuditEntry.objects.filter(action="guide.load_guide").count() == 1


def test_a_changed_page_is_changed_and_a_missing_one_goes(tmp_path: Path) -> None:
    load(tmp_path)
    (tmp_path / CHAPTER_PATH).unlink()
    (tmp_path / TOOL_PATH).write_text(TOOL.replace("Breathe in.", "Breathe in now."))

    report = actions.load_guide(tmp_path, by=Actor.operator())

    assert (report.changed_count, report.removed_count) == (1, 1)
    assert GuidePage.objects.get().slug == "breathing"
    assert GuideText.objects.get().blocks["now"] == "1. Breathe in now.\n2. Breathe out."


def test_one_broken_file_and_nothing_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(ExchangeRefused):
        load(tmp_path, {CHAPTER_PATH: CHAPTER.replace("tool:breathing", "tool:humming")})

    assert not GuidePage.objects.exists()


def test_the_command_says_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_guide(tmp_path, {CHAPTER_PATH: CHAPTER.replace("tool:breathing", "tool:humming")})

    with pytest.raises(CommandError):
        call_command("load_guide", folder)

    assert "en/chapters/nerves.md:17: link: there is no tool 'humming'" in capsys.readouterr().err


def test_a_translation_is_published_while_its_english_stands(tmp_path: Path) -> None:
    load(tmp_path)
    spanish = {"es/tools/breathing.yaml": SPANISH_TOOL.format(revision=english_revision())}

    load(tmp_path, spanish)
    assert published_languages() == {"nerves": ["en"], "breathing": ["en", "es"]}

    load(tmp_path, spanish | {TOOL_PATH: TOOL.replace("Breathe in.", "Breathe in now.")})
    assert published_languages() == {"nerves": ["en"], "breathing": ["en"]}


@pytest.mark.parametrize(
    ("state", "is_crisis", "languages"),
    [
        (WordsState.DRAFT, False, ["en"]),
        (WordsState.MACHINE, False, ["en", "es"]),
        (WordsState.REVIEWED, False, ["en", "es"]),
        (WordsState.MACHINE, True, ["en"]),
        (WordsState.COMPARED, True, ["en", "es"]),
        (WordsState.REVIEWED, True, ["en", "es"]),
    ],
)
def test_what_a_machine_made_is_never_published_about_danger(
    tmp_path: Path, state: WordsState, is_crisis: bool, languages: list[str]
) -> None:
    tool = TOOL.replace("widget:", "is_crisis: true\nwidget:") if is_crisis else TOOL
    load(tmp_path, {TOOL_PATH: tool})
    spanish = SPANISH_TOOL.format(revision=english_revision()).replace("state: machine", f"state: {state.value}")

    load(tmp_path, {TOOL_PATH: tool, "es/tools/breathing.yaml": spanish})

    assert published_languages()["breathing"] == languages


def test_a_page_with_unsafe_words_is_held_back_and_the_others_are_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    load(tmp_path, {TOOL_PATH: TOOL.replace("A few small trials.", "She committed suicide.")})

    assert list(published_languages()) == ["nerves"]
    assert "breathing is held back: limits “committed suicide”: Suicide is no crime" in caplog.text


def test_what_somebody_overruled_with_a_reason_is_published(tmp_path: Path) -> None:
    overrule = "overruled:\n  - {rule: cure, reason: Quoted to refuse it, by: Demo Reviewer, at: 2026-11-25}\nminutes:"
    tool = TOOL.replace("A few small trials.", "It cures no one, some say it cures all.")

    load(tmp_path, {TOOL_PATH: tool})
    assert list(published_languages()) == ["nerves"]

    load(tmp_path, {TOOL_PATH: tool.replace("minutes:", overrule)})
    assert list(published_languages()) == ["nerves", "breathing"]
