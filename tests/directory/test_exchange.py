import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker

from greenroom.core import exchange_files
from greenroom.core.exchange_files import ExchangeRefused
from greenroom.directory import exchange
from greenroom.directory.exchange import AmendmentLine, CollectionFile, RecordLine, RetiredNumberLine
from tests.directory.factories import contact, record

RESOURCES = settings.DATA_DIR / "resources"
RECORD_FILES = (
    "americas-oceania-europe-2.jsonl",
    "americas-oceania-worldwide.jsonl",
    "asia-africa-mideast-2.jsonl",
    "asia-africa-mideast.jsonl",
    "europe.jsonl",
)
SOURCE = {"url": "https://example.org/source", "publisher": "official", "says": "the number", "page_date": None}
CHECK = {"date": "2026-11-20", "method": "test_call", "outcome": "confirmed", "by": "A. Tester"}
TEXT = {"summary": "Ein Text, den es nur im Test gibt.", "state": "draft"}
DEEP = b"[" * 100_000 + b"]" * 100_000

EVERY_EXTENSION = record(
    countries=["US"],
    regions=["US-NY"],
    contacts=[
        contact(
            countries=["US"],
            serves=["police", "fire"],
            dial="988",
            steps=["1", "*#"],
            abroad={"reach": "no", "source": "https://example.org/source"},
            unconfirmed=True,
            language_hours={"en": "Mo-Fr 09:00-17:00"},
            e164="+18005550100",
        )
    ],
    status="closing",
    valid_from="2020-01-01",
    valid_to="2027-01-01",
    superseded_by="us-next-line",
    paired_with=["us-other-line"],
    languages_assumed=True,
    may_involve_authorities=True,
    texts={"de": TEXT | {"name": "Testlinie", "caution": None}},
    checks=[CHECK, CHECK | {"contact": 0}],
)


def as_line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def without(value: dict[str, Any], field: str) -> dict[str, Any]:
    return {name: content for name, content in value.items() if name != field}


