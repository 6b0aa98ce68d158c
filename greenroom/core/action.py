"""`@action`: what every deed of the system has in common.

A deed runs in one transaction, names who does it, and leaves one audit entry when it changed something. Decorating
registers it, so that `make actions` can print everything the system can do.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import transaction

from greenroom.core import audit
from greenroom.core.actor import Actor


class Outcome(Protocol):
    """What an action returns: what was acted on, and what the trail keeps of it (no personal data).

    `audit_detail` is None when the deed found nothing to change: then there is nothing to keep.
    """

    @property
    def audit_subject(self) -> str: ...

    @property
    def audit_detail(self) -> dict[str, Any] | None: ...


@dataclass(frozen=True)
class RegisteredAction:
    name: str
    who: str
    promise: str


registry: dict[str, RegisteredAction] = {}

P = ParamSpec("P")
T = TypeVar("T", bound=Outcome)


def action(*, who: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a function a deed. `who` says in words who may do it; the function must take `by`, an `Actor`."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        name = f"{function.__module__.split('.')[1]}.{function.__name__}"
        if "by" not in inspect.signature(function).parameters:
            raise TypeError(f"{name} must take `by`, the Actor who does it")
        registry[name] = RegisteredAction(name, who, (inspect.getdoc(function) or "").split("\n")[0])

        @functools.wraps(function)
        def deed(*args: P.args, **kwargs: P.kwargs) -> T:
            by = kwargs["by"]
            if not isinstance(by, Actor):
                raise TypeError(f"{name}: `by` must be an Actor")
            with transaction.atomic():
                outcome = function(*args, **kwargs)
                if outcome.audit_detail is not None:
                    audit.record(by, name, outcome.audit_subject, outcome.audit_detail)
            return outcome

        return deed

    return decorate
