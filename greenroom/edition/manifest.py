"""An edition on disk: a numbered folder of files, a manifest with the hash of each, a signature over the manifest.

editions/
  current -> 000041        the pointer, replaced in one step
  000041/manifest.json     number, when built, counts, sha256 and size of every file
  000041/manifest.sig      Ed25519 signature over the bytes of manifest.json, base64
  000041/resources.jsonl   one support resource a line
  000041/care.jsonl        how care works, one country a line
  000041/guide.jsonl       chapters and tools, one a line
  000041/history.jsonl     when each resource last changed, one a line
  000041/public/…          what anybody may fetch under /data/41/
  000041/public/SHA256SUMS, SHA256SUMS.sig    the hash of each of those, and a signature over that list
"""

import base64
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = 1
MANIFEST_NAME = "manifest.json"
SIGNATURE_NAME = "manifest.sig"
RESOURCES_NAME = "resources.jsonl"
CARE_NAME = "care.jsonl"
GUIDE_NAME = "guide.jsonl"
HISTORY_NAME = "history.jsonl"
PUBLIC_FOLDER = "public/"
SUMS_NAME = f"{PUBLIC_FOLDER}SHA256SUMS"
SUMS_SIGNATURE_NAME = f"{SUMS_NAME}.sig"
POINTER_NAME = "current"
# The parts whose facts an edition holds.
EDITORIAL_PARTS = ("directory", "guide")


class EditionDamaged(Exception):
    """An edition is not what was published. The message says which file and why."""


class FileEntry(msgspec.Struct, frozen=True):
    sha256: str
    size_bytes: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    number: int
    built_at: datetime
    counts: dict[str, int]
    # How many deeds had changed the editorial parts when they were read; another number now means something to publish.
    # The field keeps the name it had in the first editions, so that readers of either release open both.
    editorial_deeds: int = msgspec.field(name="directory_deeds", default=0)
    files: dict[str, FileEntry]


def folder_name(number: int) -> str:
    return f"{number:06d}"


def numbers(root: Path) -> list[int]:
    """Return the numbers of all edition folders, ascending."""
    if not root.is_dir():
        return []
    return sorted(int(entry.name) for entry in root.iterdir() if entry.name.isdecimal() and entry.is_dir())


def current_number(root: Path) -> int | None:
    """Return the number the pointer names, or None when there is no pointer."""
    try:
        target = str((root / POINTER_NAME).readlink())
    except OSError:
        return None
    return int(target) if target.isdecimal() else None


def entry_of(content: bytes) -> FileEntry:
    return FileEntry(sha256(content).hexdigest(), len(content))


def read_manifest(folder: Path, public_key: Ed25519PublicKey) -> Manifest:
    """Return the manifest of an edition folder, its signature checked. Refuses: EditionDamaged."""
    try:
        content = (folder / MANIFEST_NAME).read_bytes()
        signature = base64.b64decode((folder / SIGNATURE_NAME).read_bytes(), validate=True)
        public_key.verify(signature, content)
        manifest = msgspec.json.decode(content, type=Manifest)
    except OSError as error:
        raise EditionDamaged(f"{folder.name}: {error.filename or MANIFEST_NAME}: {error.strerror}") from error
    except ValueError as error:
        raise EditionDamaged(f"{folder.name}: {MANIFEST_NAME} or its signature cannot be read: {error}") from error
    except InvalidSignature as error:
        raise EditionDamaged(f"{folder.name}: {MANIFEST_NAME}: the signature does not fit") from error
    if manifest.format != FORMAT:
        raise EditionDamaged(f"{folder.name}: format {manifest.format} is not known here")
    return manifest


def read_file(folder: Path, manifest: Manifest, name: str) -> bytes:
    """Return a file of an edition, its hash checked against the manifest. Refuses: EditionDamaged."""
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise EditionDamaged(f"{folder.name}: {name}: {error.strerror}") from error
    if entry_of(content) != manifest.files.get(name):
        raise EditionDamaged(f"{folder.name}: {name}: its hash is not the one that was published")
    return content


def verify(folder: Path, public_key: Ed25519PublicKey) -> Manifest:
    """Check everything an edition promises: signature, every file, no file missing. Refuses: EditionDamaged."""
    manifest = read_manifest(folder, public_key)
    for name in manifest.files:
        read_file(folder, manifest, name)
    return manifest
