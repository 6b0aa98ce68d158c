import base64
from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from greenroom.edition import manifest as edition_manifest
from greenroom.edition.build import publisher
from greenroom.edition.build.history import History, next_history
from greenroom.edition.documents import Content, ResourceDocument
from greenroom.edition.manifest import HISTORY_NAME, RESOURCES_NAME
from tests.edition.conftest import Press
from tests.edition.documents import resource_document

FIRST = datetime(2026, 11, 24, tzinfo=UTC)
HOUR = timedelta(hours=1)


def documents(**names: str) -> tuple[ResourceDocument, ...]:
    return tuple(resource_document(f"gb-{slug}", name=name) for slug, name in names.items())


def seen(history: History) -> dict[str, tuple[int, bool]]:
    return {slug: (entry.changed_in, entry.is_gone) for slug, entry in history.items()}


def publish(press: Press, number: int, *listed: ResourceDocument) -> History:
    publisher.publish(press.root, press.key, Content(listed), FIRST + number * HOUR, 10)
    return press.open_current().history


def test_what_stays_keeps_its_instant_and_what_changes_gets_the_editions(press: Press) -> None:
    first = publish(press, 1, *documents(a="one", b="one"))
    second = publish(press, 2, *documents(a="one", b="two", c="new"))

    assert seen(first) == {"gb-a": (1, False), "gb-b": (1, False)}
    assert seen(second) == {"gb-a": (1, False), "gb-b": (2, False), "gb-c": (2, False)}
    assert [second[slug].changed_at for slug in ("gb-a", "gb-b")] == [FIRST + HOUR, FIRST + 2 * HOUR]


def test_what_goes_is_remembered_and_may_come_back(press: Press) -> None:
    publish(press, 1, *documents(a="one", b="one"))
    gone = publish(press, 2, *documents(a="one"))
    still_gone = publish(press, 3, *documents(a="one"))
    back = publish(press, 4, *documents(a="one", b="one"))

    assert seen(gone)["gb-b"] == (2, True)
    assert seen(still_gone)["gb-b"] == (2, True)
    assert seen(back)["gb-b"] == (4, False)


def test_after_a_roll_back_the_next_edition_is_told_from_the_newest(press: Press) -> None:
    """Somebody may have read the edition that was taken back: they must learn that it is different again."""
    publish(press, 1, *documents(a="one"))
    publish(press, 2, *documents(a="wrong"))
    publisher.switch(press.root, 1)
    third = publish(press, 3, *documents(a="one"))

    assert seen(third) == {"gb-a": (3, False)}


def test_a_damaged_edition_is_passed_over(press: Press) -> None:
    publish(press, 1, *documents(a="one"))
    publish(press, 2, *documents(a="two"))
    (press.folder(2) / HISTORY_NAME).write_text("spoilt")
    third = publish(press, 3, *documents(a="one"))

    assert seen(third) == {"gb-a": (1, False)}


def test_an_edition_of_before_there_was_a_history_counts_as_read(press: Press) -> None:
    publish(press, 1, *documents(a="one", b="one"))
    _forget_history(press, 1)
    second = publish(press, 2, *documents(a="one", b="two"))

    assert seen(second) == {"gb-a": (1, False), "gb-b": (2, False)}


def _forget_history(press: Press, number: int) -> None:
    """Make an edition as the first releases made it."""
    folder = press.folder(number)
    manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=edition_manifest.Manifest)
    files = {RESOURCES_NAME: manifest.files[RESOURCES_NAME]}
    content = msgspec.json.encode(msgspec.structs.replace(manifest, files=files))
    (folder / "manifest.json").write_bytes(content)
    (folder / "manifest.sig").write_bytes(base64.b64encode(press.key.sign(content)))


listings = st.lists(st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["one", "two"])), min_size=1, max_size=6)


@given(listings)
def test_whoever_asks_for_what_changed_since_ends_with_everything(listed: list[dict[str, str]]) -> None:
    """A reader who holds what was known at one edition, and takes from a later one only what changed since."""
    histories: list[History] = [{}]
    for number, names in enumerate(listed, start=1):
        histories.append(next_history(histories[-1], documents(**names), number, FIRST + number * HOUR))

    latest = histories[-1]
    for number, earlier in enumerate(histories):
        changed = {slug: entry for slug, entry in latest.items() if entry.changed_in > number}
        assert {**earlier, **changed} == latest
    assert {slug for slug, entry in latest.items() if not entry.is_gone} == {f"gb-{slug}" for slug in listed[-1]}
