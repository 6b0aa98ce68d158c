import importlib
import inspect

from greenroom.core.action import registry
from tests.house.sources import PARTS, ROOT


def test_every_public_function_of_an_actions_module_is_a_registered_deed() -> None:
    missing = []
    for part in PARTS:
        if not (ROOT / "greenroom" / part / "actions.py").exists():
            continue
        module = importlib.import_module(f"greenroom.{part}.actions")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_") and f"{part}.{name}" not in registry:
                missing.append(f"{part}.{name}")

    assert missing == []


def test_every_deed_says_its_promise_and_who_may_do_it() -> None:
    assert [action.name for action in registry.values() if not action.promise.endswith(".") or not action.who] == []
