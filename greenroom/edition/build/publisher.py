"""Build an edition beside the others, verify it, switch to it in one step.

Killed at any moment, it leaves the public edition as it was: everything is made in a folder nobody reads, that folder
is renamed when it is whole and on disk, and the pointer is replaced by a rename. What a killed run left lying is
cleared by the next.
"""

import base64
import fcntl
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from greenroom.edition import manifest as edition_manifest
from greenroom.edition.build.history import history_before, next_history
from greenroom.edition.documents import Content, Draft
from greenroom.edition.manifest import (
    CARE_NAME,
    GUIDE_NAME,
    HISTORY_NAME,
    MANIFEST_NAME,
    PUBLIC_FOLDER,
    RESOURCES_NAME,
    SIGNATURE_NAME,
    SUMS_NAME,
    SUMS_SIGNATURE_NAME,
    FileEntry,
    Manifest,
)

log = logging.getLogger(__name__)

_UNFINISHED = ".building-"
_LOCK_NAME = ".lock"


def publish(
    root: Path,
    key: Ed25519PrivateKey,
    content: Content,
    built_at: datetime,
    keep: int,
    *,
    editorial_deeds: int = 0,
    derive: Callable[[Draft], Mapping[str, bytes]] = lambda draft: {},
) -> Manifest:
    """Make the next edition out of `content`, switch to it, and keep the last `keep` editions.

    `editorial_deeds`: how many deeds had changed the editorial parts when the content was read. `derive`: what makes
    the files for anybody to fetch out of a draft.

    Refuses: OSError (a full disk, for one), with nothing public changed and nothing half-made left.
    """
    with _exclusive(root):
        _clear_unfinished(root)
        number = max(edition_manifest.numbers(root), default=0) + 1
        before = history_before(root, key.public_key())
        history = next_history(before, content.resources, number, built_at)
        draft = Draft(number=number, built_at=built_at, content=content, history=history)
        files = {
            RESOURCES_NAME: _lines(content.resources),
            CARE_NAME: _lines(content.care),
            GUIDE_NAME: _lines(content.guide),
            HISTORY_NAME: _lines(history.values()),
            **_public_files(derive(draft), key),
        }
        manifest = Manifest(
            format=edition_manifest.FORMAT,
            number=number,
            built_at=built_at,
            counts={
                "resources": len(content.resources),
                "care_countries": len(content.care),
                "guide_pages": len(content.guide),
            },
            editorial_deeds=editorial_deeds,
            files={name: edition_manifest.entry_of(content) for name, content in files.items()},
        )
        folder = _write_folder(root, key, manifest, files)
        edition_manifest.verify(folder, key.public_key())
        _point(root, number)
        try:
            _prune(root, keep)
        except OSError as error:
            log.warning("old editions were not removed: %s", error)
    return manifest


def _public_files(derived: Mapping[str, bytes], key: Ed25519PrivateKey) -> dict[str, bytes]:
    """Return the files for anybody, with the list of their hashes (as `sha256sum` writes it) and its signature."""
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(derived.items())).encode()
    return {
        **{PUBLIC_FOLDER + name: content for name, content in sorted(derived.items())},
        SUMS_NAME: sums,
        SUMS_SIGNATURE_NAME: base64.b64encode(key.sign(sums)),
    }


def _lines(documents: Iterable[msgspec.Struct]) -> bytes:
    return b"".join(msgspec.json.encode(document) + b"\n" for document in documents)


def switch(root: Path, number: int) -> None:
    """Point `current` at an edition, in one step."""
    with _exclusive(root):
        _point(root, number)


def prune(root: Path, keep: int) -> list[int]:
    """Remove all but the last `keep` editions, never the current one. Returns the numbers removed."""
    with _exclusive(root):
        return _prune(root, keep)


def _point(root: Path, number: int) -> None:
    staged = root / f"{_UNFINISHED}pointer"
    staged.unlink(missing_ok=True)
    staged.symlink_to(edition_manifest.folder_name(number))
    staged.replace(root / edition_manifest.POINTER_NAME)
    _sync_folder(root)


def _prune(root: Path, keep: int) -> list[int]:
    current = edition_manifest.current_number(root)
    candidates = edition_manifest.numbers(root)[: -max(keep, 1)]
    removed = [number for number in candidates if number != current]
    for number in removed:
        doomed = root / f"{_UNFINISHED}pruned-{number}"
        (root / edition_manifest.folder_name(number)).rename(doomed)
        shutil.rmtree(doomed)
    return removed


@contextmanager
def _exclusive(root: Path) -> Iterator[None]:
    """Let one publisher work at a time; the kernel frees the lock when a process dies."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK_NAME).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _clear_unfinished(root: Path) -> None:
    for entry in root.glob(f"{_UNFINISHED}*"):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _write_folder(root: Path, key: Ed25519PrivateKey, manifest: Manifest, files: dict[str, bytes]) -> Path:
    """Write a whole edition folder and give it its number. Leaves nothing behind when it fails."""
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=root))
    try:
        for name, content in files.items():
            _link_or_write(root, manifest.files[name], unfinished, name, content)
        content = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        _write(unfinished / MANIFEST_NAME, content)
        _write(unfinished / SIGNATURE_NAME, base64.b64encode(key.sign(content)))
        unfinished.chmod(0o755)
        for inner in {(unfinished / name).parent for name in files}:
            _sync_folder(inner)
        folder = root / edition_manifest.folder_name(manifest.number)
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    _sync_folder(root)
    return folder


def _link_or_write(root: Path, entry: FileEntry, folder: Path, name: str, content: bytes) -> None:
    """Share a file with the edition before when its content is the same, else write it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for number in edition_manifest.numbers(root)[-1:]:
        earlier = root / edition_manifest.folder_name(number) / name
        if earlier.exists() and edition_manifest.entry_of(earlier.read_bytes()) == entry:
            path.hardlink_to(earlier)
            return
    _write(path, content)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
