"""How far a text in one language has come."""

from enum import Enum


class TextState(str, Enum):
    DRAFT = "draft"
    MACHINE = "machine"
    REVIEWED = "reviewed"
