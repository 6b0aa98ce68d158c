"""Who does a deed."""

from dataclasses import dataclass
from typing import Any


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
