"""Who did what, when: one entry for each deed, never changed afterwards."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
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


def deed_count(parts: Iterable[str]) -> int:
    """Return how many deeds of some parts (`directory`) changed something."""
    return AuditEntry.objects.filter(_of_parts(parts)).count()


def is_last(action: str, of_prefix: str) -> bool:
    """Say whether the newest deed of a group (`edition.`) is this one."""
    entry = AuditEntry.objects.filter(action__startswith=of_prefix).first()
    return entry is not None and entry.action == action


def is_any_since(parts: Iterable[str], action: str) -> bool:
    """Say whether a deed of some parts came after the newest deed of one name."""
    last = AuditEntry.objects.filter(action=action).first()
    return AuditEntry.objects.filter(_of_parts(parts), id__gt=last.pk if last else 0).exists()


def _of_parts(parts: Iterable[str]) -> Q:
    return reduce(or_, (Q(action__startswith=f"{part}.") for part in parts))
