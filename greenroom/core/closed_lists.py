"""Closed lists in tables: an enum's values as Django choices and as a constraint of the database."""

from enum import Enum
from typing import Any

from django.db.models import CheckConstraint, Q


def pairs(enum: type[Enum]) -> list[tuple[str, str]]:
    """Return the values of a list as Django `choices`."""
    return [(member.value, member.value) for member in enum]


def values(enum: type[Enum]) -> list[str]:
    """Return the values of a list."""
    return [member.value for member in enum]


def one_of(enum: Any, field: str, name: str) -> CheckConstraint:
    """Return the constraint that a field holds a value of its closed list."""
    return CheckConstraint(condition=Q(**{f"{field}__in": values(enum)}), name=name)
