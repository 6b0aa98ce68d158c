"""Reading files of the exchange forms. Strict: what is not understood is refused with its place, never dropped."""

import json
from pathlib import Path
from typing import Any

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One reason why a file was refused. `line` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.reason}"


class ExchangeRefused(Exception):
    """A file was refused as a whole and changed nothing. `problems` says every reason found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_lines(path: Path, form: type[Any]) -> list[tuple[int, Any]]:
    """Return (line number, decoded line) for every line of a JSONL file in the given form.

    Refuses: ExchangeRefused with all problems at once: unreadable file, invalid UTF-8, bad JSON, unknown or missing
    field, value of the wrong type or outside its list.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ExchangeRefused([Problem(path.name, 0, "file", error.strerror or str(error))]) from error
    decoder = msgspec.json.Decoder(form)
    lines, problems = [], []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            decoded = decoder.decode(line)
            json.loads(line, object_pairs_hook=_fields_once)
            lines.append((number, decoded))
        except RecursionError:
            problems.append(Problem(path.name, number, "line", "nested too deeply"))
        except (ValueError, msgspec.MsgspecError) as error:
            problems.append(_decode_problem(path.name, number, error))
    if problems:
        raise ExchangeRefused(problems)
    return lines


def _fields_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse what decoders pass over in silence: a field that stands twice, a NUL in a text."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        twice = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise ValueError(f"the field stands twice - at `$.{twice}`")
    for name, value in pairs:
        if isinstance(value, str) and "\x00" in value:
            raise ValueError(f"the text holds a NUL - at `$.{name}`")
    return fields


def _decode_problem(file: str, line: int, error: Exception) -> Problem:
    """Turn msgspec's message («… - at `$.contacts[0].channel`») into field and reason."""
    reason, _, place = str(error).partition(" - at `$")
    field = place.rstrip("`").lstrip(".") or "line"
    return Problem(file, line, field, reason)


def read_file(path: Path, form: type[Any]) -> Any:
    """Return the content of a file that holds one JSON value of the given form. Refuses: ExchangeRefused."""
    try:
        raw = path.read_bytes()
        decoded = msgspec.json.decode(raw, type=form)
        json.loads(raw, object_pairs_hook=_fields_once)
    except OSError as error:
        raise ExchangeRefused([Problem(path.name, 0, "file", error.strerror or str(error))]) from error
    except RecursionError as error:
        raise ExchangeRefused([Problem(path.name, 0, "file", "nested too deeply")]) from error
    except (ValueError, msgspec.MsgspecError) as error:
        raise ExchangeRefused([_decode_problem(path.name, 1, error)]) from error
    return decoded
