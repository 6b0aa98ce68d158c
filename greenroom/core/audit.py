"""Who did what, when: one entry for each deed, never changed afterwards."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from greenroom.core.actor import Actor
from greenroom.core.models import AuditEntry


def record(actor: Actor, action: str, subject: str, detail: dict[str, Any]) -> None:
    """Leave one entry in the trail. `subject` names what was acted on, as `kind:identifier`."""
    AuditEntry.objects.create(
        at=timezone.now(),
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_label=actor.label,
        action=action,
        subject=subject,
        detail=detail,
    )


def last_deed_at(prefix: str) -> datetime | None:
    """Return when a deed whose name starts with `prefix` (`directory.`) was last done and changed something."""
    entries = AuditEntry.objects.filter(action__startswith=prefix)
    return entries.values_list("at", flat=True).first()
