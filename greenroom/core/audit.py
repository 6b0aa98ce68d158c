"""Who did what, when: one entry for each deed, never changed afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class Actor:
    """Whoever does a deed. `kind` is one of `Actor.KINDS`; `label` is what the audit trail shows."""

    KINDS = ("staff", "clock", "operator")

    kind: str
    id: str
    label: str

    @classmethod
    def staff(cls, person: Any) -> "Actor":
        return cls("staff", str(person.pk), person.email)

    @classmethod
    def clock(cls) -> "Actor":
        return cls("clock", "", "the clock")

    @classmethod
    def operator(cls) -> "Actor":
        """Somebody who may run commands on the server."""
        return cls("operator", "", "command line")


def record(actor: Actor, action: str, subject: str, detail: dict[str, Any]) -> None:
    """Leave one entry in the trail. `subject` names what was acted on, as `kind:identifier`."""
    from greenroom.core.models import AuditEntry

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
    from greenroom.core.models import AuditEntry

    entries = AuditEntry.objects.filter(action__startswith=prefix)
    return entries.values_list("at", flat=True).first()
