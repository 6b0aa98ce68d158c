import json
from datetime import date
from typing import Any

import msgspec
import pytest

from greenroom.directory import dialling, record_rules
from greenroom.directory.exchange import RecordLine
from greenroom.directory.record_rules import RetiredRegister
from tests.directory.factories import contact, record

NOBODY_RETIRED: RetiredRegister = {}
CHECK = {"date": "2026-11-20", "method": "test_call", "outcome": "confirmed", "by": "A. Tester"}
GERMAN = {"summary": "Ein Text, den es nur im Test gibt.", "state": "draft"}
EMERGENCY = "emergency"


def findings(retired: RetiredRegister = NOBODY_RETIRED, **changes: Any) -> list[tuple[str, str]]:
    line = msgspec.json.decode(json.dumps(record(**changes)), type=RecordLine)
    return list(record_rules.record_findings(line, retired, date(2026, 11, 24)))


def contact_findings(**changes: Any) -> list[tuple[str, str]]:
    return findings(contacts=[contact(**changes)])


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"countries": ["*"], "contacts": [contact(value="+44 800 111 222")]},
        {"countries": ["XK"]},
        {"countries": ["US", "CA"], "regions": ["US-NY", "CA-QC"]},
        {"contacts": []},
        {"countries": ["GB", "IE"], "contacts": [contact(countries=["IE"])]},
        {"valid_from": "2026-01-01", "valid_to": "2026-01-01"},
        {"status": "closing", "valid_to": "2027-01-01"},
        {"texts": {"de": GERMAN}},
        {"checks": [CHECK, CHECK | {"contact": 0}]},
        {"kind": EMERGENCY, "contacts": [contact(value="112", serves=["all"])]},
        {"kind": EMERGENCY, "contacts": [contact(value="112", serves=["police", "ambulance", "fire"])]},
        {"contacts": [contact(), contact(channel="sms", value="85258", keyword="HOME")]},
        {"contacts": [contact(channel="whatsapp", value="+44 7700 900123", keyword="HI")]},
        {"contacts": [contact(channel="email", value="help@example.org", hours=None, tz=None)]},
        {"contacts": [contact(abroad={"reach": "yes", "source": "https://example.org/source"})]},
    ],
)
def test_a_right_record_has_no_findings(changes: dict[str, Any]) -> None:
    assert findings(**changes) == []


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"countries": ["ZZ"]}, "countries", "'ZZ' is not an ISO 3166-1 country"),
        ({"countries": ["UK"]}, "countries", "'UK' is not an ISO 3166-1 country"),
        ({"countries": ["GB", "GB"]}, "countries", "a country stands there twice"),
        ({"countries": ["*", "GB"]}, "countries", "worldwide (*) stands alone"),
        ({"regions": ["GB-ZZZ"]}, "regions", "'GB-ZZZ' is not an ISO 3166-2 region"),
        ({"regions": ["US-NY"]}, "regions", "'US-NY' does not lie in one of the record's countries"),
        (
            {"countries": ["*"], "regions": ["US-NY"], "contacts": []},
            "regions",
            "'US-NY' does not lie in one of the record's countries",
        ),
        ({"valid_from": "2026-01-02", "valid_to": "2026-01-01"}, "valid_to", "lies before valid_from"),
        ({"status": "closing"}, "valid_to", "a closing service says on which date it closes"),
        ({"superseded_by": "gb-test-line"}, "superseded_by", "a record cannot follow itself"),
        ({"paired_with": ["gb-test-line"]}, "paired_with", "a record cannot be paired with itself"),
        ({"checks": [CHECK | {"contact": 1}]}, "checks[0].contact", "the record has no contact 1"),
        ({"texts": {"en": GERMAN}}, "texts.en", "English texts stand in name_en, summary_en and caution"),
    ],
)
def test_what_is_wrong_with_a_record_is_named(changes: dict[str, Any], field: str, reason: str) -> None:
    assert findings(**changes) == [(field, reason)]


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"hours": "Mo-Fr 09:00-17:00", "tz": None}, "hours", "hours 'Mo-Fr 09:00-17:00' need a time zone"),
        (
            {"hours": "Mo-Fr 09:00-17:00", "tz": "Europe/Atlantis"},
            "hours",
            "'Europe/Atlantis' is not a time zone of the IANA database",
        ),
        ({"hours": "24/7", "tz": "BST?"}, "hours", "'BST?' is not a time zone of the IANA database"),
        ({"serves": ["police"]}, "serves", "only emergency numbers say which service answers"),
        ({"keyword": "HOME"}, "keyword", "a phone contact has no keyword"),
        ({"countries": ["IE"]}, "countries", "'IE' is not one of the record's countries"),
        (
            {"abroad": {"reach": "yes", "source": "https://example.org/elsewhere"}},
            "abroad.source",
            "is not one of the record's sources",
        ),
        ({"language_hours": {"fr": "24/7"}}, "language_hours", "'fr' is not a language of this contact"),
        (
            {"value": "119, 8"},
            "value",
            "'119, 8' is not a number that can be dialled as it stands; give `dial` (and `steps` for a menu)",
        ),
        (
            {"value": "988 then press 1"},
            "value",
            "'988 then press 1' is not a number that can be dialled as it stands; give `dial` (and `steps` for a menu)",
        ),
        (
            {"value": "01 234 567 ext. 8"},
            "value",
            "'01 234 567 ext. 8' holds an extension; give `dial` (and `steps` for a menu)",
        ),
        (
            {"value": "0800 111 222 or 0800 111 333"},
            "value",
            "'0800 111 222 or 0800 111 333' holds more than one number; give `dial` (and `steps` for a menu)",
        ),
        (
            {"value": "112 / 113"},
            "value",
            "'112 / 113' holds more than one number; give `dial` (and `steps` for a menu)",
        ),
    ],
)
def test_what_is_wrong_with_a_contact_is_named(changes: dict[str, Any], field: str, reason: str) -> None:
    assert contact_findings(**changes) == [(f"contacts[0].{field}", reason)]


