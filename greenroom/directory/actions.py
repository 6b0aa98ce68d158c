"""Every deed of the directory."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from django.utils import timezone

from greenroom.core import countries, exchange_files
from greenroom.core.action import action
from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused, Problem
from greenroom.directory import amendments, dialling, exchange, record_rules, record_store, texts
from greenroom.directory import queries as directory_queries
from greenroom.directory.exchange import CollectionFile, RecordLine, RetiredNumberLine
from greenroom.directory.models import RetiredNumber

AMENDMENTS_NAME = "amendments.jsonl"
COLLECTION_NAME = "collection.json"
RETIRED_NAME = "retired_numbers.jsonl"
TEXTS_FOLDER = "texts"

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class LoadReport:
    """What a load did. Counts are records (or numbers, for the register)."""

    file: str
    created: int
    changed: int
    unchanged: int

    @property
    def audit_subject(self) -> str:
        return f"file:{self.file}"

    @property
    def audit_detail(self) -> dict[str, Any] | None:
        if not self.created and not self.changed:
            return None
        return {"created": self.created, "changed": self.changed, "unchanged": self.unchanged}


@action(who="operators, by command line")
def load_records(
    path: Path, *, by: Actor, taken: dict[str, str] | None = None, progress: Progress = lambda done, total: None
) -> LoadReport:
    """Load one file of the exchange form, whole or not at all; loading it again changes nothing.

    Reads beside the file: `collection.json` (when the evidence was seen and by whom) `amendments.jsonl` and
    `texts/<language>.jsonl`, if any.
    `taken` says which ids stand in files loaded before ({id: file}); this file's are added to it.
    `progress` is called with (records done, records in the file).
    Refuses: ExchangeRefused with every problem found (file, line, field, reason); then nothing was written.
    """
    collection = _read_collection(path.parent / COLLECTION_NAME)
    taken = {} if taken is None else taken
    records = _read_records(path, taken)
    stored = directory_queries.record_digests()
    fresh = [record for record in records if stored.get(record.id) != record_store.digest(record, collection)]
    for done, record in enumerate(fresh, start=1):
        record_store.store(record, collection)
        progress(done, len(fresh))
    for record in fresh:
        record_store.link(record)
    taken.update((record.id, path.name) for record in records)
    created = sum(record.id not in stored for record in fresh)
    return LoadReport(path.name, created, len(fresh) - created, len(records) - len(fresh))


@action(who="operators, by command line")
def load_retired_numbers(path: Path, *, by: Actor) -> LoadReport:
    """Load the register of retired numbers, whole or not at all; loading it again changes nothing.

    Refuses: ExchangeRefused, also when a number is still the contact of a record in that country.
    """
    lines = exchange_files.read_lines(path, RetiredNumberLine)
    problems = list(_repeated_numbers(path.name, lines))
    problems += [problem for number, line in lines for problem in _retired_problems(path.name, number, line)]
    if problems:
        raise ExchangeRefused(problems)
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    for _, line in lines:
        counts[_store_retired(line)] += 1
    return LoadReport(path.name, **counts)


def _read_collection(path: Path) -> CollectionFile:
    try:
        return msgspec.json.decode(path.read_bytes(), type=CollectionFile)
    except OSError as error:
        reason = f"{error.strerror}; it says when the sources were read and by whom"
        raise ExchangeRefused([Problem(path.name, 0, "file", reason)]) from error
    except (ValueError, msgspec.MsgspecError) as error:
        raise ExchangeRefused([Problem(path.name, 1, "file", str(error))]) from error


def _read_records(path: Path, taken: dict[str, str]) -> list[RecordLine]:
    """Return a file's records, amended and found right. Refuses: ExchangeRefused with all problems."""
    lines = exchange_files.read_lines(path, RecordLine)
    problems = list(_duplicate_problems(path.name, lines, taken))
    known = set(directory_queries.record_digests()) | {record.id for _, record in lines}
    by_record = _amendments_beside(path)
    translated = texts.read_texts(path.parent / TEXTS_FOLDER)
    retired = directory_queries.retired_register()
    today = timezone.now().date()
    records = []
    for number, line in lines:
        try:
            record = amendments.amend(line, by_record.get(line.id, []), AMENDMENTS_NAME)
            record = texts.add_texts(record, translated.get(line.id, {}))
        except ExchangeRefused as refused:
            problems.extend(refused.problems)
            continue
        findings = [*record_rules.record_findings(record, retired, today), *_link_findings(record, known)]
        problems.extend(Problem(path.name, number, f"{record.id}: {field}", reason) for field, reason in findings)
        records.append(record)
    if problems:
        raise ExchangeRefused(problems)
    return records


def _amendments_beside(path: Path) -> dict[str, list[tuple[int, exchange.AmendmentLine]]]:
    beside = path.parent / AMENDMENTS_NAME
    return amendments.read_amendments(beside) if beside.exists() else {}


def _duplicate_problems(file: str, lines: Iterable[tuple[int, RecordLine]], taken: dict[str, str]) -> Iterable[Problem]:
    first_seen: dict[str, int] = {}
    for number, record in lines:
        if record.id in first_seen:
            yield Problem(file, number, "id", f"{record.id!r} stands already in line {first_seen[record.id]}")
        elif record.id in taken:
            yield Problem(file, number, "id", f"{record.id!r} stands already in {taken[record.id]}")
        first_seen.setdefault(record.id, number)


def _link_findings(record: RecordLine, known: set[str]) -> Iterable[tuple[str, str]]:
    for field, slugs in (("paired_with", record.paired_with), ("superseded_by", (record.superseded_by,))):
        for slug in slugs:
            if slug and slug not in known:
                yield field, f"there is no record {slug!r}"


def _repeated_numbers(file: str, lines: Iterable[tuple[int, RetiredNumberLine]]) -> Iterable[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for number, line in lines:
        key = (line.country, line.channel.value, "".join(filter(str.isdigit, line.number)))
        if key in seen:
            yield Problem(file, number, "number", f"{line.number} stands in an earlier line already")
        seen.add(key)


def _retired_problems(file: str, number: int, line: RetiredNumberLine) -> Iterable[Problem]:
    if not countries.is_country(line.country):
        yield Problem(file, number, "country", f"{line.country!r} is not an ISO 3166-1 country")
    try:
        dial = dialling.dial_string(line.number)
    except dialling.NotDiallable as error:
        yield Problem(file, number, "number", str(error))
        return
    for contact in directory_queries.contacts_at(line.country, line.channel.value, dial):
        reason = f"{line.number} is a contact of {contact.resource.slug} in {line.country}"
        yield Problem(file, number, "number", reason)


def _store_retired(line: RetiredNumberLine) -> str:
    """Write one register row; returns which count it belongs to."""
    values = {
        "number": line.number,
        "name": line.name,
        "retired": line.retired or "",
        "successor": line.successor or "",
        "source": line.source.url if line.source else f"record:{line.rests_on.record}",
        "source_says": line.rests_on.quote,
    }
    key = {"country": line.country, "channel": line.channel.value, "dial": dialling.dial_string(line.number)}
    row = RetiredNumber.objects.filter(**key).first()
    if row is None:
        RetiredNumber.objects.create(**key, **values)
        return "created"
    if all(getattr(row, field) == value for field, value in values.items()):
        return "unchanged"
    RetiredNumber.objects.filter(pk=row.pk).update(**values)
    return "changed"
