import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from greenroom.edition import sources
from greenroom.edition.build import publisher
from greenroom.edition.documents import Content, Draft
from greenroom.edition.manifest import EditionDamaged, verify
from greenroom.edition.reader import public_files
from tests.edition.conftest import Press
from tests.edition.documents import some_documents

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def numbered(draft: Draft) -> Mapping[str, bytes]:
    return {"edition.txt": b"%d" % draft.number, "packs/gb.json": b"{}"}


def again(draft: Draft) -> Mapping[str, bytes]:
    return {"packs/gb.json": b"[]"}


@pytest.fixture
def printed(press: Press, settings: Settings) -> Press:
    """Two editions with files for anybody, as this process serves them."""
    settings.EDITION_DIR, settings.EDITION_PUBLIC_KEY = press.root, press.public_path
    for generation in (1, 2):
        content = Content(tuple(some_documents(3, generation)))
        publisher.publish(press.root, press.key, content, NOW, 10, derive=numbered)
    return press


def test_files_of_every_kept_edition_can_be_fetched(printed: Press) -> None:
    assert public_files.kept_numbers() == [2, 1]
    assert [public_files.public_file(number, "edition.txt") for number in (1, 2)] == [b"1", b"2"]
    assert public_files.public_file(1, "packs/gb.json") == b"{}"
    assert public_files.public_file(2, "manifest.json") == (printed.folder(2) / "manifest.json").read_bytes()


@pytest.mark.parametrize(
    "name", ["nothing.txt", "", "../resources.jsonl", "../../keys/edition.key", "/etc/hostname", "resources.jsonl", "."]
)
def test_nothing_else_can(printed: Press, name: str) -> None:
    assert public_files.public_file(2, name) is None
    assert public_files.public_file(3, "edition.txt") is None


def test_an_edition_that_was_taken_back_is_not_served(printed: Press) -> None:
    publisher.switch(printed.root, 1)

    assert public_files.kept_numbers() == [1]
    assert public_files.public_file(2, "edition.txt") is None


def test_a_file_with_a_flipped_bit_is_not_served_and_spoils_the_edition(printed: Press) -> None:
    path = printed.folder(2) / "public" / "packs" / "gb.json"
    path.unlink()
    path.write_bytes(b"{|")

    assert public_files.public_file(2, "packs/gb.json") is None
    with pytest.raises(EditionDamaged):
        verify(printed.folder(2), printed.key.public_key())


def test_the_list_of_hashes_is_signed(printed: Press) -> None:
    sums = public_files.public_file(2, "SHA256SUMS")
    signature = public_files.public_file(2, "SHA256SUMS.sig")

    assert sums is not None
    assert signature is not None
    printed.key.public_key().verify(base64.b64decode(signature), sums)
    assert sums.decode().splitlines() == [
        f"{hashlib.sha256(b'2').hexdigest()}  edition.txt",
        f"{hashlib.sha256(b'{}').hexdigest()}  packs/gb.json",
    ]


def test_an_unchanged_file_is_shared_with_the_edition_before(printed: Press) -> None:
    first, second = (printed.folder(number) / "public" for number in (1, 2))

    assert (first / "packs" / "gb.json").samefile(second / "packs" / "gb.json")
    assert not (first / "edition.txt").samefile(second / "edition.txt")


def test_two_sources_may_not_make_the_same_file(settings: Settings) -> None:
    draft = Draft(number=1, built_at=NOW, content=Content(()), history={})
    settings.EDITION_SOURCES = [f"{__name__}.numbered"]
    assert sources.files_of(draft) == {"edition.txt": b"1", "packs/gb.json": b"{}"}

    settings.EDITION_SOURCES = [f"{__name__}.numbered", f"{__name__}.again"]
    with pytest.raises(ValueError, match=r"packs/gb\.json"):
        sources.files_of(draft)
