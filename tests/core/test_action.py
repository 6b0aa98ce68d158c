from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError

from greenroom.core import action as actions
from greenroom.core.action import action
from greenroom.core.actor import Actor
from greenroom.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Made:
    name: str
    audit_detail: dict[str, Any] | None

    @property
    def audit_subject(self) -> str:
        return f"group:{self.name}"


@pytest.fixture(autouse=True)
def own_registry() -> Iterator[None]:
    """Take the deeds of these tests out of the list of what the system can do."""
    before = dict(actions.registry)
    yield
    actions.registry.clear()
    actions.registry.update(before)


def make_group(name: str, *, by: Actor, detail: dict[str, Any] | None = None, fails: bool = False) -> Made:
    """Make a group.

    For tests only.
    """
    Group.objects.create(name=name)
    if fails:
        raise RuntimeError("on purpose")
    return Made(name, detail)


def entries() -> list[tuple[str, str, str, str, dict[str, Any]]]:
    return list(AuditEntry.objects.values_list("actor_kind", "actor_label", "action", "subject", "detail"))


def groups() -> list[str]:
    return list(Group.objects.values_list("name", flat=True))


def test_a_deed_leaves_one_entry_that_says_who_did_what() -> None:
    outcome = action(who="tests")(make_group)("choir", by=Actor.operator(), detail={"size": 4})

    assert outcome == Made("choir", {"size": 4})
    assert groups() == ["choir"]
    assert entries() == [("operator", "command line", "core.make_group", "group:choir", {"size": 4})]


def test_a_deed_without_detail_to_tell_is_a_deed_all_the_same() -> None:
    action(who="tests")(make_group)("choir", by=Actor.clock(), detail={})

    assert entries() == [("clock", "the clock", "core.make_group", "group:choir", {})]


def test_a_deed_that_changed_nothing_leaves_no_entry() -> None:
    action(who="tests")(make_group)("choir", by=Actor.operator(), detail=None)

    assert entries() == []


def test_a_failing_deed_leaves_nothing() -> None:
    with pytest.raises(RuntimeError, match="on purpose"):
        action(who="tests")(make_group)("choir", by=Actor.operator(), detail={}, fails=True)

    assert (groups(), entries()) == ([], [])


def test_a_deed_whose_entry_is_refused_leaves_nothing() -> None:
    with pytest.raises(IntegrityError, match="audit_actor_kind_known"):
        action(who="tests")(make_group)("choir", by=Actor("ghost", "", "nobody"), detail={})

    assert (groups(), entries()) == ([], [])


def test_deeds_inside_a_failing_deed_leave_nothing() -> None:
    inner = action(who="tests")(make_group)

    @action(who="tests")
    def make_two(*, by: Actor) -> Made:
        inner("choir", by=by, detail={})
        return inner("band", by=by, fails=True)

    with pytest.raises(RuntimeError, match="on purpose"):
        make_two(by=Actor.operator())

    assert (groups(), entries()) == ([], [])


def test_a_function_without_an_actor_cannot_become_a_deed() -> None:
    def anonymous() -> Made:
        return Made("choir", {})

    with pytest.raises(TypeError, match=r"core\.anonymous must take `by`, the Actor who does it"):
        action(who="tests")(anonymous)
    assert "core.anonymous" not in actions.registry


def test_a_deed_that_nobody_does_is_refused() -> None:
    with pytest.raises((KeyError, TypeError), match="by"):
        action(who="tests")(make_group)("choir")  # type: ignore[call-arg] # what the test is about

    assert (groups(), entries()) == ([], [])


@pytest.mark.parametrize("by", [None, "operator", "", 1])
def test_only_an_actor_can_do_a_deed(by: object) -> None:
    with pytest.raises(TypeError, match=r"core\.make_group: `by` must be an Actor"):
        action(who="tests")(make_group)("choir", by=by)  # type: ignore[arg-type] # what the test is about

    assert (groups(), entries()) == ([], [])


def test_a_deed_is_listed_with_who_may_do_it_and_its_promise() -> None:
    action(who="conductors")(make_group)

    assert actions.registry["core.make_group"] == actions.RegisteredAction(
        "core.make_group", "conductors", "Make a group."
    )
