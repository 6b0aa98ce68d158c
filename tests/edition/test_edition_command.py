from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from greenroom.core.models import AuditEntry
from greenroom.edition import keys
from greenroom.edition import queries as edition_queries
from greenroom.edition.manifest import RESOURCES_NAME
from greenroom.edition.tasks import publish_if_due
from tests.directory.factories import record, write_records

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def installation(settings: Settings, tmp_path: Path) -> Path:
    """An installation of its own, with keys and one record loaded."""
    settings.EDITION_DIR = tmp_path / "editions"
    settings.EDITION_PRIVATE_KEY = tmp_path / "keys" / "edition.key"
    settings.EDITION_PUBLIC_KEY = tmp_path / "keys" / "edition.pub"
    run("edition", "keys")
    run("load_records", str(write_records(tmp_path, record())))
    return tmp_path


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


def test_publishing_says_what_is_public(installation: Path) -> None:
    assert run("edition", "publish") == "Edition 1 is public: 1 resources.\n"
    assert AuditEntry.objects.filter(action="edition.publish_edition", subject="edition:1").count() == 1


def test_nothing_is_published_when_nothing_has_changed(installation: Path) -> None:
    run("edition", "publish")

    assert run("edition", "publish", "--if-due") == "Nothing has changed since the current edition.\n"


def test_the_clock_has_the_worker_publish_a_change_once(installation: Path) -> None:
    run("edition", "publish")
    run("load_records", str(write_records(installation, record(name="Renamed line"))))

    run("edition", "request")
    publish_if_due.call()

    assert [state.number for state in edition_queries.editions()] == [2, 1]


def test_the_list_marks_the_current_and_the_damaged(installation: Path) -> None:
    run("edition", "publish")
    run("load_records", str(write_records(installation, record(name="Renamed line"))))
    run("edition", "publish")
    (installation / "editions" / "000001" / RESOURCES_NAME).write_text("spoilt")

    lines = run("edition", "list").splitlines()

    assert [line[:8].split() for line in lines] == [["*", "2"], ["1"]]
    assert lines[1].endswith("its hash is not the one that was published")
    with pytest.raises(CommandError, match="1 of 2 editions are damaged"):
        run("edition", "verify")


def test_rolling_back_goes_to_the_edition_before(installation: Path) -> None:
    run("edition", "publish")
    run("edition", "publish")

    assert run("edition", "rollback") == "Edition 1 is public again.\n"
    with pytest.raises(CommandError, match="no such earlier edition"):
        run("edition", "rollback")


def test_what_was_rolled_back_does_not_come_back_by_itself(installation: Path) -> None:
    run("edition", "publish")
    run("load_records", str(write_records(installation, record(name="Wrong name"))))
    run("edition", "publish")
    run("edition", "rollback")

    run("edition", "request")
    held = (installation / "editions" / "current").readlink()
    run("load_records", str(write_records(installation, record(name="Right name"))))
    run("edition", "request")

    assert held == Path("000001")
    assert (installation / "editions" / "current").readlink() == Path("000003")


def test_keys_that_are_no_pair_publish_nothing(installation: Path, settings: Settings, tmp_path: Path) -> None:
    run("edition", "publish")
    keys.make(tmp_path / "other" / "edition.key", tmp_path / "other" / "edition.pub")
    settings.EDITION_PUBLIC_KEY = tmp_path / "other" / "edition.pub"

    with pytest.raises(CommandError, match="no pair"):
        run("edition", "publish")
    assert (installation / "editions" / "current").readlink() == Path("000001")


def test_a_damaged_edition_is_no_goal_of_a_roll_back(installation: Path) -> None:
    run("edition", "publish")
    run("load_records", str(write_records(installation, record(name="Renamed line"))))
    run("edition", "publish")
    (installation / "editions" / "000001" / RESOURCES_NAME).write_text("spoilt")

    with pytest.raises(CommandError, match="hash"):
        run("edition", "rollback")
    assert (installation / "editions" / "current").readlink() == Path("000002")


def test_pruning_keeps_the_last(installation: Path) -> None:
    for _ in range(4):
        run("edition", "publish")

    assert run("edition", "prune", "--keep", "2") == "2 editions removed.\n"


def test_without_the_key_publishing_is_refused_with_the_remedy(installation: Path, settings: Settings) -> None:
    run("edition", "publish")
    settings.EDITION_PRIVATE_KEY.unlink()

    with pytest.raises(CommandError, match="backup of keys"):
        run("edition", "publish")
    assert (installation / "editions" / "current").readlink() == Path("000001")


def test_machine_made_texts_of_crisis_records_and_drafts_stay_in_the_house(installation: Path) -> None:
    summary = "Ein Text, den es nur im Test gibt."
    crisis = record(id="gb-crisis", texts={"de": {"summary": summary, "state": "machine"}})
    fund = record(
        id="gb-fund",
        kind="fund",
        texts={"de": {"summary": summary, "state": "machine"}, "fr": {"summary": summary, "state": "draft"}},
    )
    run("load_records", str(write_records(installation, crisis, fund, name="texts.jsonl")))

    run("edition", "publish")

    lines = (installation / "editions" / "current" / RESOURCES_NAME).read_text()
    assert lines.count(summary) == 1
