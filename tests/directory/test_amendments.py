import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused
from greenroom.core.models import AuditEntry
from greenroom.directory import actions, amendments
from greenroom.directory.exchange import AmendmentLine, ContactLine, RecordLine
from greenroom.directory.models import Resource
from tests.directory.factories import contact, record, write_records

FILE = "amendments.jsonl"
PHONE = {"channel": "phone", "value": "0800 111 222"}


def amendment(**changes: Any) -> dict[str, Any]:
    base = {
        "id": "gb-test-line",
        "contact": PHONE,
        "set": {"steps": ["1"]},
        "rests_on": {"field": "note", "quote": "then press 1"},
        "reviewed": "2026-11-24",
    }
    return base | changes


def amended(*lines: dict[str, Any], **changes: Any) -> RecordLine:
    original = msgspec.convert(record(**{"contacts": [contact(note="then press 1")], **changes}), RecordLine)
    numbered = [(number, msgspec.convert(line, AmendmentLine)) for number, line in enumerate(lines, start=1)]
    return amendments.amend(original, numbered, FILE)


def refusals(*lines: dict[str, Any], **changes: Any) -> list[str]:
    with pytest.raises(ExchangeRefused) as refused:
        amended(*lines, **changes)
    return [str(problem) for problem in refused.value.problems]


def phone(**changes: Any) -> ContactLine:
    return msgspec.convert(contact(**changes), ContactLine)


def write_amendments(folder: Path, *lines: dict[str, Any]) -> None:
    (folder / FILE).write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_a_contact_gets_what_its_note_says() -> None:
    assert amended(amendment()).contacts == (phone(note="then press 1", steps=["1"]),)


def test_a_number_is_given_to_the_country_its_note_names() -> None:
    note = "Callers in Canada."
    line = amendment(set={"countries": ["CA"]}, rests_on={"field": "note", "quote": "in Canada"})

    result = amended(line, countries=["US", "CA"], contacts=[contact(note=note)])

    assert result.contacts == (phone(note=note, countries=["CA"]),)


def test_only_the_contact_that_is_named_is_amended() -> None:
    others = [contact(value="116 123"), contact(note="then press 1"), contact(channel="sms")]

    steps = [line.steps for line in amended(amendment(), contacts=others).contacts]

    assert steps == [(), ("1",), ()]


def test_a_record_gets_what_its_caution_says() -> None:
    line = amendment(contact=None, set={"languages_assumed": True}, rests_on={"field": "caution", "quote": "assumed"})

    assert amended(line, caution="Languages are assumed.").languages_assumed is True


def test_dates_and_lists_are_read_as_in_a_record() -> None:
    quote = {"field": "summary_en", "quote": "only exists in tests"}
    line = amendment(contact=None, set={"valid_from": "2024-03-01", "paired_with": ["gb-other-line"]}, rests_on=quote)

    result = amended(line)

    assert (str(result.valid_from), result.paired_with) == ("2024-03-01", ("gb-other-line",))


def test_several_amendments_of_one_record_all_stand() -> None:
    result = amended(amendment(), amendment(set={"unconfirmed": True}))

    assert result.contacts == (phone(note="then press 1", steps=["1"], unconfirmed=True),)


def test_two_amendments_that_contradict_each_other_are_refused() -> None:
    assert len(refusals(amendment(set={"steps": ["1"]}), amendment(set={"steps": ["2"]}))) == 1


def test_what_is_not_amended_stays_as_it_was() -> None:
    assert msgspec.structs.replace(amended(amendment()), contacts=()) == msgspec.structs.replace(amended(), contacts=())


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("value", {"contacts": [contact(value="0800 111 222")]}),
        ("note", {"contacts": [contact(note="says 111 inside")]}),
        ("caution", {"caution": "says 111 inside"}),
        ("summary_en", {"summary_en": "says 111 inside"}),
        ("name", {"name": "Line 111"}),
        (
            "says",
            {"sources": [{"url": "https://x.org", "publisher": "press", "says": "it is 111", "page_date": None}]},
        ),
    ],
)
def test_an_amendment_may_rest_on_any_words_of_the_record(field: str, changes: dict[str, Any]) -> None:
    line = amendment(rests_on={"field": field, "quote": "111"})

    assert amended(line, **changes).contacts[0].steps == ("1",)


@pytest.mark.parametrize("field", ["note", "value", "caution", "summary_en", "name", "says"])
def test_an_amendment_falls_with_the_words_it_rests_on(field: str) -> None:
    line = amendment(rests_on={"field": field, "quote": "press the star key"})

    assert refusals(line) == [f"amendments.jsonl:1: gb-test-line: the {field} no longer says «press the star key»"]


def test_the_note_of_another_contact_is_no_ground() -> None:
    contacts = [contact(), contact(value="116 123", note="then press 1")]

    assert refusals(amendment(), contacts=contacts) == [
        "amendments.jsonl:1: gb-test-line: the note no longer says «then press 1»"
    ]


