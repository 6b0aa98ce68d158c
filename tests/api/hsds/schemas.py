"""The schemas of HSDS, read from where they lie beside the checkout: their licence keeps them out of it."""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from tests.house.sources import ROOT

FOLDER = ROOT.parent / "shared" / "hsds"
VERSIONS = ("3.1", "3.0")
checker = FormatChecker()


@checker.checks("uri")
def is_uri(value: object) -> bool:
    """Whether a text is an absolute address; other values are no business of a format."""
    return not isinstance(value, str) or bool(urlparse(value).scheme and urlparse(value).netloc)


def needs_schemas() -> None:
    if not FOLDER.exists():
        pytest.skip("the schemas of HSDS are not beside this checkout (../shared/hsds)")


@cache
def validator(version: str, name: str) -> Draft202012Validator:
    """Return what checks one object of HSDS, with everything inside it, formats included."""
    needs_schemas()
    resources = [
        (path.name, Resource.from_contents(_with_dialect(_read(path)))) for path in _folder(version).glob("*.json")
    ]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator({"$ref": f"{name}.json"}, registry=registry, format_checker=checker)


@cache
def compiled(version: str, name: str) -> Draft202012Validator:
    """Return what checks one object, out of the ready-made schema with all references filled in."""
    needs_schemas()
    path = FOLDER / version / "compiled" / f"{name}.json"
    content = _read(path) if path.exists() else json.loads(gzip.decompress(path.with_suffix(".json.gz").read_bytes()))
    return Draft202012Validator(content, format_checker=checker)


def raw(version: str, name: str) -> dict[str, Any]:
    needs_schemas()
    return _read(_folder(version) / f"{name}.json")


def faults(validator: Draft202012Validator, value: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def _folder(version: str) -> Path:
    return FOLDER / version / "schema"


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _with_dialect(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "$schema": "https://json-schema.org/draft/2020-12/schema"}
