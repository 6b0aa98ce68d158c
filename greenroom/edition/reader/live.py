"""The edition that this process serves.

Follows the pointer without a restart; a damaged edition never replaces a good one.
"""

import logging
import threading
import time
from pathlib import Path

from django.conf import settings

from greenroom.edition import keys
from greenroom.edition import manifest as edition_manifest
from greenroom.edition.manifest import EditionDamaged
from greenroom.edition.reader.opening import Edition, open_edition

log = logging.getLogger(__name__)

# The pointer is looked at this often; an edition that was refused is tried again after a longer while.
LOOK_SECONDS = 1.0
RETRY_SECONDS = 60.0


class EditionMissing(Exception):
    """No whole edition can be opened."""


class LiveEdition:
    """Follows the pointer of one editions folder. Safe to share between threads."""

    def __init__(self, root: Path, public_key_path: Path) -> None:
        self.root = root
        self.public_key_path = public_key_path
        self._edition: Edition | None = None
        self._refused: tuple[int | None, float] | None = None
        self._looked_at = float("-inf")
        self._lock = threading.Lock()

    def get(self) -> Edition:
        """Return the edition to serve. Refuses: EditionMissing, when none was ever opened and none can be."""
        now = time.monotonic()
        if now - self._looked_at >= LOOK_SECONDS:
            with self._lock:
                if now - self._looked_at >= LOOK_SECONDS:
                    self._looked_at = now
                    self._follow_pointer(now)
        if self._edition is None:
            raise EditionMissing(f"there is no whole edition in {self.root}")
        return self._edition

    def _follow_pointer(self, now: float) -> None:
        wanted = edition_manifest.current_number(self.root)
        if self._edition is not None and wanted == self._edition.number:
            return
        if self._refused and self._refused[0] == wanted and now - self._refused[1] < RETRY_SECONDS:
            return
        try:
            self._edition = self._open(wanted)
            self._refused = None
            log.info("edition %s is open", self._edition.number)
        except (EditionDamaged, keys.KeyMissing) as error:
            self._refused = (wanted, now)
            log.error("edition refused: %s", error)
            self._fall_back(wanted)

    def _open(self, number: int | None) -> Edition:
        if number is None:
            raise EditionDamaged(
                f"{self.root} has no pointer to an edition; publish one with `manage.py edition publish`"
            )
        return open_edition(self.root / edition_manifest.folder_name(number), keys.public_key(self.public_key_path))

    def _fall_back(self, refused: int | None) -> None:
        """A process that has nothing to serve yet takes the newest whole edition before the one it was refused."""
        if self._edition is not None:
            return
        for number in reversed(edition_manifest.numbers(self.root)):
            if refused is not None and number >= refused:
                continue
            try:
                self._edition = self._open(number)
            except (EditionDamaged, keys.KeyMissing) as error:
                log.error("edition refused: %s", error)
                continue
            log.error("serving edition %s instead", number)
            return


_live: LiveEdition | None = None


def current() -> Edition:
    """Return the edition that this process serves. Refuses: EditionMissing."""
    global _live  # noqa: PLW0603 - one per process, made when settings are ready
    place = settings.EDITION_DIR, settings.EDITION_PUBLIC_KEY
    if _live is None or (_live.root, _live.public_key_path) != place:
        _live = LiveEdition(*place)
    return _live.get()
