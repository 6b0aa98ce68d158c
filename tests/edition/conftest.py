from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from greenroom.edition import keys
from greenroom.edition import manifest as edition_manifest
from greenroom.edition.build import publisher
from greenroom.edition.documents import Content
from greenroom.edition.manifest import Manifest
from greenroom.edition.reader.opening import Edition, open_edition
from tests.edition.documents import some_documents


@dataclass(frozen=True)
class Press:
    """An editions folder with its keys."""

    root: Path
    private_path: Path
    public_path: Path

    @property
    def key(self) -> Ed25519PrivateKey:
        return keys.private_key(self.private_path)

    def publish(self, generation: int, count: int = 3, keep: int = 10) -> Manifest:
        content = Content(tuple(some_documents(count, generation)))
        return publisher.publish(self.root, self.key, content, datetime(2026, 11, 24, tzinfo=UTC), keep)

    def folder(self, number: int) -> Path:
        return self.root / edition_manifest.folder_name(number)

    def open_current(self) -> Edition:
        number = edition_manifest.current_number(self.root)
        assert number is not None
        return open_edition(self.folder(number), keys.public_key(self.public_path))


@pytest.fixture
def press(tmp_path: Path) -> Press:
    made = Press(tmp_path / "editions", tmp_path / "keys" / "edition.key", tmp_path / "keys" / "edition.pub")
    keys.make(made.private_path, made.public_path)
    return made
