"""How an API describes itself: OpenAPI 3.1, generated from the code, true to what is served."""

from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.operation import Operation

from greenroom.core.problems import PROBLEM_TYPE

# What every operation may answer before it is asked: the door takes reading only, and no endless address.
_DOOR = {
    405: "Reading only: GET, HEAD, OPTIONS.",
    414: "The address is too long.",
}


class DescribedAPI(NinjaAPI):
    """An API whose operations are called in its description as in the code: what made clients call their methods."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


def described(api: NinjaAPI, prefix: str) -> dict[str, Any]:
    """Return the OpenAPI document of an API that lies below a prefix."""
    document: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=prefix))
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"] = {
                status: _as_problem(response) if int(status) >= 400 else response
                for status, response in operation["responses"].items()
            } | {status: _refusal_at_the_door(says) for status, says in _DOOR.items()}
            for parameter in operation.get("parameters", ()):
                parameter["schema"] = _never_null(parameter["schema"])
    document["servers"] = [{"url": settings.SITE_URL}]
    document["info"]["x-deprecation-policy"] = f"{settings.SITE_URL}/api/#policy"
    return document


def _refusal_at_the_door(says: str) -> dict[str, Any]:
    return {"description": says, "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _as_problem(response: dict[str, Any]) -> dict[str, Any]:
    """Name refusals by the content type they have (RFC 9457)."""
    forms = list(response.get("content", {}).values())
    return {**response, "content": {PROBLEM_TYPE: forms[0]} if forms else {}}


def _never_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter of an address can be left out; nothing that is written in one is null."""
    forms = [form for form in schema.get("anyOf", ()) if form.get("type") != "null"]
    if len(forms) != 1:
        return schema
    kept = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    return {**kept, **forms[0]}
