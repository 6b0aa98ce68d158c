"""Our profile of HSDS: what we add, as JSON Merge Patches (RFC 7396) named like the schemas they alter, and the schemas
that result. The resulting ones refer to HSDS's own by their public address and copy nothing of them.
"""

from typing import Any

import msgspec
from django.conf import settings

from greenroom.api.hsds.extension import ServiceExtension, TermExtension

VERSION = "1.0.0"
HSDS_VERSION = "3.1"
HSDS_SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema"
_EXTENSIONS: dict[str, type[msgspec.Struct]] = {"service": ServiceExtension, "taxonomy_term": TermExtension}
NAMES = tuple(_EXTENSIONS)


def address() -> str:
    return f"{settings.SITE_URL}/api/hsds/3/profile/"


def index() -> dict[str, Any]:
    """Return what the profile consists of."""
    return {
        "name": "Greenroom",
        "version": VERSION,
        "hsds_version": HSDS_VERSION,
        "description": "HSDS with what a worldwide directory of support lines needs: ways to reach a service, opening "
        "hours with zones, reachability from abroad, translations, sources and checks, all under `greenroom`. Nothing "
        "of HSDS is removed or given another meaning.",
        "credit": "Human Services Data Specification, an Open Referral resource, https://openreferral.org/",
        "patches": {name: f"{address()}{name}.json" for name in NAMES},
        "schemas": {name: f"{address()}schema/{name}.json" for name in NAMES},
    }


def patch(name: str) -> dict[str, Any]:
    """Return the merge patch of one of HSDS's schemas."""
    return {"properties": {"greenroom": _schema_of(_EXTENSIONS[name])}}


def schema(name: str) -> dict[str, Any]:
    """Return the schema of a thing as we serve it: HSDS's own, and what we add."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{address()}schema/{name}.json",
        "title": f"{name} (Greenroom profile of HSDS {HSDS_VERSION})",
        "allOf": [{"$ref": f"{HSDS_SCHEMAS}/{name}.json"}, {"type": "object", **patch(name)}],
    }


def _schema_of(form: type[msgspec.Struct]) -> dict[str, Any]:
    """Return a form's JSON schema with every reference filled in, so that it can stand inside another.

    Without defaults: a null in a merge patch takes something away.
    """
    (made,), parts = msgspec.json.schema_components([form], ref_template="{name}")
    filled: dict[str, Any] = _filled(made, parts)
    return filled


def _filled(schema: Any, parts: dict[str, Any]) -> Any:
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _filled(parts[schema["$ref"]], parts)
        return {name: _filled(value, parts) for name, value in schema.items() if name != "default"}
    return [_filled(one, parts) for one in schema] if isinstance(schema, list) else schema
