import re

from tests.house.sources import name, python_files, templates

MOST_LINES = 120
# allauth looks for its pages by these names.
FOUND_BY_OTHERS = {"account/login.html", "account/logout.html", "account/account_inactive.html"}
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")
ELSEWHERE = re.compile(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=[\"'](?:https?:)?//")


def test_no_template_has_inline_style_or_script() -> None:
    assert [name(path) for path in templates() if INLINE.search(path.read_text())] == []


def test_no_template_loads_anything_from_elsewhere() -> None:
    assert [name(path) for path in templates() if ELSEWHERE.search(path.read_text())] == []


def test_every_template_is_used() -> None:
    text = "".join(path.read_text() for path in [*templates(), *python_files()])
    known = {str(path).split("/templates/")[1] for path in templates()}

    assert {template for template in known if template not in text} - FOUND_BY_OTHERS == set()


def test_templates_fit_in_the_head() -> None:
    assert [name(path) for path in templates() if path.read_text().count("\n") > MOST_LINES] == []
