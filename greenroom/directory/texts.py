"""Texts of records in other languages: files beside the records, `texts/<language>.jsonl`, one record a line.

Each line names the English it was made from, so that a text whose English has changed since is known to be out of date.
"""

from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import msgspec

from greenroom.core import exchange_files
from greenroom.core.exchange_files import ExchangeRefused, Problem
from greenroom.directory.choices import CRISIS_KINDS, TextState
from greenroom.directory.exchange import RecordLine, TextFileLine, TextLine

# {record id: {language: text}}
Texts = dict[str, dict[str, TextLine]]


def revision(summary: str, caution: str) -> str:
    """Return what identifies the English of a record: another revision means that translations are out of date."""
    return sha256(f"{summary}\n{caution}".encode()).hexdigest()[:16]


def read_texts(folder: Path) -> Texts:
    """Return the texts of every `<language>.jsonl` in a folder, by record. Refuses: ExchangeRefused."""
    found: Texts = defaultdict(dict)
    problems = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            lines = exchange_files.read_lines(path, TextFileLine)
        except ExchangeRefused as refused:
            problems.extend(refused.problems)
            continue
        for number, line in lines:
            if path.stem in found[line.id]:
                problems.append(Problem(path.name, number, "id", f"{line.id!r} stands in an earlier line already"))
            found[line.id][path.stem] = TextLine(
                summary=line.summary, caution=line.caution, state=line.state, made_from=line.made_from
            )
    if problems:
        raise ExchangeRefused(problems)
    return dict(found)


def add_texts(record: RecordLine, texts: dict[str, TextLine]) -> RecordLine:
    """Return the record with texts put in; one that the record brings itself wins.

    Refuses: ExchangeRefused for a machine's text of a crisis record: those stay in the language they were written in.
    """
    machine = [language for language, text in texts.items() if text.state == TextState.MACHINE.value]
    if record.kind in CRISIS_KINDS and machine:
        reason = f"{record.kind.value} records are never translated by machine"
        raise ExchangeRefused([Problem(f"{language}.jsonl", 0, record.id, reason) for language in machine])
    return msgspec.structs.replace(record, texts=texts | record.texts)
