import json
from datetime import UTC, datetime

import pytest

from greenroom.api import packs
from greenroom.core import countries
from greenroom.edition.documents import Content, Draft
from greenroom.edition.reader.opening import Edition
from tests.edition.documents import contact_document, resource_document

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(shipped_edition: Edition) -> dict[str, bytes]:
    return dict(packs.files(draft(shipped_edition, NOW)))


def draft(edition: Edition, at: datetime, number: int = 1) -> Draft:
    return Draft(number=number, built_at=at, content=Content(tuple(edition.resources.values())), history={})


def test_every_country_has_a_small_pack(made: dict[str, bytes]) -> None:
    assert sorted(made) == [f"packs/{code.lower()}.json" for code in sorted(countries.codes())]
    assert {name: len(pack) for name, pack in made.items() if len(pack) > packs.LARGEST_BYTES} == {}


def test_the_same_content_makes_the_same_packs_at_any_hour(shipped_edition: Edition, made: dict[str, bytes]) -> None:
    noon = NOW.replace(hour=12)

    assert dict(packs.files(draft(shipped_edition, noon, number=7))) == made


def test_a_pack_holds_no_number_of_another_country(shipped_edition: Edition, made: dict[str, bytes]) -> None:
    for name, content in made.items():
        pack = json.loads(content)
        assert pack["country"] == name[6:8].upper()
        local = [entry for section in ("emergency", "lines", "special_lines", "music") for entry in pack[section]]
        wrong = [one["id"] for one in local if pack["country"] not in shipped_edition.resources[one["id"]].countries]
        assert wrong == []


def test_a_country_without_a_line_says_so_and_names_what_crosses_borders(made: dict[str, bytes]) -> None:
    pack = json.loads(made["packs/so.json"])

    assert pack["lines"] == []
    assert len(pack["worldwide"]) == 3
    assert pack["concierge"]["id"] == "int-backline-global-hub"


def test_what_never_closes_comes_before_what_may_be_open(shipped_edition: Edition) -> None:
    def line(slug: str, hours: str | None) -> object:
        return resource_document(slug, contacts=(contact_document(hours=hours),))

    lines = (
        line("gb-a", "Mo-Fr 09:00-17:00"),
        line("gb-b", None),
        line("gb-c", "24/7"),
        line("gb-d", "Sa 20:00-02:00"),
    )
    made = packs.files(Draft(number=1, built_at=NOW, content=Content(lines), history={}))  # type: ignore[arg-type] # documents

    entries = json.loads(made["packs/gb.json"])["lines"]
    assert [entry["id"] for entry in entries] == ["gb-c", "gb-a", "gb-b", "gb-d"]
    assert [entry["contacts"][0].get("week") for entry in entries] == [
        "24/7",
        [[0, 4, "09:00–17:00"]],
        None,
        [[5, 5, "20:00–02:00"]],
    ]


def test_a_country_with_very_much_loses_what_stands_last_and_never_its_emergency_numbers() -> None:
    names = [f"gb-{number:03d}" for number in range(300)]
    lines = tuple(resource_document(name, name="A line with a long name " * 4) for name in names)

    content = packs.files(Draft(number=1, built_at=NOW, content=Content(lines), history={}))["packs/gb.json"]

    kept = [entry["id"] for entry in json.loads(content)["lines"]]
    assert len(content) <= packs.LARGEST_BYTES
    assert kept == names[: len(kept)]
    assert len(kept) > 50
