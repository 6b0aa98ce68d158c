import shutil
import subprocess
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst

from greenroom.gateways import pdf

NOW = datetime(2026, 11, 25, tzinfo=UTC)
TEMPLATE = """
#let content = json(bytes(sys.inputs.content))
#set document(title: content.title)
#set text(font: ("Noto Sans", "IBM Plex Sans Arabic", "Noto Sans CJK JP"))
= #content.title
#content.words
"""
WORDS = "Hilfe допомога yardım मदद 助けて 도움 帮助"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "template.typ"
    path.write_text(TEMPLATE)
    return path


def printed(program: str, *words: object) -> str:
    if shutil.which(program) is None:
        pytest.skip("poppler-utils is missing: install it with `make system`")
    return subprocess.run([program, *map(str, words)], capture_output=True, check=True, text=True).stdout


def test_every_script_is_set_with_fonts_of_its_own(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf.typeset(template, {"title": "Help", "words": WORDS}, NOW))

    fonts = [line.split() for line in printed("pdffonts", path).splitlines()[2:]]
    assert {font[0].split("+")[-1].split("-")[0] for font in fonts} == {"NotoSans", "NotoSansCJKjp"}
    assert {font[-5] for font in fonts} == {"yes"}
    assert printed("pdftotext", path, "-").split()[1:] == WORDS.split()


def test_arabic_is_copied_as_it_is_read(tmp_path: Path) -> None:
    """Letter for letter in the order of reading: what a screen reader says, and what is pasted elsewhere."""
    arabic = "مساعدة الشرطة والإسعاف والإطفاء لا يوجد دعم للموسيقيين"
    template, path = tmp_path / "template.typ", tmp_path / "made.pdf"
    features = "(liga: 0, dlig: 0, clig: 0, rlig: 0)"
    template.write_text(
        '#let content = json(bytes(sys.inputs.content))\n#set document(title: "x")\n'
        f'#set text(font: ("IBM Plex Sans Arabic",), lang: "ar", dir: rtl, features: {features})\n#content.words'
    )
    path.write_bytes(pdf.typeset(template, {"words": arabic}, NOW))

    read = printed("pdftotext", path, "-")
    assert "".join(letter for letter in read if unicodedata.category(letter) not in ("Cf", "Cc")) == arabic


def test_the_same_content_makes_the_same_file(template: Path) -> None:
    content = {"title": "Help", "words": "112"}

    assert pdf.typeset(template, content, NOW) == pdf.typeset(template, content, NOW)


def test_what_is_not_accessible_is_refused(tmp_path: Path) -> None:
    """A picture without a text that says what it shows."""
    template = tmp_path / "template.typ"
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    template.write_text(f'#image(bytes("{drawing}"), format: "svg")')

    with pytest.raises(typst.TypstError):
        pdf.typeset(template, {}, NOW)
