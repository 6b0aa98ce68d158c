"""When each resource last changed: told from the edition before, so that other programs can ask for what is new."""

import logging
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from greenroom.edition import manifest as edition_manifest
from greenroom.edition.documents import HistoryDocument, ResourceDocument
from greenroom.edition.manifest import HISTORY_NAME, RESOURCES_NAME, EditionDamaged

log = logging.getLogger(__name__)

History = dict[str, HistoryDocument]


def history_before(root: Path, public_key: Ed25519PublicKey) -> History:
    """Return the history of the newest whole edition, also of one that was rolled back; empty where there is none.

    The newest and not the current one: somebody may have read it, and must be told what is different now.
    """
    for number in reversed(edition_manifest.numbers(root)):
        folder = root / edition_manifest.folder_name(number)
        try:
            return _history_of(folder, public_key)
        except EditionDamaged as error:
            log.warning("its history is not read: %s", error)
    return {}


def _history_of(folder: Path, public_key: Ed25519PublicKey) -> History:
    manifest = edition_manifest.read_manifest(folder, public_key)
    if HISTORY_NAME in manifest.files:
        lines = edition_manifest.read_file(folder, manifest, HISTORY_NAME).splitlines()
        return {one.slug: one for one in (msgspec.json.decode(line, type=HistoryDocument) for line in lines)}
    # Editions made before there was a history: all that is known of a resource is that it was so then.
    lines = edition_manifest.read_file(folder, manifest, RESOURCES_NAME).splitlines()
    documents = [msgspec.json.decode(line, type=ResourceDocument) for line in lines]
    return {document.slug: _entry(document, manifest.number, manifest.built_at) for document in documents}


def next_history(before: History, documents: tuple[ResourceDocument, ...], number: int, built_at: datetime) -> History:
    """Return the history of the next edition, in slug order: what is as it was keeps the instant of its last change."""
    entries = {document.slug: _entry(document, number, built_at) for document in documents}
    for slug, earlier in before.items():
        entry = entries.get(slug)
        if entry is None:
            gone = msgspec.structs.replace(earlier, is_gone=True, changed_at=built_at, changed_in=number)
            entries[slug] = earlier if earlier.is_gone else gone
        elif entry.digest == earlier.digest and not earlier.is_gone:
            entries[slug] = earlier
    return dict(sorted(entries.items()))


def _entry(document: ResourceDocument, number: int, built_at: datetime) -> HistoryDocument:
    return HistoryDocument(
        slug=document.slug,
        organization=document.organization,
        name=document.name,
        digest=sha256(msgspec.json.encode(document)).hexdigest(),
        changed_at=built_at,
        changed_in=number,
        is_gone=False,
    )