def refusals(folder: Path, *lines: bytes, form: type[Any] = RecordLine) -> list[str]:
    path = folder / "records.jsonl"
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(ExchangeRefused) as refused:
        exchange_files.read_lines(path, form)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (record(colour="red"), "line: Object contains unknown field `colour`"),
        (record(contacts=[contact(colour="red")]), "contacts[0]: Object contains unknown field `colour`"),
        (record(sources=[SOURCE | {"colour": "red"}]), "sources[0]: Object contains unknown field `colour`"),
        (record(texts={"de": TEXT | {"colour": "red"}}), "texts[...]: Object contains unknown field `colour`"),
        (record(checks=[CHECK | {"colour": "red"}]), "checks[0]: Object contains unknown field `colour`"),
        (without(record(), "caution"), "line: Object missing required field `caution`"),
        (
            record(contacts=[contact(), without(contact(), "value")]),
            "contacts[1]: Object missing required field `value`",
        ),
        (
            record(sources=[without(SOURCE, "page_date")]),
            "sources[0]: Object missing required field `page_date`",
        ),
        (record(name=["Test line"]), "name: Expected `str`, got `array`"),
        (record(name=None), "name: Expected `str`, got `null`"),
        (record(name=""), "name: Expected `str` of length >= 1"),
        (record(music_specific="no"), "music_specific: Expected `bool`, got `str`"),
        (record(music_specific=0), "music_specific: Expected `bool`, got `int`"),
        (record(contacts=None), "contacts: Expected `array`, got `null`"),
        (record(contacts=["0800 111 222"]), "contacts[0]: Expected `object`, got `str`"),
        (record(countries=[]), "countries: Expected `array` of length >= 1"),
        (record(countries="GB"), "countries: Expected `array`, got `str`"),
        (record(countries=["gb"]), "countries[0]: Expected `str` matching regex '^([A-Z]{2}|\\\\*)$(?!\\\\n)'"),
        (record(regions=["New York"]), "regions[0]: Expected `str` matching regex '^[A-Z]{2}-[A-Z0-9]{1,3}$(?!\\\\n)'"),
        (record(kind="hotline"), "kind: Invalid enum value 'hotline'"),
        (record(cost="gratis"), "cost: Invalid enum value 'gratis'"),
        (record(confidence="low"), "confidence: Invalid enum value 'low'"),
        (record(status="gone"), "status: Invalid enum value 'gone'"),
        (record(audience=["everyone", "cats"]), "audience[1]: Invalid enum value 'cats'"),
        (record(topics=["sadness"]), "topics[0]: Invalid enum value 'sadness'"),
        (record(contacts=[contact(channel="fax")]), "contacts[0].channel: Invalid enum value 'fax'"),
        (record(contacts=[contact(serves=["coastguard"])]), "contacts[0].serves[0]: Invalid enum value 'coastguard'"),
        (record(sources=[SOURCE | {"publisher": "blog"}]), "sources[0].publisher: Invalid enum value 'blog'"),
        (record(sources=[]), "sources: Expected `array` of length >= 1"),
        (record(summary_en="Too short"), "summary_en: Expected `str` of length >= 10"),
        (record(id="nocountry"), "id: Expected `str` matching regex '^[a-z0-9]+(-[a-z0-9]+)+$(?!\\\\n)'"),
        (record(id="gb-" + "x" * 118), "id: Expected `str` of length <= 120"),
        (record(url="example.org"), "url: Expected `str` matching regex '^https?://'"),
        (record(valid_to="2027-02-30"), "valid_to: Invalid RFC3339 encoded date"),
        (record(valid_to=20270101), "valid_to: Expected `date | null`, got `int`"),
        (
            record(contacts=[contact(steps=["press 1"])]),
            "contacts[0].steps[0]: Expected `str` matching regex '^[0-9*#]{1,4}$(?!\\\\n)'",
        ),
        (record(checks=[CHECK | {"contact": -1}]), "checks[0].contact: Expected `int` >= 0"),
    ],
)
def test_a_refusal_names_file_line_field_and_reason(tmp_path: Path, spoilt: dict[str, Any], said: str) -> None:
    assert refusals(tmp_path, as_line(record()), as_line(spoilt)) == [f"records.jsonl:2: {said}"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            as_line(record()).replace(b'"Test line"', b'"\xff\xfe"'),
            "line: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
        ),
        (b"\x00", "line: JSON is malformed: invalid character (byte 0)"),
        (as_line(record()).replace(b"Test line", b"Te\x00st"), "line: JSON is malformed: invalid character (byte 71)"),
        (as_line(record())[:100], "line: Input data was truncated"),
        (as_line(record()) + b"}", "line: JSON is malformed: trailing characters (byte 699)"),
        (b"\xef\xbb\xbf" + as_line(record()), "line: JSON is malformed: invalid character (byte 0)"),
        (
            as_line(record()).replace(b"Test line", rb"\ud800"),
            "line: JSON is malformed: unexpected end of escaped utf-16 surrogate pair (byte 75)",
        ),
        (b"[]", "line: Expected `object`, got `array`"),
        (b"null", "line: Expected `object`, got `null`"),
        (b"not JSON", "line: JSON is malformed: invalid character (byte 4)"),
        (
            as_line(record(music_specific=7)).replace(b": 7,", b": " + b"9" * 5_000 + b","),
            "music_specific: Number out of range",
        ),
        (
            as_line(record(checks=[CHECK | {"contact": 7}])).replace(b": 7}", b": " + b"9" * 5_000 + b"}"),
            "checks[0].contact: Integer value out of range",
        ),
        (DEEP, "line: Expected `object`, got `array`"),
        (as_line(record(name=7)).replace(b": 7,", b": " + DEEP + b","), "name: Expected `str`, got `array`"),
        (as_line(record(extra=7)).replace(b": 7", b": " + DEEP), "line: Object contains unknown field `extra`"),
    ],
)
def test_bytes_that_are_no_record_are_refused_with_their_line(tmp_path: Path, line: bytes, said: str) -> None:
    assert refusals(tmp_path, as_line(record()), line) == [f"records.jsonl:2: {said}"]


def test_all_problems_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    lines = [as_line(record(kind="hotline")), b"", as_line(record()), b"{", as_line(record(cost="gratis"))]

    assert refusals(tmp_path, *lines) == [
        "records.jsonl:1: kind: Invalid enum value 'hotline'",
        "records.jsonl:4: line: Input data was truncated",
        "records.jsonl:5: cost: Invalid enum value 'gratis'",
    ]


def test_empty_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\n" + as_line(record()) + b"\r\n \n" + as_line(record(id="gb-second-line")))

    lines = exchange_files.read_lines(path, RecordLine)

    assert [(number, line.id) for number, line in lines] == [(2, "gb-test-line"), (4, "gb-second-line")]


@pytest.mark.parametrize("content", [b"", b"\n", b"\n \n"])
def test_an_empty_file_holds_no_records(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(content)

    assert exchange_files.read_lines(path, RecordLine) == []


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExchangeRefused) as refused:
        exchange_files.read_lines(tmp_path / "absent.jsonl", RecordLine)

    assert str(refused.value) == "absent.jsonl:0: file: No such file or directory"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExchangeRefused) as refused:
        exchange_files.read_lines(tmp_path, RecordLine)

    assert str(refused.value) == f"{tmp_path.name}:0: file: Is a directory"


