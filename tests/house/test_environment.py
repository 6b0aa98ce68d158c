import re

from tests.house.sources import ROOT, python_files

_READ = re.compile(
    r"""env(?:\.\w+)?\(\s*"([A-Z_]+)"|required\(\s*"([A-Z_]+)"|os\.environ(?:\.get\(|\[)\s*"([A-Z_]+)\""""
)
_IN_MAKE = re.compile(r"\$\{([A-Z_]+):-|export ([A-Z_]+) \?=")
_DOCUMENTED = re.compile(r"`([A-Z][A-Z_]+)`(?=[^|]*\|)")
# Not ours to describe.
OTHERS = {"PATH"}


def _names(pattern: re.Pattern[str], text: str) -> set[str]:
    return {next(group for group in match.groups() if group) for match in pattern.finditer(text)}


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    sources = [*python_files(), ROOT / "tests/conftest.py", ROOT / "tests/postgres.py"]
    read = set().union(*(_names(_READ, path.read_text()) for path in sources))
    read |= _names(_IN_MAKE, (ROOT / "Procfile").read_text()) | _names(_IN_MAKE, (ROOT / "Makefile").read_text())
    rows = [
        row.split("|")[1] + "|"
        for row in (ROOT / "docs/environment.md").read_text().splitlines()
        if row.startswith("| `")
    ]
    documented = set().union(*(set(_DOCUMENTED.findall(row)) for row in rows))

    assert read - OTHERS == documented
