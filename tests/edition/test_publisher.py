import os
import resource
import stat
from pathlib import Path

import pytest

from greenroom.edition import keys
from greenroom.edition import manifest as edition_manifest
from greenroom.edition.build import publisher
from greenroom.edition.manifest import MANIFEST_NAME, RESOURCES_NAME, SIGNATURE_NAME, EditionDamaged
from tests.edition.conftest import Press


def test_the_first_edition_is_number_one_and_current(press: Press) -> None:
    press.publish(generation=1)

    edition = press.open_current()
    assert edition.number == 1
    assert [document.name for document in edition.resources.values()] == ["generation 1"] * 3


def test_an_unchanged_file_is_shared_with_the_edition_before(press: Press) -> None:
    press.publish(generation=1)
    press.publish(generation=1)

    assert (press.folder(1) / RESOURCES_NAME).samefile(press.folder(2) / RESOURCES_NAME)


def test_only_the_last_editions_are_kept(press: Press) -> None:
    for generation in range(1, 6):
        press.publish(generation, keep=3)

    assert edition_manifest.numbers(press.root) == [3, 4, 5]


def test_the_current_edition_is_never_pruned(press: Press) -> None:
    for generation in range(1, 5):
        press.publish(generation)
    publisher.switch(press.root, 1)

    removed = publisher.prune(press.root, keep=2)

    assert removed == [2]
    assert edition_manifest.numbers(press.root) == [1, 3, 4]


def test_what_a_killed_run_left_is_cleared(press: Press) -> None:
    press.publish(generation=1)
    (press.root / ".building-abc").mkdir()
    (press.root / ".building-abc" / RESOURCES_NAME).write_text("half")
    (press.root / ".building-pointer").symlink_to("000009")

    press.publish(generation=2)

    assert sorted(entry.name for entry in press.root.iterdir()) == [".lock", "000001", "000002", "current"]


@pytest.mark.parametrize("name", [MANIFEST_NAME, SIGNATURE_NAME, RESOURCES_NAME])
def test_a_flipped_bit_in_any_file_is_found(press: Press, name: str) -> None:
    press.publish(generation=1)
    path = press.folder(1) / name
    content = bytearray(path.read_bytes())

    for position in range(0, len(content), max(1, len(content) // 40)):
        spoilt = bytearray(content)
        spoilt[position] ^= 1
        path.write_bytes(spoilt)
        with pytest.raises(EditionDamaged):
            press.open_current()


@pytest.mark.parametrize("name", [MANIFEST_NAME, SIGNATURE_NAME, RESOURCES_NAME])
def test_a_missing_file_is_found(press: Press, name: str) -> None:
    press.publish(generation=1)
    (press.folder(1) / name).unlink()

    with pytest.raises(EditionDamaged):
        press.open_current()


def test_an_edition_signed_by_somebody_else_is_refused(press: Press, tmp_path: Path) -> None:
    press.publish(generation=1)
    stranger = tmp_path / "stranger.key", tmp_path / "stranger.pub"
    keys.make(*stranger)

    with pytest.raises(EditionDamaged):
        edition_manifest.verify(press.folder(1), keys.public_key(stranger[1]))


def test_a_full_disk_changes_nothing_public_and_leaves_nothing_half_made(press: Press) -> None:
    press.publish(generation=1)
    child = os.fork()
    if child == 0:
        # The kernel refuses to write more than this to a file, as it refuses on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            press.publish(generation=2, count=1000)
        except OSError:
            os._exit(7)
        os._exit(0)

    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 7
    assert press.open_current().number == 1
    assert sorted(entry.name for entry in press.root.iterdir()) == [".lock", "000001", "current"]


def test_the_private_key_is_for_its_owner_only(press: Press) -> None:
    assert stat.S_IMODE(press.private_path.stat().st_mode) == 0o600


def test_keys_are_never_overwritten(press: Press) -> None:
    before = press.private_path.read_bytes()

    assert keys.make(press.private_path, press.public_path) is False
    assert press.private_path.read_bytes() == before


def test_a_lost_public_key_is_made_again_out_of_the_private_one(press: Press) -> None:
    before = press.public_path.read_bytes()
    press.public_path.unlink()

    assert keys.make(press.private_path, press.public_path) is False
    assert press.public_path.read_bytes() == before


def test_a_lost_private_key_is_never_replaced_in_silence(press: Press) -> None:
    press.private_path.unlink()

    with pytest.raises(keys.KeyMissing, match="backup of keys"):
        keys.make(press.private_path, press.public_path)


@pytest.mark.parametrize("content", [None, b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nrubbish"])
def test_a_missing_or_broken_key_says_how_to_mend_it(press: Press, content: bytes | None) -> None:
    press.private_path.unlink()
    if content is not None:
        press.private_path.write_bytes(content)

    with pytest.raises(keys.KeyMissing, match="backup of keys"):
        keys.private_key(press.private_path)
