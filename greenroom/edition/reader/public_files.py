"""Files of any kept edition for anybody to fetch: verified each time they are read, never out of an unsigned folder."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from greenroom.edition import keys
from greenroom.edition import manifest as edition_manifest
from greenroom.edition.manifest import MANIFEST_NAME, PUBLIC_FOLDER, SIGNATURE_NAME, EditionDamaged, Manifest

# The manifest and its signature are for everybody too: readers of packs check against it.
_BESIDE = (MANIFEST_NAME, SIGNATURE_NAME)


def kept_numbers() -> list[int]:
    """Return the numbers of the editions that files can be fetched of: up to the current one, newest first."""
    root = settings.EDITION_DIR
    current = edition_manifest.current_number(root) or 0
    return [number for number in reversed(edition_manifest.numbers(root)) if number <= current]


def manifest_of(number: int) -> Manifest | None:
    """Return the manifest of a kept edition; None where there is no such edition, or it is damaged."""
    if number not in kept_numbers():
        return None
    folder = settings.EDITION_DIR / edition_manifest.folder_name(number)
    try:
        return _read_manifest(folder, settings.EDITION_PUBLIC_KEY)
    except (EditionDamaged, keys.KeyMissing):
        return None


def public_file(number: int, name: str) -> bytes | None:
    """Return a file of a kept edition by its name below `public/`; None where there is none, or it is damaged."""
    manifest = manifest_of(number)
    if manifest is None:
        return None
    folder = settings.EDITION_DIR / edition_manifest.folder_name(number)
    try:
        if name in _BESIDE:
            return (folder / name).read_bytes()
        if PUBLIC_FOLDER + name not in manifest.files:
            return None
        return edition_manifest.read_file(folder, manifest, PUBLIC_FOLDER + name)
    except (OSError, EditionDamaged):
        return None


@lru_cache(maxsize=64)
def _read_manifest(folder: Path, public_key_path: Path) -> Manifest:
    return edition_manifest.read_manifest(folder, keys.public_key(public_key_path))
