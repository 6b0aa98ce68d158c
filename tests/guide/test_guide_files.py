from datetime import date
from pathlib import Path

import pytest

from greenroom.core.exchange_files import ExchangeRefused
from greenroom.guide.choices import BlockKind, Grade, Moment, PageKind, Phase, Widget
from greenroom.guide.guide_files import read_guide
from tests.guide.guide_folder import (
    CHAPTER,
    CHAPTER_PATH,
    SOURCES,
    SPANISH_CHAPTER,
    SPANISH_TOOL,
    TOOL,
    TOOL_PATH,
    write_guide,
)


def problems(folder: Path, files: dict[str, str]) -> list[tuple[str, int, str, str]]:
    with pytest.raises(ExchangeRefused) as refused:
        read_guide(write_guide(folder, files))
    return [(one.file, one.line, one.field, one.reason) for one in refused.value.problems]


def line_of(text: str, beginning: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(beginning))


def test_files_become_pages(tmp_path: Path) -> None:
    tool, chapter = read_guide(write_guide(tmp_path))

    assert (tool.kind, tool.slug, tool.facts.grade) == (PageKind.TOOL, "breathing", Grade.FEW_TRIALS)
    assert (tool.doing.widget, [(beat.phase, beat.seconds) for beat in tool.doing.pace]) == (
        Widget.PACER,
        [(Phase.IN, 4), (Phase.OUT, 6)],
    )
    assert [block.id for block in tool.blocks] == ["now", "not-for-you", "limits"]
    assert [(source.title, source.published, source.seen) for source in tool.sources.values()] == [
        ("Demo: a review", "2020", date(2026, 11, 22))
    ]
    assert (chapter.kind, chapter.facts.moments) == (PageKind.CHAPTER, (Moment.BEFORE_THE_SHOW,))
    assert [block.kind for block in chapter.blocks] == [
        BlockKind.PROSE,
        BlockKind.STEPS,
        BlockKind.CALLOUT,
        BlockKind.TOOL,
        BlockKind.RESOURCES,
        BlockKind.PROSE,
    ]
    assert chapter.texts["en"].blocks["limits"] == "Nobody asked musicians."


def test_a_translation_holds_words_only_and_says_of_which_english_it_is(tmp_path: Path) -> None:
    files = {
        "es/tools/breathing.yaml": SPANISH_TOOL.format(revision="abc"),
        "es/chapters/nerves.md": SPANISH_CHAPTER.format(revision="def"),
    }

    tool, chapter = read_guide(write_guide(tmp_path, files))

    assert (tool.texts["es"].title, tool.texts["es"].source_revision) == ("Respirar despacio", "abc")
    assert chapter.texts["es"].blocks["now"] == "1. Sacude las manos."


def test_another_word_is_another_revision(tmp_path: Path) -> None:
    first, _ = read_guide(write_guide(tmp_path / "one"))
    second, _ = read_guide(write_guide(tmp_path / "two", {TOOL_PATH: TOOL.replace("Breathe in.", "Breathe in now.")}))

    assert first.texts["en"].source_revision != second.texts["en"].source_revision


@pytest.mark.parametrize(
    ("written", "instead", "field", "reason"),
    [
        ("roles: [everyone]", "roles: [roadie]", "roles", "there is no role 'roadie'"),
        ("grade: B\n", "", "grade", "Object missing required field `grade`"),
        ("sources: [demo-2020]", "sources: [unknown]", "sources", "'unknown' is not in sources.yaml"),
        ("minutes: 4", "minutes: soon", "minutes", "Expected `int`, got `str`"),
        ("review_due: 2027", "review_due: 2025", "review_due", "must come after `written`"),
        ("widget: pacer\n", "", "pace", "belongs to a pacer, and each pacer needs one"),
        (
            "widget: pacer\npace: [[in, 4], [out, 6]]",
            "widget: message",
            "say",
            "a message is made of sentences: say what they are",
        ),
        ("moments: [before-the-show]", "moments: [someday]", "moments", "Invalid enum value 'someday'"),
    ],
)  # fmt: skip
def test_a_broken_tool_is_refused_with_file_and_line(
    tmp_path: Path, written: str, instead: str, field: str, reason: str
) -> None:
    text = TOOL.replace(written, instead)

    found = problems(tmp_path, {TOOL_PATH: text})

    assert [(file, said, why) for file, _, said, why in found if said == field] == [(TOOL_PATH, field, reason)]
    if instead:
        assert found[0][1] == line_of(text, instead.splitlines()[0].partition(":")[0])


@pytest.mark.parametrize(
    ("written", "instead", "at", "field", "reason"),
    [
        ("---\ntitle", "title", "title", "front matter", "must stand between two lines ---"),
        ("grade: C", "grade: [", "limits", "yaml", "expected ',' or ']', but got '<scalar>'"),
        ("(tool:breathing)", "(tool:humming)", "## In one minute", "link", "there is no tool 'humming'"),
        ("::: tool breathing", "::: tool humming", "::: tool", "link", "there is no tool 'humming'"),
        ("::: resources anxiety", "::: resources fame", "::: resources", "resources", "there is no topic 'fame'"),
        ("1. Shake", "1. crisis:help\n2. Shake", "::: steps", "crisis", "there is no crisis sentence 'help'"),
        (
            "::: tool",
            "Loose words.\n\n::: tool",
            "Loose",
            "body",
            "this stands in no block: begin with a heading like `## Words {#id}`",
        ),
    ],
)
def test_a_broken_chapter_is_refused_with_file_and_line(
    tmp_path: Path, written: str, instead: str, at: str, field: str, reason: str
) -> None:
    text = CHAPTER.replace(written, instead, 1)

    assert problems(tmp_path, {CHAPTER_PATH: text}) == [(CHAPTER_PATH, line_of(text, at), field, reason)]


def test_a_translation_without_one_of_the_blocks_is_refused(tmp_path: Path) -> None:
    text = SPANISH_CHAPTER.format(revision="x").replace("::: steps {#now}\n1. Sacude las manos.\n:::\n", "")

    assert problems(tmp_path, {"es/chapters/nerves.md": text}) == [
        ("es/chapters/nerves.md", 0, "blocks", "not the blocks of the English: now")
    ]


def test_a_translation_of_nothing_is_refused(tmp_path: Path) -> None:
    found = problems(tmp_path, {"es/tools/humming.yaml": SPANISH_TOOL.format(revision="x")})

    assert found == [("es/tools/humming.yaml", 0, "file", "there is no English page of this name")]


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    files = {
        TOOL_PATH: TOOL.replace("[everyone]", "[roadie]"),
        CHAPTER_PATH: CHAPTER.replace("[artist, band-member]", "[roadie]"),
        "sources.yaml": SOURCES.replace("https://", "gopher://"),
    }

    assert {(file, field) for file, _, field, _ in problems(tmp_path, files)} == {
        ("sources.yaml", "url"),
        (TOOL_PATH, "sources"),
        (TOOL_PATH, "roles"),
        (CHAPTER_PATH, "sources"),
        (CHAPTER_PATH, "roles"),
    }
