"""Where a fact was read and how sure that makes it: closed lists that several parts share."""

from enum import Enum


class Publisher(str, Enum):
    OFFICIAL = "official"
    GOVERNMENT = "government"
    UN_WHO = "un_who"
    NETWORK = "network"
    PRESS = "press"
    WIKIPEDIA = "wikipedia"
    OTHER = "other"


class Confidence(str, Enum):
    HIGH = "high"
    MEDIUM = "medium"