def test_deep_nesting_in_an_amendment_is_refused_with_its_line(tmp_path: Path) -> None:
    line = b'{"id": "gb-test-line", "contact": null, "set": {"status": ' + DEEP + b"}, "
    line += b'"rests_on": {"field": "note", "quote": "x"}, "reviewed": "2026-11-24"}'

    assert len(refusals(tmp_path, line, form=AmendmentLine)) == 1


def test_an_escaped_nul_is_refused(tmp_path: Path) -> None:
    assert len(refusals(tmp_path, as_line(record(name="a\x00b")))) == 1


def test_a_field_that_stands_twice_is_refused(tmp_path: Path) -> None:
    line = as_line(record()).replace(b'"name": "Test line"', b'"name": "First", "name": "Second"')

    assert len(refusals(tmp_path, line)) == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        record(id="gb-test-line\n"),
        record(languages=["en\n"]),
        record(contacts=[contact(dial="112\n")]),
        record(contacts=[contact(steps=["1\n"])]),
        record(contacts=[contact(e164="+44800111222\n")]),
    ],
)
def test_a_line_break_at_the_end_of_a_value_is_refused(tmp_path: Path, spoilt: dict[str, Any]) -> None:
    assert len(refusals(tmp_path, as_line(spoilt))) == 1


# The original form


REQUIRED = [
    "id",
    "organization",
    "name",
    "name_en",
    "kind",
    "music_specific",
    "countries",
    "regions",
    "contacts",
    "url",
    "languages",
    "audience",
    "topics",
    "cost",
    "summary_en",
    "sources",
    "confidence",
    "caution",
]
LISTS = {
    "Kind": (
        "emergency crisis_line warmline text_line chat music_support peer_support therapy fund information directory"
    ),
    "Channel": "phone sms whatsapp email web_chat web app",
    "CallCost": "free local premium unknown",
    "Cost": "free low paid grant unknown",
    "Publisher": "official government un_who network press wikipedia other",
    "Confidence": "high medium",
    "Audience": (
        "everyone youth students women men lgbtq veterans older indigenous migrants parents artists songwriters crew "
        "dj industry executives family performing_arts"
    ),
    "Topic": (
        "suicide crisis emotional_support anxiety panic depression stress burnout loneliness grief trauma abuse "
        "domestic_violence sexual_violence harassment substance_use alcohol gambling eating sleep self_harm psychosis "
        "relationships sexuality money legal career hearing_health physical_health touring"
    ),
}


def test_the_original_form_requires_what_it_always_required() -> None:
    definitions = exchange.record_schema()["$defs"]

    assert definitions["RecordLine"]["required"] == REQUIRED
    assert definitions["ContactLine"]["required"] == ["channel", "value"]
    assert definitions["SourceLine"]["required"] == ["url", "publisher", "says", "page_date"]


@pytest.mark.parametrize("name", LISTS)
def test_the_closed_lists_of_the_original_form_are_unchanged(name: str) -> None:
    assert sorted(exchange.record_schema()["$defs"][name]["enum"]) == sorted(LISTS[name].split())


@pytest.mark.parametrize("field", REQUIRED)
def test_each_original_field_is_required(tmp_path: Path, field: str) -> None:
    line = as_line(without(record(), field))

    assert refusals(tmp_path, line) == [f"records.jsonl:1: line: Object missing required field `{field}`"]


def test_a_record_of_the_original_form_is_read_without_extensions() -> None:
    read = msgspec.json.decode(as_line(record()), type=RecordLine)

    assert sorted(record()) == sorted(REQUIRED)
    assert (read.status, read.paired_with, read.texts, read.checks) == ("active", (), {}, ())
    assert (read.contacts[0].serves, read.contacts[0].steps, read.contacts[0].abroad) == ((), (), None)


# The schema