def test_the_place_of_a_wrong_contact_is_named() -> None:
    assert findings(contacts=[contact(), contact(value="116 123", hours="Mo", tz=None)]) == [
        ("contacts[1].hours", "hours 'Mo' need a time zone")
    ]


@pytest.mark.parametrize("hours", ["Mo-Fr 9 to 5", "weekdays", "25:00-26:00", "Mo-Xx 09:00-17:00", ""])
def test_hours_that_cannot_be_read_are_named(hours: str) -> None:
    found = contact_findings(hours=hours)

    assert [field for field, _ in found] == ["contacts[0].hours"]
    assert found[0][1].startswith(f"hours {hours!r} cannot be read: ")


def test_hours_of_a_language_that_cannot_be_read_are_named() -> None:
    found = contact_findings(language_hours={"en": "weekdays"})

    assert [field for field, _ in found] == ["contacts[0].language_hours.en"]


def test_day_and_night_needs_no_zone() -> None:
    assert contact_findings(hours="24/7", tz=None) == []


def test_unknown_hours_need_no_zone() -> None:
    assert contact_findings(hours=None, tz=None) == []


def test_all_services_stand_alone() -> None:
    emergency = contact(value="112", serves=["all", "police"])

    assert findings(kind=EMERGENCY, contacts=[emergency]) == [("contacts[0].serves", "«all» stands alone")]


@pytest.mark.parametrize("channel", ["phone", "email", "web_chat", "web", "app"])
def test_only_messages_have_a_keyword(channel: str) -> None:
    assert contact_findings(channel=channel, keyword="HOME") == [
        ("contacts[0].keyword", f"a {channel} contact has no keyword")
    ]


@pytest.mark.parametrize("printed", ["141", "1 4 1", "١٤١"])
def test_a_retired_number_is_not_brought_back(printed: str) -> None:
    retired = {("BR", "phone", "141"): "CVV"}

    found = findings(retired, countries=["BR"], contacts=[contact(value=printed)])

    assert found == [("contacts[0].value", f"{printed} is retired in BR (CVV); see the register of retired numbers")]


def test_a_retired_number_is_not_brought_back_by_what_is_dialled() -> None:
    retired = {("BR", "phone", "141"): "CVV"}

    found = findings(retired, countries=["BR"], contacts=[contact(value="188", dial="141")])

    assert [field for field, _ in found] == ["contacts[0].value"]


@pytest.mark.parametrize(("country", "channel"), [("PT", "phone"), ("BR", "sms")])
def test_a_number_is_retired_for_one_country_and_one_channel(country: str, channel: str) -> None:
    retired = {("BR", "phone", "141"): "CVV"}

    assert findings(retired, countries=[country], contacts=[contact(channel=channel, value="141")]) == []


