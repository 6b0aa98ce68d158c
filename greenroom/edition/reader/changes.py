"""What is different between two kept editions: services added, changed, retired; and which numbers came and went."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import msgspec
from django.conf import settings

from greenroom.directory.choices import VISIBLE_STATUSES
from greenroom.edition import keys
from greenroom.edition import manifest as edition_manifest
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.manifest import RESOURCES_NAME, EditionDamaged
from greenroom.edition.reader import public_files

Documents = dict[str, ResourceDocument]


@dataclass(frozen=True)
class Change:
    """A service that is different. `fields`: which of its facts; empty where it came or went. `ways_gone`, `ways_new`:
    numbers and addresses under which it was, and is now, reached.
    """

    slug: str
    name: str
    countries: tuple[str, ...]
    fields: tuple[str, ...] = ()
    ways_gone: tuple[str, ...] = ()
    ways_new: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changes:
    """From one edition to a later one; each list in slug order. `retired`: no longer listed, or no longer running."""

    earlier: int
    later: int
    built_at: datetime
    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    retired: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.retired)


def changes_between(earlier: int, later: int) -> Changes | None:
    """Return what is different from one kept edition to another; None where one of them cannot be read."""
    manifest = public_files.manifest_of(later)
    before, after = _documents(earlier), _documents(later)
    if manifest is None or before is None or after is None:
        return None
    offered_before, offered_after = _running(before), _running(after)
    return Changes(
        earlier=earlier,
        later=later,
        built_at=manifest.built_at,
        added=tuple(_change(after[slug]) for slug in sorted(offered_after - offered_before)),
        changed=tuple(
            _changed(before[slug], after[slug])
            for slug in sorted(offered_after & offered_before)
            if before[slug] != after[slug]
        ),
        retired=tuple(_change(before[slug]) for slug in sorted(offered_before - offered_after)),
    )


def latest_changes() -> list[Changes]:
    """Return what each kept edition changed since the one before it, the newest first; none that changed nothing."""
    found = (changes_between(earlier, later) for later, earlier in pairwise(public_files.kept_numbers()))
    return [changes for changes in found if changes and not changes.is_empty]


def _running(documents: Documents) -> set[str]:
    return {slug for slug, document in documents.items() if document.status in VISIBLE_STATUSES}


def _change(document: ResourceDocument) -> Change:
    return Change(document.slug, document.name, document.countries)


def _changed(before: ResourceDocument, after: ResourceDocument) -> Change:
    fields = tuple(field for field in after.__struct_fields__ if getattr(before, field) != getattr(after, field))
    gone, new = _ways(before), _ways(after)
    return Change(
        after.slug,
        after.name,
        after.countries,
        fields,
        ways_gone=tuple(way for way in gone if way not in new),
        ways_new=tuple(way for way in new if way not in gone),
    )


def _ways(document: ResourceDocument) -> list[str]:
    return [contact.value for contact in document.contacts]


def _documents(number: int) -> Documents | None:
    if number not in public_files.kept_numbers():
        return None
    folder = settings.EDITION_DIR / edition_manifest.folder_name(number)
    try:
        return _read(folder, settings.EDITION_PUBLIC_KEY)
    except (EditionDamaged, keys.KeyMissing):
        return None


@lru_cache(maxsize=12)
def _read(folder: Path, public_key_path: Path) -> Documents:
    manifest = edition_manifest.read_manifest(folder, keys.public_key(public_key_path))
    lines = edition_manifest.read_file(folder, manifest, RESOURCES_NAME).splitlines()
    decoder = msgspec.json.Decoder(ResourceDocument)
    return {document.slug: document for document in map(decoder.decode, lines)}
