"""Open one edition: everything verified first, then held in memory. Knows no database."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from greenroom.edition import manifest as edition_manifest
from greenroom.edition.documents import CareCountryDocument, GuidePageDocument, HistoryDocument, ResourceDocument
from greenroom.edition.manifest import CARE_NAME, GUIDE_NAME, HISTORY_NAME, RESOURCES_NAME, EditionDamaged, Manifest
from greenroom.guide.choices import PageKind

T = TypeVar("T")


@dataclass(frozen=True, eq=False, repr=False)
class Edition:
    """A whole, verified edition. Two are the same only when they are one.

    `history` names every resource, and those that stood in an earlier edition only.
    """

    manifest: Manifest
    resources: dict[str, ResourceDocument]
    care: dict[str, CareCountryDocument]
    history: dict[str, HistoryDocument] = field(default_factory=dict)
    guide: dict[tuple[PageKind, str], GuidePageDocument] = field(default_factory=dict)

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
    resources = _documents(folder, manifest, RESOURCES_NAME, ResourceDocument)
    return Edition(
        manifest,
        {resource.slug: resource for resource in resources},
        {document.country: document for document in _documents(folder, manifest, CARE_NAME, CareCountryDocument)},
        {entry.slug: entry for entry in _documents(folder, manifest, HISTORY_NAME, HistoryDocument)},
        {(page.kind, page.slug): page for page in _documents(folder, manifest, GUIDE_NAME, GuidePageDocument)},
    )


def _documents(folder: Path, manifest: Manifest, name: str, form: type[T]) -> list[T]:
    """Return what a file of an edition holds; nothing where the edition was made before there were such files."""
    if name not in manifest.files:
        return []
    content = edition_manifest.read_file(folder, manifest, name)
    decoder = msgspec.json.Decoder(form)
    try:
        return [decoder.decode(line) for line in content.splitlines()]
    except msgspec.DecodeError as error:
        raise EditionDamaged(f"{folder.name}: {name}: {error}") from error
