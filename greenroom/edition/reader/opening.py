"""Open one edition: everything verified first, then held in memory. Knows no database."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from greenroom.edition import manifest as edition_manifest
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.manifest import RESOURCES_NAME, EditionDamaged, Manifest


@dataclass(frozen=True)
class Edition:
    """A whole, verified edition."""

    manifest: Manifest
    resources: dict[str, ResourceDocument]

    @property
    def number(self) -> int:
        return self.manifest.number

    @cached_property
    def _by_country(self) -> dict[str, list[ResourceDocument]]:
        found: dict[str, list[ResourceDocument]] = {}
        for resource in self.resources.values():
            for country in resource.countries:
                found.setdefault(country, []).append(resource)
        return found

    @cached_property
    def worldwide(self) -> tuple[ResourceDocument, ...]:
        """Resources that can be used anywhere, in slug order."""
        return tuple(resource for resource in self.resources.values() if resource.is_worldwide)

    def in_country(self, country: str) -> tuple[ResourceDocument, ...]:
        """Return the resources that name a country (not the worldwide ones), in slug order."""
        return tuple(self._by_country.get(country, ()))


def open_edition(folder: Path, public_key: Ed25519PublicKey) -> Edition:
    """Verify and open the edition in a folder. Refuses: EditionDamaged."""
    manifest = edition_manifest.verify(folder, public_key)
    content = edition_manifest.read_file(folder, manifest, RESOURCES_NAME)
    decoder = msgspec.json.Decoder(ResourceDocument)
    try:
        resources = [decoder.decode(line) for line in content.splitlines()]
    except msgspec.DecodeError as error:
        raise EditionDamaged(f"{folder.name}: {RESOURCES_NAME}: {error}") from error
    return Edition(manifest, {resource.slug: resource for resource in resources})
