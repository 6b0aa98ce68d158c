from pathlib import Path

import pytest

from greenroom.edition.build import publisher
from greenroom.edition.manifest import RESOURCES_NAME
from greenroom.edition.reader import live
from greenroom.edition.reader.live import EditionMissing, LiveEdition
from tests.edition.conftest import Press


@pytest.fixture
def following(press: Press, monkeypatch: pytest.MonkeyPatch) -> LiveEdition:
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(live, "RETRY_SECONDS", 0.0)
    return LiveEdition(press.root, press.public_path)


def test_a_new_edition_is_served_without_a_restart(press: Press, following: LiveEdition) -> None:
    press.publish(generation=1)
    assert following.get().number == 1

    press.publish(generation=2)

    assert following.get().number == 2


def test_a_rolled_back_pointer_is_followed(press: Press, following: LiveEdition) -> None:
    press.publish(generation=1)
    press.publish(generation=2)
    assert following.get().number == 2

    publisher.switch(press.root, 1)

    assert following.get().number == 1


def test_a_damaged_edition_never_replaces_a_good_one(press: Press, following: LiveEdition) -> None:
    press.publish(generation=1)
    assert following.get().number == 1
    press.publish(generation=2)
    _damage(press.folder(2))

    assert following.get().number == 1


def test_a_process_that_starts_on_a_damaged_edition_serves_the_last_good_one(
    press: Press, following: LiveEdition
) -> None:
    for generation in (1, 2, 3):
        press.publish(generation)
    _damage(press.folder(3))
    _damage(press.folder(2))

    assert following.get().number == 1


def test_a_process_that_starts_after_a_roll_back_never_serves_what_was_rolled_back(
    press: Press, following: LiveEdition
) -> None:
    for generation in (1, 2, 3):
        press.publish(generation)
    publisher.switch(press.root, 2)
    _damage(press.folder(2))

    assert following.get().number == 1


def test_a_mended_edition_is_taken_up(press: Press, following: LiveEdition) -> None:
    press.publish(generation=1)
    assert following.get().number == 1
    press.publish(generation=2)
    whole = (press.folder(2) / RESOURCES_NAME).read_bytes()
    _damage(press.folder(2))
    assert following.get().number == 1

    (press.folder(2) / RESOURCES_NAME).write_bytes(whole)

    assert following.get().number == 2


def test_without_any_edition_the_reader_says_so(following: LiveEdition) -> None:
    with pytest.raises(EditionMissing):
        following.get()


def test_without_the_public_key_an_open_edition_goes_on_being_served(press: Press, following: LiveEdition) -> None:
    press.publish(generation=1)
    assert following.get().number == 1

    press.public_path.unlink()
    press.publish(generation=2)

    assert following.get().number == 1


def test_the_pointer_is_not_looked_at_for_every_request(press: Press) -> None:
    reader = LiveEdition(press.root, press.public_path)
    press.publish(generation=1)
    assert reader.get().number == 1

    press.publish(generation=2)

    assert reader.get().number == 1


def _damage(folder: Path) -> None:
    """Flip one bit; the folder's own copy, not the one it may share with its neighbour."""
    path = folder / RESOURCES_NAME
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(content)
