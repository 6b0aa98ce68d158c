"""Reviewed amendments: structured values for facts that a record states in prose only.

An amendment names the words it rests on. When those words are no longer in the record, the amendment no longer stands
and is refused, so that a changed note never keeps an old menu step alive.
"""

from collections import defaultdict
from pathlib import Path
from typing import TypeVar

import msgspec

from greenroom.core import exchange_files
from greenroom.core.exchange_files import ExchangeRefused, Problem
from greenroom.directory.exchange import AmendmentLine, ContactLine, RecordLine

CONTACT_FIELDS = frozenset({"countries", "serves", "dial", "steps", "abroad", "unconfirmed", "language_hours"})
RECORD_FIELDS = frozenset(
    {
        "paired_with",
        "languages_assumed",
        "may_involve_authorities",
        "status",
        "valid_from",
        "valid_to",
        "superseded_by",
    }
)


Line = TypeVar("Line", RecordLine, ContactLine)


class AmendmentRefused(ValueError):
    """An amendment does not fit its record. The message says why."""


def read_amendments(path: Path) -> dict[str, list[tuple[int, AmendmentLine]]]:
    """Return the amendments of a file by record id, each with its line number. Refuses: ExchangeRefused."""
    by_record = defaultdict(list)
    for number, line in exchange_files.read_lines(path, AmendmentLine):
        by_record[line.id].append((number, line))
    return dict(by_record)


def amend(record: RecordLine, amendments: list[tuple[int, AmendmentLine]], file: str) -> RecordLine:
    """Return the record with its amendments put in. Refuses: ExchangeRefused naming the amendment's line."""
    problems = []
    settled: set[tuple[str, ...]] = set()
    for number, amendment in amendments:
        place = (amendment.contact.channel.value, amendment.contact.value) if amendment.contact else ()
        try:
            for field in amendment.set:
                if (*place, field) in settled:
                    raise AmendmentRefused(f"{field} is set by an earlier line already")
                settled.add((*place, field))
            record = _amend_once(record, amendment)
        except AmendmentRefused as error:
            problems.append(Problem(file, number, amendment.id, str(error)))
    if problems:
        raise ExchangeRefused(problems)
    return record


def _amend_once(record: RecordLine, amendment: AmendmentLine) -> RecordLine:
    allowed = CONTACT_FIELDS if amendment.contact else RECORD_FIELDS
    unknown = set(amendment.set) - allowed
    if unknown:
        raise AmendmentRefused(f"may not set {', '.join(sorted(unknown))}")
    if amendment.contact is None:
        _require_quote(amendment, record, record.contacts)
        return _replace(record, amendment)
    named = (amendment.contact.channel, amendment.contact.value)
    indexes = [index for index, contact in enumerate(record.contacts) if (contact.channel, contact.value) == named]
    if len(indexes) != 1:
        raise AmendmentRefused(f"the record has {len(indexes)} contacts {named[0].value} {named[1]}")
    contact = record.contacts[indexes[0]]
    _require_quote(amendment, record, (contact,))
    contacts = list(record.contacts)
    contacts[indexes[0]] = _replace(contact, amendment)
    return msgspec.structs.replace(record, contacts=tuple(contacts))


def _require_quote(amendment: AmendmentLine, record: RecordLine, contacts: tuple[ContactLine, ...]) -> None:
    texts: dict[str, list[str | None]] = {
        "note": [contact.note for contact in contacts],
        "value": [contact.value for contact in contacts],
        "caution": [record.caution],
        "summary_en": [record.summary_en],
        "name": [record.name],
        "says": [source.says for source in record.sources],
    }
    if not any(amendment.rests_on.quote in text for text in texts[amendment.rests_on.field] if text):
        raise AmendmentRefused(f"the {amendment.rests_on.field} no longer says «{amendment.rests_on.quote}»")


def _replace(target: Line, amendment: AmendmentLine) -> Line:
    values = msgspec.to_builtins(target) | amendment.set
    try:
        return msgspec.convert(values, type(target))
    except msgspec.ValidationError as error:
        raise AmendmentRefused(str(error)) from error
