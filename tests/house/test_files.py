import ast
import re
import subprocess

from tests.house.sources import PARTS, ROOT, name, python_files

MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 60
MOST_README_LINES = 15


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return listed.splitlines()


def test_files_fit_in_the_head() -> None:
    assert [name(path) for path in python_files() if path.read_text().count("\n") > MOST_FILE_LINES] == []


def test_functions_fit_in_the_head() -> None:
    long = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_FUNCTION_LINES:
                long.append(f"{name(path)}:{node.name}")

    assert long == []


def test_there_is_no_room_for_leftovers() -> None:
    assert [name(path) for path in python_files() if path.stem in ("utils", "helpers", "misc", "common")] == []


def test_every_module_says_what_it_is_for() -> None:
    """Views, urls, admin, apps and commands are named well enough."""
    self_evident = {"__init__", "urls", "views", "admin", "apps", "converters", "probes"}
    silent = [
        name(path)
        for path in python_files()
        if path.stem not in self_evident
        and "commands" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []


def test_every_part_introduces_itself() -> None:
    for part in PARTS:
        lines = (ROOT / "greenroom" / part / "README.md").read_text().splitlines()
        assert len(lines) <= MOST_README_LINES, part
        assert any(line.startswith("**Owns**") for line in lines), part
        assert any(line.startswith("**Promises**") for line in lines), part


def test_requirements_carry_hashes_and_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        pins = re.findall(r"^[a-z0-9][\w.\-\[\]]*==.*$", text, re.MULTILINE)
        assert pins, path.name
        assert [pin for pin in pins if not pin.endswith("\\")] == [], path.name
        assert "://" not in text, path.name


def test_every_suppression_carries_a_reason() -> None:
    bare = re.compile(r"#\s*(noqa: [A-Z0-9, ]+|type: ignore(\[[^\]]+\])?)\s*$", re.MULTILINE)

    assert [name(path) for path in python_files() if bare.search(path.read_text())] == []


def test_no_key_no_database_no_environment_file_is_in_git() -> None:
    unwanted = re.compile(r"\.(key|pem|sqlite3|mo)$|(^|/)\.env$|(^|/)var/")

    assert [path for path in _tracked() if unwanted.search(path)] == []


def test_the_safety_table_names_files_that_exist() -> None:
    text = (ROOT / "docs" / "safety.md").read_text()
    named = set(re.findall(r"`(tests/[\w/]+(?:\.py)?)`", text))

    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
