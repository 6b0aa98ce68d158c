from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from greenroom.core import append_only, audit
from greenroom.core.actor import Actor
from greenroom.core.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s ORDER BY name",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal ORDER BY tgname",
}
EXPECTED = {
    "sqlite": ["core_auditentry_append_only_delete", "core_auditentry_append_only_update"],
    "postgresql": ["core_auditentry_append_only", "core_auditentry_append_only_truncate"],
}
# Neither is called UPDATE or DELETE, and both take entries away.
BACK_DOOR = {
    "sqlite": "REPLACE INTO core_auditentry SELECT id, at, actor_kind, actor_id, 'nobody', action, subject, detail"
    " FROM core_auditentry",
    "postgresql": "TRUNCATE core_auditentry",
}


@pytest.fixture
def entry() -> AuditEntry:
    audit.record(Actor.operator(), "test.deed", "thing:1", {"count": 1})
    return AuditEntry.objects.get()


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def triggers(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor], [table])
        return [name for (name,) in cursor.fetchall()]


def save(entry: AuditEntry) -> None:
    entry.actor_label = "nobody"
    entry.save()


def update_without_a_change(entry: AuditEntry) -> None:
    AuditEntry.objects.update(actor_label=entry.actor_label)


def update_by_hand(entry: AuditEntry) -> None:
    execute("UPDATE core_auditentry SET actor_label = 'nobody'")


def delete(entry: AuditEntry) -> None:
    entry.delete()


def delete_all(entry: AuditEntry) -> None:
    AuditEntry.objects.all().delete()


def delete_by_hand(entry: AuditEntry) -> None:
    execute("DELETE FROM core_auditentry")


@pytest.mark.parametrize("change", [save, update_without_a_change, update_by_hand, delete, delete_all, delete_by_hand])
def test_the_database_refuses_to_change_an_entry(entry: AuditEntry, change: Callable[[AuditEntry], None]) -> None:
    before = AuditEntry.objects.values().get()

    with pytest.raises(DatabaseError, match="core_auditentry is append-only"), transaction.atomic():
        change(AuditEntry.objects.get())

    assert AuditEntry.objects.values().get() == before


def test_no_other_statement_takes_an_entry_away(entry: AuditEntry) -> None:
    with pytest.raises(DatabaseError, match="core_auditentry is append-only"), transaction.atomic():
        execute(BACK_DOOR[connection.vendor])

    assert AuditEntry.objects.values_list("actor_label", flat=True).get() == "command line"


def test_entries_can_be_added(entry: AuditEntry) -> None:
    audit.record(Actor.clock(), "test.deed", "thing:2", {})

    assert list(AuditEntry.objects.values_list("subject", flat=True)) == ["thing:2", "thing:1"]


def test_the_triggers_are_there_after_migrating() -> None:
    assert {table: triggers(table) for table in append_only.TABLES} == {"core_auditentry": EXPECTED[connection.vendor]}


def test_triggers_that_were_lost_are_back_after_migrating() -> None:
    append_only.remove(connection, "core_auditentry")
    lost = triggers("core_auditentry")

    call_command("migrate", verbosity=0)

    assert lost == []
    assert triggers("core_auditentry") == EXPECTED[connection.vendor]


def test_installing_again_changes_nothing() -> None:
    append_only.install(connection, "core_auditentry")
    append_only.install(connection, "core_auditentry")

    assert triggers("core_auditentry") == EXPECTED[connection.vendor]
