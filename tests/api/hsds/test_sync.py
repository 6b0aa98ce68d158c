"""Whoever takes only what changed ends with the same bytes as whoever takes everything."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from greenroom.api.hsds.dataset import DataSet, Filters, of_edition
from greenroom.directory.choices import CheckMethod, CheckOutcome, Status
from greenroom.edition.build.history import History, next_history
from greenroom.edition.documents import CheckDocument, ResourceDocument
from greenroom.edition.manifest import Manifest
from greenroom.edition.reader.opening import Edition
from tests.edition.documents import contact_document, resource_document

FIRST = datetime(2026, 11, 24, 8, 0, 0, 123456, tzinfo=UTC)
Store = dict[str, bytes]

# One service as an edition may have it: its number, its state, when it was last checked.
listed = st.tuples(
    st.sampled_from(["1", "2"]),
    st.sampled_from(list(Status)),
    st.sampled_from([None, date(2026, 11, 1), date(2026, 11, 20)]),
)
editions = st.lists(st.dictionaries(st.sampled_from("abcde"), listed), min_size=1, max_size=6)


def document(slug: str, number: str, status: Status, checked: date | None) -> ResourceDocument:
    check = CheckDocument(checked, CheckMethod.TEST_CALL, CheckOutcome.CONFIRMED, "somebody", None) if checked else None
    contact = contact_document(value=number, dial=number, hours="Mo-Fr 20:00-02:00")
    return resource_document(f"gb-{slug}", status=status, contacts=(contact,), checks=(check,) if check else ())


def data_sets(published: list[dict[str, tuple[str, Status, date | None]]]) -> Iterator[DataSet]:
    history: History = {}
    for number, content in enumerate(published, start=1):
        documents = tuple(document(slug, *facts) for slug, facts in content.items())
        built_at = FIRST + timedelta(seconds=number)
        history = next_history(history, documents, number, built_at)
        manifest = Manifest(format=1, number=number, built_at=built_at, counts={}, files={})
        yield of_edition(Edition(manifest, {one.slug: one for one in documents}, {}, history))


def stored(data: DataSet, wanted: Filters) -> Store:
    return {service["id"]: msgspec.json.encode(service) for service in data.filtered(wanted)}


def newest(data: DataSet) -> datetime | None:
    return max((datetime.fromisoformat(one["last_modified"]) for one in data.services), default=None)


@given(editions)
def test_a_client_that_syncs_ends_with_the_bytes_of_a_full_download(
    published: list[dict[str, tuple[str, Status, date | None]]],
) -> None:
    every = list(data_sets(published))
    full = stored(every[-1], Filters())

    for earlier in every:
        held = stored(earlier, Filters())
        held |= stored(every[-1], Filters(modified_after=newest(earlier)))
        assert held == full


@given(editions)
def test_what_is_gone_is_said_to_be(published: list[dict[str, tuple[str, Status, date | None]]]) -> None:
    (*_, last) = data_sets(published)

    gone = {one["greenroom"]["id"] for one in last.services if one["greenroom"].get("is_gone")}
    ever = {f"gb-{slug}" for content in published for slug in content}
    assert gone == ever - {f"gb-{slug}" for slug in published[-1]}
    assert {one["status"] for one in last.services if one["greenroom"].get("is_gone")} <= {"defunct"}
