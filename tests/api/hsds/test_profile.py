import json
from typing import Any

import pytest
from django.test import Client

from greenroom.api.hsds import profile
from tests.api.hsds import schemas

pytestmark = pytest.mark.usefixtures("served")


def merged(target: Any, patch: Any) -> Any:
    """RFC 7396, section 2."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def get(client: Client, address: str) -> Any:
    return json.loads(client.get(address.removeprefix("https://help.example.org")).content)


@pytest.mark.parametrize("name", profile.NAMES)
def test_a_patch_and_the_standards_schema_make_ours(client: Client, name: str) -> None:
    index = get(client, profile.address())
    patched = merged(schemas.raw("3.1", name), get(client, index["patches"][name]))
    ours = get(client, index["schemas"][name])

    standard, addition = ours["allOf"]
    assert standard == {"$ref": f"{profile.HSDS_SCHEMAS}/{name}.json"}
    assert patched["properties"] == {**schemas.raw("3.1", name)["properties"], **addition["properties"]}
    assert "greenroom" not in schemas.raw("3.1", name)["properties"]


@pytest.mark.parametrize(("name", "path"), [("service", "services"), ("taxonomy_term", "taxonomy_terms")])
def test_everything_served_is_as_the_profile_says(client: Client, name: str, path: str) -> None:
    addition = get(client, get(client, profile.address())["schemas"][name])["allOf"][1]
    validator = schemas.Draft202012Validator(addition, format_checker=schemas.checker)
    served = [json.loads(line) for line in client.get(f"/api/hsds/3/{path}?format=ndjson").content.splitlines()]

    assert all("greenroom" in one for one in served)
    assert [fault for one in served for fault in schemas.faults(validator, one)] == []
    assert schemas.faults(validator, {"greenroom": {"id": 3}}) != []
