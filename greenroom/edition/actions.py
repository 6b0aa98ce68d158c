"""Every deed around editions."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from greenroom.core.action import action
from greenroom.core.actor import Actor
from greenroom.core.errors import ActionRefused
from greenroom.edition import keys, publication, tasks
from greenroom.edition import manifest as edition_manifest
from greenroom.edition import queries as edition_queries
from greenroom.edition.build import publisher
from greenroom.edition.manifest import EditionDamaged


@dataclass(frozen=True)
class EditionOutcome:
    number: int
    detail: dict[str, int]

    @property
    def audit_subject(self) -> str:
        return f"edition:{self.number}"

    @property
    def audit_detail(self) -> dict[str, Any]:
        return dict(self.detail)


@action(who="operators and the clock")
def publish_edition(*, by: Actor) -> EditionOutcome:
    """Publish what the directory holds now as the next edition.

    Refuses: ActionRefused when the signing key is missing or the disk refuses; the public edition stays as it was.
    """
    manifest = publication.publish_now()
    return EditionOutcome(manifest.number, manifest.counts)


@dataclass(frozen=True)
class PublicationRequest:
    """`is_due` says whether there was anything to publish."""

    is_due: bool

    @property
    def audit_subject(self) -> str:
        return "edition:next"

    @property
    def audit_detail(self) -> dict[str, Any] | None:
        return {} if self.is_due else None


@action(who="the clock")
def request_publication(*, by: Actor) -> PublicationRequest:
    """Have the worker publish the next edition, if the directory has changed since the current one."""
    is_due = edition_queries.is_publication_due()
    if is_due:
        tasks.publish_if_due.enqueue()
    return PublicationRequest(is_due)


@action(who="operators, by command line")
def roll_back_edition(number: int | None, *, by: Actor) -> EditionOutcome:
    """Point at an earlier edition again: the given one, or the newest before the current.

    Refuses: ActionRefused when there is none, or when it is damaged.
    """
    root = settings.EDITION_DIR
    current = edition_manifest.current_number(root) or 0
    earlier = [known for known in edition_manifest.numbers(root) if (known == number if number else known < current)]
    if not earlier:
        raise ActionRefused("edition_unknown", _("There is no such earlier edition."))
    try:
        folder = root / edition_manifest.folder_name(earlier[-1])
        manifest = edition_manifest.verify(folder, keys.public_key(settings.EDITION_PUBLIC_KEY))
    except (EditionDamaged, keys.KeyMissing) as error:
        raise ActionRefused("edition_damaged", str(error)) from error
    publisher.switch(root, manifest.number)
    return EditionOutcome(manifest.number, {"instead_of": current})


@action(who="operators, by command line")
def prune_editions(keep: int, *, by: Actor) -> EditionOutcome:
    """Remove all but the last `keep` editions; the current one always stays."""
    removed = publisher.prune(settings.EDITION_DIR, keep)
    return EditionOutcome(edition_manifest.current_number(settings.EDITION_DIR) or 0, {"removed": len(removed)})
