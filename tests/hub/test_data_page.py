import re
from dataclasses import replace
from datetime import date

import msgspec

from greenroom.core import countries
from greenroom.directory.choices import CheckMethod, CheckOutcome, Kind
from greenroom.directory.policy import Freshness
from greenroom.edition.documents import CheckDocument
from greenroom.edition.reader.opening import Edition
from greenroom.hub.figures import CountryRow, figures
from greenroom.hub.world_map import world_dots, world_map
from tests.edition.documents import resource_document
from tests.service import Service

ON = date(2026, 11, 24)


def check(day: date, method: CheckMethod = CheckMethod.PAGE_READ) -> CheckDocument:
    return CheckDocument(day, method, CheckOutcome.CONFIRMED, "test", None)


def edition_with(shipped_edition: Edition, *ages: tuple[str, date, Kind]) -> Edition:
    documents = [resource_document(slug, checks=(check(day),), kind=kind) for slug, day, kind in ages]
    return Edition(shipped_edition.manifest, {document.slug: document for document in documents}, {})


def test_ages_are_computed_from_checks(shipped_edition: Edition) -> None:
    edition = edition_with(
        shipped_edition,
        ("gb-fresh", date(2026, 11, 1), Kind.CRISIS_LINE),
        ("gb-due", date(2026, 10, 1), Kind.CRISIS_LINE),
        ("gb-stale", date(2026, 1, 1), Kind.CRISIS_LINE),
        ("gb-fund", date(2026, 10, 1), Kind.FUND),
    )

    crisis, music, everything = figures(edition, "en", ON).rows

    assert (crisis.total, crisis.fresh, crisis.due, crisis.stale) == (3, 1, 1, 1)
    assert music.total == 0
    assert (everything.total, everything.fresh, everything.due, everything.stale) == (4, 2, 1, 1)


def test_a_country_is_as_fresh_as_its_stalest_number(shipped_edition: Edition) -> None:
    edition = edition_with(
        shipped_edition,
        ("gb-fresh", date(2026, 11, 1), Kind.CRISIS_LINE),
        ("gb-due", date(2026, 10, 1), Kind.EMERGENCY),
    )

    row = next(row for row in figures(edition, "en", ON).countries if row.country == "GB")

    assert row == CountryRow("GB", "United Kingdom", 1, 1, 0, Freshness.DUE, date(2026, 10, 1))


def test_every_way_of_checking_is_named_also_the_unused(shipped_edition: Edition) -> None:
    assert [(str(label), number) for label, number in figures(shipped_edition, "en", ON).by_method] == [
        ("a published page was read", 730),
        ("the service confirmed it", 0),
        ("the number was rung", 0),
    ]


def test_the_map_and_the_table_say_the_same(shipped_edition: Edition) -> None:
    rows = figures(shipped_edition, "en", ON).countries
    drawn = {look: path.count("M") for look, path in world_map(rows).layers}
    with_a_line = [row for row in rows if row.lines]

    assert drawn["fresh"] == sum(len(world_dots().dots.get(row.country, ())) for row in with_a_line)
    assert sum(drawn.values()) == sum(map(len, world_dots().dots.values()))


def test_a_stale_country_changes_its_look(shipped_edition: Edition) -> None:
    row = next(row for row in figures(shipped_edition, "en", ON).countries if row.country == "GB")

    assert [look for look, _ in world_map([replace(row, freshness=Freshness.STALE)]).layers] == ["stale"]


def test_every_dot_has_a_place_of_its_own_and_a_known_country() -> None:
    world = world_dots()
    places = [place for dots in world.dots.values() for place in dots]

    assert len(places) == len(set(places)) > 2_000
    assert all(0 <= column < world.columns and 0 <= row < world.rows for column, row in places)
    assert set(world.dots) <= set(countries.codes())
    assert set(countries.codes()) - set(world.dots) == {"AQ", "BV"}


def test_the_page_has_a_row_for_every_country(service: Service) -> None:
    linked = re.findall(r'<th scope="row"><a href="/en/in/([a-z]{2})/"', service.get("/en/data/").text)

    assert sorted(code.upper() for code in linked) == sorted(countries.codes())


def test_the_dots_name_their_source() -> None:
    assert "Natural Earth" in msgspec.structs.asdict(world_dots())["source"]
