"""What is known of the editions on this machine."""

from dataclasses import dataclass

from django.conf import settings

from greenroom.core import audit
from greenroom.edition import keys
from greenroom.edition import manifest as edition_manifest
from greenroom.edition.manifest import EDITORIAL_PARTS, EditionDamaged, Manifest

ROLL_BACK = "edition.roll_back_edition"


@dataclass(frozen=True)
class EditionState:
    """One edition folder: its manifest, or why it is refused."""

    number: int
    is_current: bool
    manifest: Manifest | None
    damage: str


def editions() -> list[EditionState]:
    """Return all editions, newest first, each verified in full. Refuses: KeyMissing."""
    root = settings.EDITION_DIR
    public_key = keys.public_key(settings.EDITION_PUBLIC_KEY)
    current = edition_manifest.current_number(root)
    states = []
    for number in reversed(edition_manifest.numbers(root)):
        manifest, damage = None, ""
        try:
            manifest = edition_manifest.verify(root / edition_manifest.folder_name(number), public_key)
        except EditionDamaged as error:
            damage = str(error)
        states.append(EditionState(number, number == current, manifest, damage))
    return states


def is_publication_due() -> bool:
    """Say whether the directory or the guide holds something that the current edition does not, or there is none.

    After a roll-back nothing is due until they are changed again: what was rolled back must not come back by
    itself.
    """
    root = settings.EDITION_DIR
    number = edition_manifest.current_number(root)
    if number is None:
        return True
    folder = root / edition_manifest.folder_name(number)
    try:
        manifest = edition_manifest.verify(folder, keys.public_key(settings.EDITION_PUBLIC_KEY))
    except (EditionDamaged, keys.KeyMissing):
        return True
    if audit.is_last(ROLL_BACK, of_prefix="edition."):
        return audit.is_any_since(EDITORIAL_PARTS, ROLL_BACK)
    return audit.deed_count(EDITORIAL_PARTS) != manifest.editorial_deeds