def validator() -> Draft202012Validator:
    schema = json.loads((settings.DATA_DIR / "record.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_the_schema_file_is_what_the_form_says() -> None:
    assert json.loads((settings.DATA_DIR / "record.schema.json").read_text()) == json.loads(
        json.dumps(exchange.record_schema())
    )


@pytest.mark.parametrize("name", RECORD_FILES)
def test_the_schema_accepts_every_shipped_record(name: str) -> None:
    schema = validator()
    lines = (RESOURCES / name).read_text().splitlines()

    refused = [line[:60] for line in lines if not schema.is_valid(json.loads(line))]

    assert refused == []


@pytest.mark.parametrize("accepted", [record(), EVERY_EXTENSION, record(countries=["*"], contacts=[], url=None)])
def test_form_and_schema_accept_the_same(accepted: dict[str, Any]) -> None:
    assert msgspec.json.decode(as_line(accepted), type=RecordLine).id == accepted["id"]
    assert [error.message for error in validator().iter_errors(accepted)] == []


@pytest.mark.parametrize(
    "spoilt",
    [
        *[without(record(), field) for field in REQUIRED],
        record(colour="red"),
        record(contacts=[contact(colour="red")]),
        record(sources=[SOURCE | {"colour": "red"}]),
        record(texts={"de": TEXT | {"colour": "red"}}),
        record(texts={"de": without(TEXT, "state")}),
        record(texts={"German": TEXT}),
        record(checks=[CHECK | {"colour": "red"}]),
        record(checks=[CHECK | {"contact": -1}]),
        record(checks=[CHECK | {"date": "yesterday"}]),
        record(id="nocountry"),
        record(id="GB-line"),
        record(id="gb-" + "x" * 118),
        record(name=""),
        record(name=7),
        record(music_specific="no"),
        record(music_specific=0),
        record(kind="hotline"),
        record(countries=[]),
        record(countries=["gb"]),
        record(countries=["GBR"]),
        record(countries="GB"),
        record(regions=["New York"]),
        record(regions=None),
        record(url="example.org"),
        record(languages=["English"]),
        record(audience=["cats"]),
        record(topics=["sadness"]),
        record(cost="gratis"),
        record(summary_en="Too short"),
        record(sources=[]),
        record(sources=[SOURCE | {"publisher": "blog"}]),
        record(sources=[SOURCE | {"page_date": "2026-02-30"}]),
        record(confidence="low"),
        record(caution=7),
        record(status="gone"),
        record(valid_from="2026"),
        record(superseded_by="Next line"),
        record(paired_with=["x"]),
        record(contacts=[without(contact(), "value")]),
        record(contacts=[contact(value="")]),
        record(contacts=[contact(channel="fax")]),
        record(contacts=[contact(cost="cheap")]),
        record(contacts=[contact(e164="0800 111 222")]),
        record(contacts=[contact(countries=["us"])]),
        record(contacts=[contact(serves=["coastguard"])]),
        record(contacts=[contact(dial="call us")]),
        record(contacts=[contact(steps=["press 1"])]),
        record(contacts=[contact(steps="1")]),
        record(contacts=[contact(abroad={"reach": "unknown", "source": "https://example.org"})]),
        record(contacts=[contact(abroad={"reach": "yes"})]),
        record(contacts=[contact(unconfirmed="yes")]),
        record(contacts=[contact(language_hours={"English": "24/7"})]),
        [],
        None,
        "record",
    ],
)
def test_form_and_schema_refuse_the_same(spoilt: Any) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(as_line(spoilt), type=RecordLine)
    assert not validator().is_valid(spoilt)


# What lies beside the records


def test_every_shipped_line_has_its_form() -> None:
    counts = {name: len(exchange_files.read_lines(RESOURCES / name, RecordLine)) for name in RECORD_FILES}
    amendments = exchange_files.read_lines(RESOURCES / "amendments.jsonl", AmendmentLine)
    retired = exchange_files.read_lines(RESOURCES / "retired_numbers.jsonl", RetiredNumberLine)
    collection = msgspec.json.decode((RESOURCES / "collection.json").read_bytes(), type=CollectionFile)

    assert list(counts.values()) == [34, 226, 38, 220, 213]
    assert (len(amendments), len(retired), collection.seen_on.isoformat()) == (705, 31, "2026-11-22")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"country": "Brazil"}, "country: Expected `str` matching regex '^([A-Z]{2}|\\\\*)$(?!\\\\n)'"),
        ({"retired": "last year"}, "retired: Expected `str` matching regex '^\\\\d{4}(-\\\\d{2}-\\\\d{2})?$(?!\\\\n)'"),
        ({"channel": "fax"}, "channel: Invalid enum value 'fax'"),
        ({"source": "hearsay"}, "source: Expected `object | null`, got `str`"),
        ({"rests_on": None}, "rests_on: Expected `object`, got `null`"),
        ({"colour": "red"}, "line: Object contains unknown field `colour`"),
    ],
)
def test_a_retired_number_of_another_form_is_refused(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    right = {
        "country": "BR",
        "channel": "phone",
        "number": "141",
        "name": "CVV",
        "retired": "2018",
        "successor": "188",
        "rests_on": {"record": "br-cvv-188", "field": "caution", "quote": "retired in 2018"},
        "source": None,
        "reviewed": "2026-11-24",
    }

    lines = refusals(tmp_path, as_line(right), as_line(right | changes), form=RetiredNumberLine)

    assert lines == [f"records.jsonl:2: {said}"]
