"""The audit trail."""

from django.db import models

from greenroom.core.actor import Actor


class AuditEntry(models.Model):
    """One deed. Append-only: the database refuses UPDATE and DELETE (see `append_only`)."""

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in Actor.KINDS])
    actor_id = models.CharField(max_length=64, blank=True)
    actor_label = models.CharField(max_length=254)
    action = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["action", "at"], name="audit_action_at")]
        constraints = [
            models.CheckConstraint(condition=models.Q(actor_kind__in=Actor.KINDS), name="audit_actor_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.action} {self.subject}"