@pytest.mark.parametrize("printed", ["+1 833-456-4566", "833-456-4566"])
def test_a_retired_number_is_not_brought_back_in_another_form(printed: str) -> None:
    keys = dialling.same_number_keys("CA", "18334564566", None)
    retired = {("CA", "phone", key): "Talk Suicide Canada" for key in keys}
    back = contact(value=printed, e164="+18334564566")

    assert [field for field, _ in findings(retired, countries=["CA"], contacts=[back])] == ["contacts[0].value"]


def test_a_number_kept_for_another_country_is_not_brought_back() -> None:
    retired = {("CA", "phone", "8775658860"): "Earlier line"}
    american = contact(value="877-565-8860", countries=["US"])

    assert findings(retired, countries=["US", "CA"], contacts=[american]) == []


def test_a_number_of_a_country_the_record_does_not_serve_is_named() -> None:
    found = findings(countries=["US"], contacts=[contact(e164="+44800111222")])

    assert found == [("contacts[0].e164", "begins with the calling code of none of the record's countries")]


def test_a_worldwide_service_gives_its_number_in_international_form() -> None:
    found = findings(countries=["*"])

    assert found == [("contacts[0].value", "a worldwide service gives its number in international form (+…)")]


def test_a_worldwide_number_is_kept_for_no_country() -> None:
    found = findings(countries=["*"], contacts=[contact(value="+44 800 111 222", countries=["*"])])

    assert found == [("contacts[0].countries", "'*' is not one of the record's countries")]


@pytest.mark.parametrize(
    ("countries", "changes", "expected"),
    [
        (["US", "GB"], {"e164": "+44800111222"}, ("GB",)),
        (["US", "CA", "GB"], {"e164": "+18005550100"}, ("US", "CA")),
        (["US", "CA"], {"e164": "+18005550100"}, ()),
        (["US", "CA"], {"e164": "+18005550100", "countries": ["CA"]}, ("CA",)),
        (["GB", "IE"], {"countries": ["IE", "GB"]}, ()),
        (["GB", "IE"], {}, ()),
        (["GB"], {"e164": "+44800111222"}, ()),
        (["*"], {"e164": "+44800111222"}, ()),
        (["US", "GB"], {"value": "+44 800 111 222", "e164": "+44800111222"}, ()),
        (["US", "GB"], {"channel": "whatsapp", "e164": "+44800111222"}, ()),
        (["US", "GB"], {"channel": "sms", "e164": "+44800111222"}, ("GB",)),
    ],
)
def test_a_national_number_belongs_to_the_countries_of_its_calling_code(
    countries: list[str], changes: dict[str, Any], expected: tuple[str, ...]
) -> None:
    line = msgspec.convert(record(countries=countries, contacts=[contact(**changes)]), RecordLine)

    assert record_rules.contact_countries(line, line.contacts[0]) == expected


def test_an_address_has_no_keys_to_press() -> None:
    found = contact_findings(channel="web", value="https://example.org", dial="112", hours=None, tz=None)

    assert [field for field, _ in found] == ["contacts[0].dial"]


def test_a_source_that_is_a_script_is_refused() -> None:
    script = {"url": "javascript:alert(1)", "publisher": "press", "says": "it", "page_date": None}

    with pytest.raises(msgspec.ValidationError, match=r"sources\[0\]\.url"):
        findings(sources=[script])


def test_a_worded_number_is_dialled_as_the_record_says() -> None:
    assert contact_findings(value="119,8", dial="119", steps=["8"]) == []


def test_everything_wrong_is_found_at_once() -> None:
    found = findings(
        countries=["ZZ"], status="closing", contacts=[contact(serves=["police"], hours="Mo", tz=None, keyword="X")]
    )

    assert [field for field, _ in found] == [
        "countries",
        "valid_to",
        "contacts[0].hours",
        "contacts[0].serves",
        "contacts[0].keyword",
    ]


def test_a_region_stands_there_once() -> None:
    assert [field for field, _ in findings(countries=["US"], regions=["US-NY", "US-NY"])] == ["regions"]


def test_a_contact_stands_there_once() -> None:
    assert [field for field, _ in findings(contacts=[contact(), contact()])] == ["contacts[1].value"]


def test_a_worldwide_record_brings_no_retired_number_back() -> None:
    retired = {("BR", "phone", "141"): "CVV"}

    found = findings(retired, countries=["*"], contacts=[contact(value="141")])

    assert "is retired in BR" in found[-1][1]


def test_a_zone_is_known_even_without_hours() -> None:
    assert [field for field, _ in contact_findings(hours=None, tz="Europe/Atlantis")] == ["contacts[0].tz"]
