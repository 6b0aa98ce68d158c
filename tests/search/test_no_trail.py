"""A thousand searches, and afterwards not one of their words in anything the service wrote."""

import random
from pathlib import Path

from tests.service import Service

SEARCHES = 1_000
# So that words are neither known nor near known ones, and cannot stand in a file by chance.
_LETTERS = "bcdfghjklmnpqrstvwxz"
_DOORS = ("/en/find/?q={}", "/api/v1/find?lang=en&q={}", "/api/v1/suggest?lang=en&q={}", "/en/find/suggest/?q={}")


def planted_words() -> list[str]:
    source = random.Random(4)
    return ["".join(source.choices(_LETTERS, k=14)) for _ in range(SEARCHES)]


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def test_a_thousand_searches_leave_no_word_behind(service: Service) -> None:
    planted = planted_words()

    for number, word in enumerate(planted):
        path = _DOORS[number % len(_DOORS)].format(f"i+feel+{word}+sad")
        assert service.get(path).status == 200
    assert service.get(f"/en/find/?q={planted[0]}&page=notanumber").status == 200
    assert service.get(f"/en/nowhere/?q={planted[1]}").status == 404
    assert service.get(f"/api/v1/find?kind=joy&q={planted[2]}").status == 422

    written = {path: path.read_bytes() for path in files(service.var)}
    assert {path.name for path in written} >= {"web.log", "greenroom.sqlite3"}
    for path, content in written.items():
        assert [word for word in planted if word.encode() in content] == [], path
