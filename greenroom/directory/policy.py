"""Decisions about records, on plain values. No Django here."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import Enum

from greenroom.directory.choices import (
    ABUSE_TOPICS,
    GENERAL_TOPICS,
    LINE_KINDS,
    VISIBLE_STATUSES,
    Audience,
    Kind,
    Status,
    Topic,
)

# Days after which a record is due to be checked again, and after which it counts as not checked. Crisis monthly, others
# quarterly, half a year and out of ordinary results: the written rule of HelpBridge (docs/governance/standards.md, read
# 22 Nov 2026); the 90 days are also what US law asks of insurers' directories (45 CFR 149.310).
CRISIS_DUE_DAYS = 30
ORDINARY_DUE_DAYS = 90
STALE_DAYS = 180
_CHECKED_MONTHLY = LINE_KINDS | {Kind.EMERGENCY}

# Topics that make a line one for a particular situation, unless it answers about suicide too.
NARROW_TOPICS = ABUSE_TOPICS | {Topic.SUBSTANCE_USE, Topic.ALCOHOL, Topic.GAMBLING, Topic.EATING}


class Freshness(str, Enum):
    """How far the last check of a record lies back."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"


def freshness(kind: Kind, checked_date: date | None, on: date) -> Freshness:
    """Say how fresh a record is on a day. Never checked counts as stale."""
    if checked_date is None:
        return Freshness.STALE
    age_days = (on - checked_date).days
    if age_days > STALE_DAYS:
        return Freshness.STALE
    due_days = CRISIS_DUE_DAYS if kind in _CHECKED_MONTHLY else ORDINARY_DUE_DAYS
    return Freshness.DUE if age_days > due_days else Freshness.FRESH


def is_general_line(kind: Kind, audiences: Collection[Audience], topics: Sequence[Topic]) -> bool:
    """Say whether a line is for anybody whose life feels unbearable. A child or violence line is not.

    `topics` stand in the record's order: the first is what the line is mainly for.
    """
    if kind not in LINE_KINDS or (audiences and Audience.EVERYONE not in audiences):
        return False
    if not topics or topics[0] not in GENERAL_TOPICS:
        return False
    return Topic.SUICIDE in topics or not NARROW_TOPICS.intersection(topics)


def is_about_abuse(topics: Collection[Topic]) -> bool:
    """Say whether a page about this record could put its reader at risk if it is seen over their shoulder."""
    return bool(ABUSE_TOPICS.intersection(topics))


def is_offered(status: Status, valid_from: date | None, valid_to: date | None, on: date) -> bool:
    """Say whether a service is one to send somebody to on a day."""
    if status not in VISIBLE_STATUSES:
        return False
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)