def test_a_contact_that_is_gone_is_named() -> None:
    line = amendment(contact={"channel": "phone", "value": "999"})

    assert refusals(line) == ["amendments.jsonl:1: gb-test-line: the record has 0 contacts phone 999"]


def test_a_contact_of_another_channel_is_another_contact() -> None:
    line = amendment(contact={"channel": "sms", "value": "0800 111 222"})

    assert refusals(line) == ["amendments.jsonl:1: gb-test-line: the record has 0 contacts sms 0800 111 222"]


def test_two_contacts_of_one_name_are_not_chosen_between() -> None:
    assert refusals(amendment(), contacts=[contact(), contact()]) == [
        "amendments.jsonl:1: gb-test-line: the record has 2 contacts phone 0800 111 222"
    ]


@pytest.mark.parametrize(
    "field", ["colour", "value", "channel", "hours", "note", "e164", "languages", "cost", "status", "paired_with"]
)
def test_of_a_contact_only_extensions_may_be_set(field: str) -> None:
    assert refusals(amendment(set={field: "x"})) == [f"amendments.jsonl:1: gb-test-line: may not set {field}"]


@pytest.mark.parametrize("field", ["colour", "id", "kind", "contacts", "countries", "caution", "steps", "serves"])
def test_of_a_record_only_extensions_may_be_set(field: str) -> None:
    line = amendment(contact=None, set={field: "x"})

    assert refusals(line) == [f"amendments.jsonl:1: gb-test-line: may not set {field}"]


@pytest.mark.parametrize(
    ("contact_name", "values", "reason"),
    [
        (PHONE, {"steps": ["press 1"]}, "Expected `str` matching regex '^[0-9*#]{1,4}$(?!\\\\n)' - at `$.steps[0]`"),
        (PHONE, {"steps": "1"}, "Expected `array`, got `str` - at `$.steps`"),
        (PHONE, {"serves": ["coastguard"]}, "Invalid enum value 'coastguard' - at `$.serves[0]`"),
        (None, {"status": "gone"}, "Invalid enum value 'gone' - at `$.status`"),
        (None, {"valid_from": "yesterday"}, "Invalid RFC3339 encoded date - at `$.valid_from`"),
    ],
)
def test_a_value_of_the_wrong_form_is_refused(contact_name: Any, values: dict[str, Any], reason: str) -> None:
    line = amendment(contact=contact_name, set=values)

    assert refusals(line) == [f"amendments.jsonl:1: gb-test-line: {reason}"]


def test_every_amendment_that_no_longer_stands_is_named() -> None:
    lines = [
        amendment(set={"colour": "red"}),
        amendment(),
        amendment(contact={"channel": "phone", "value": "999"}),
    ]

    assert refusals(*lines) == [
        "amendments.jsonl:1: gb-test-line: may not set colour",
        "amendments.jsonl:3: gb-test-line: the record has 0 contacts phone 999",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"colour": "red"}, "line: Object contains unknown field `colour`"),
        ({"contact": "0800 111 222"}, "contact: Expected `object | null`, got `str`"),
        ({"contact": PHONE | {"colour": "red"}}, "contact: Object contains unknown field `colour`"),
        ({"rests_on": {"field": "url", "quote": "x"}}, "rests_on.field: Invalid enum value 'url'"),
        ({"rests_on": {"field": "note", "quote": ""}}, "rests_on.quote: Expected `str` of length >= 1"),
        ({"reviewed": None}, "reviewed: Expected `date`, got `null`"),
    ],
)
def test_an_amendment_of_another_form_is_refused_with_its_line(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    write_amendments(tmp_path, amendment(), amendment(**changes))

    with pytest.raises(ExchangeRefused) as refused:
        amendments.read_amendments(tmp_path / FILE)

    assert str(refused.value) == f"amendments.jsonl:2: {said}"


def test_amendments_are_found_by_record_with_their_lines(tmp_path: Path) -> None:
    write_amendments(tmp_path, amendment(), amendment(id="gb-other-line"), amendment())

    found = amendments.read_amendments(tmp_path / FILE)

    assert {slug: [number for number, _ in lines] for slug, lines in found.items()} == {
        "gb-test-line": [1, 3],
        "gb-other-line": [2],
    }


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_changed_note_keeps_no_old_menu_step_alive(tmp_path: Path) -> None:
    write_amendments(tmp_path, amendment(id="gb-elsewhere"), amendment())
    actions.load_records(write_records(tmp_path, record(contacts=[contact(note="then press 1")])), by=Actor.operator())
    changed = write_records(tmp_path, record(name="New name", contacts=[contact(note="then press 2")]))

    with pytest.raises(ExchangeRefused) as refused:
        actions.load_records(changed, by=Actor.operator())

    assert str(refused.value) == "amendments.jsonl:2: gb-test-line: the note no longer says «then press 1»"
    stored = Resource.objects.get()
    assert (stored.name, stored.contact_points.get().steps) == ("Test line", ["1"])
    assert AuditEntry.objects.count() == 1
