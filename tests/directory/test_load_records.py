import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused
from greenroom.core.models import AuditEntry
from greenroom.directory import actions
from greenroom.directory.choices import Channel, Kind, Reach, Serves
from greenroom.directory.models import Check, ContactPoint, Resource, RetiredNumber
from greenroom.edition.documents import ContactDocument
from greenroom.edition.reader.opening import Edition
from tests.directory.factories import contact, record, write_records

RESOURCES = settings.DATA_DIR / "resources"
SHIPPED_NAMES = (
    "retired_numbers.jsonl",
    "americas-oceania-europe-2.jsonl",
    "americas-oceania-worldwide.jsonl",
    "asia-africa-mideast-2.jsonl",
    "asia-africa-mideast.jsonl",
    "europe.jsonl",
)


def load(path: Path) -> actions.LoadReport:
    return actions.load_records(path, by=Actor.operator())


def refusals(path: Path) -> list[str]:
    with pytest.raises(ExchangeRefused) as refused:
        load(path)
    return [str(problem) for problem in refused.value.problems]


def counts(report: actions.LoadReport) -> tuple[int, int, int]:
    return report.created, report.changed, report.unchanged


def command(*paths: Path) -> str:
    out = StringIO()
    call_command("load_records", *map(str, paths), stdout=out)
    return re.sub(r"in \d+\.\d s", "in … s", out.getvalue())


def failing_command(*paths: Path) -> tuple[str, str, str]:
    """Return what the command printed, what it complained of, and how it ended."""
    out, complaints = StringIO(), StringIO()
    with pytest.raises(CommandError) as end:
        call_command("load_records", *map(str, paths), stdout=out, stderr=complaints)
    return re.sub(r"in \d+\.\d s", "in … s", out.getvalue()), complaints.getvalue(), str(end.value)


def retired(**changes: Any) -> dict[str, Any]:
    base = {
        "country": "BR",
        "channel": "phone",
        "number": "1-4-1",
        "name": "CVV",
        "retired": "2018",
        "successor": "188",
        "rests_on": {"record": "br-cvv-188", "field": "caution", "quote": "retired in 2018"},
        "source": None,
        "reviewed": "2026-11-24",
    }
    return base | changes


def write_register(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / actions.RETIRED_NAME
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def load_register(path: Path) -> actions.LoadReport:
    return actions.load_retired_numbers(path, by=Actor.operator())


def brazilian(**changes: Any) -> dict[str, Any]:
    number = contact(value="141", tz="America/Sao_Paulo")
    return record(**({"id": "br-test-line", "countries": ["BR"], "contacts": [number]} | changes))


# The shipped files


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_shipped_files_load_and_load_again_without_a_change(tmp_path: Path) -> None:
    folder = tmp_path / "resources"
    shutil.copytree(RESOURCES, folder)
    files = sorted(folder.glob("*.jsonl"))

    first, second = command(*files), command(*files)

    assert [line for line in first.splitlines() if ".jsonl" in line] == [
        "retired_numbers.jsonl: 31 created, 0 changed, 0 unchanged",
        "americas-oceania-europe-2.jsonl: 34 created, 0 changed, 0 unchanged",
        "americas-oceania-worldwide.jsonl: 226 created, 0 changed, 0 unchanged",
        "asia-africa-mideast-2.jsonl: 38 created, 0 changed, 0 unchanged",
        "asia-africa-mideast.jsonl: 220 created, 0 changed, 0 unchanged",
        "europe.jsonl: 213 created, 0 changed, 0 unchanged",
    ]
    assert first.splitlines()[-1] == "6 files loaded, 0 refused: 762 changes in … s"
    assert second.splitlines() == [
        "retired_numbers.jsonl: 0 created, 0 changed, 31 unchanged",
        "americas-oceania-europe-2.jsonl: 0 created, 0 changed, 34 unchanged",
        "americas-oceania-worldwide.jsonl: 0 created, 0 changed, 226 unchanged",
        "asia-africa-mideast-2.jsonl: 0 created, 0 changed, 38 unchanged",
        "asia-africa-mideast.jsonl: 0 created, 0 changed, 220 unchanged",
        "europe.jsonl: 0 created, 0 changed, 213 unchanged",
        "6 files loaded, 0 refused: 0 changes in … s",
    ]
    assert (Resource.objects.count(), RetiredNumber.objects.count()) == (731, 31)
    entries = AuditEntry.objects.order_by("id").values_list("subject", "actor_kind")
    assert list(entries) == [(f"file:{name}", "operator") for name in SHIPPED_NAMES]


def contact_of(edition: Edition, slug: str, channel: Channel, value: str) -> ContactDocument:
    found = [line for line in edition.resources[slug].contacts if (line.channel, line.value) == (channel, value)]
    assert len(found) == 1
    return found[0]


def test_all_shipped_records_are_published(shipped_edition: Edition) -> None:
    assert len(shipped_edition.resources) == 731


@pytest.mark.parametrize(
    ("slug", "value", "dial", "steps", "serves"),
    [
        ("us-veterans-crisis-line", "988", "988", ("1",), ()),
        ("id-sejiwa-119-8", "119,8", "119", ("8",), ()),
        ("no-emergency-112", "112", "112", (), (Serves.POLICE,)),
        ("no-emergency-112", "113", "113", (), (Serves.AMBULANCE,)),
    ],
)
def test_what_a_note_said_is_a_value_now(
    shipped_edition: Edition, slug: str, value: str, dial: str, steps: tuple[str, ...], serves: tuple[Serves, ...]
) -> None:
    found = contact_of(shipped_edition, slug, Channel.PHONE, value)

    assert (found.dial, found.steps, found.serves) == (dial, steps, serves)


@pytest.mark.parametrize(
    ("slug", "value", "countries"),
    [
        ("int-trans-lifeline", "877-565-8860", ("US",)),
        ("int-trans-lifeline", "877-330-6366", ("CA",)),
        ("nz-musichelps-wellbeing", "0508 687 424", ("NZ",)),
        ("nz-musichelps-wellbeing", "1800 353 148", ("AU",)),
    ],
)
def test_a_number_belongs_to_the_country_its_note_names(
    shipped_edition: Edition, slug: str, value: str, countries: tuple[str, ...]
) -> None:
    assert contact_of(shipped_edition, slug, Channel.PHONE, value).countries == countries


def test_every_emergency_contact_says_who_answers_but_for_those_nobody_could_confirm(shipped_edition: Edition) -> None:
    emergency = [
        (resource.slug, found.channel.value, found.value, found.serves)
        for resource in shipped_edition.resources.values()
        if resource.kind is Kind.EMERGENCY
        for found in resource.contacts
    ]

    assert len(emergency) == 470
    assert sorted(line[:3] for line in emergency if not line[3]) == [
        ("ad-emergency", "phone", "112"),
        ("al-emergency", "phone", "112"),
        ("al-emergency", "phone", "127"),
        ("au-emergency-000", "phone", "106"),
        ("ba-emergency", "phone", "121"),
        ("fr-114", "sms", "114"),
        ("jm-emergency-119", "phone", "911"),
        ("me-emergency", "phone", "129"),
    ]


def test_no_other_contact_says_which_emergency_service_answers(shipped_edition: Edition) -> None:
    lines = [resource for resource in shipped_edition.resources.values() if resource.kind is not Kind.EMERGENCY]

    assert [resource.slug for resource in lines if any(found.serves for found in resource.contacts)] == []


def test_a_contact_reached_from_abroad_has_a_source_of_its_record(shipped_edition: Edition) -> None:
    reached = [
        (found.abroad_source, {source.url for source in resource.sources})
        for resource in shipped_edition.resources.values()
        for found in resource.contacts
        if found.abroad_reach is Reach.YES
    ]

    assert len(reached) == 3
    assert [source for source, sources in reached if source not in sources] == []


def test_every_shipped_amendment_belongs_to_a_shipped_record(shipped_edition: Edition) -> None:
    lines = (RESOURCES / actions.AMENDMENTS_NAME).read_text().splitlines()

    assert [line for line in lines if json.loads(line)["id"] not in shipped_edition.resources] == []


def test_every_retired_number_rests_on_words_of_a_shipped_record(shipped_edition: Edition) -> None:
    unfounded = []
    for line in map(json.loads, (RESOURCES / actions.RETIRED_NAME).read_text().splitlines()):
        ground = line["rests_on"]
        resource = shipped_edition.resources[ground["record"]]
        words = {
            "caution": [resource.texts["en"].caution],
            "note": [found.notes.get("en", "") for found in resource.contacts],
            "says": [source.says for source in resource.sources],
        }
        if not any(ground["quote"] in text for text in words[ground["field"]]):
            unfounded.append(line["number"])

    assert unfounded == []


# Whole or not at all


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (record(id="gb-spoilt", colour="red"), "line: Object contains unknown field `colour`"),
        (record(id="gb-spoilt", countries=["ZZ"]), "gb-spoilt: countries: 'ZZ' is not an ISO 3166-1 country"),
        (
            record(id="gb-spoilt", contacts=[contact(hours="Mo 09:00-10:00", tz=None)]),
            "gb-spoilt: contacts[0].hours: hours 'Mo 09:00-10:00' need a time zone",
        ),
        (record(id="gb-line-03"), "id: 'gb-line-03' stands already in line 4"),
        (record(id="gb-spoilt", paired_with=["gb-nobody"]), "gb-spoilt: paired_with: there is no record 'gb-nobody'"),
        (
            record(id="gb-spoilt", superseded_by="gb-nobody"),
            "gb-spoilt: superseded_by: there is no record 'gb-nobody'",
        ),
    ],
)
def test_one_bad_line_of_many_keeps_the_whole_file_out(tmp_path: Path, spoilt: dict[str, Any], said: str) -> None:
    good = [record(id=f"gb-line-{number:02d}") for number in range(20)]

    assert refusals(write_records(tmp_path, *good, spoilt)) == [f"records.jsonl:21: {said}"]
    assert (Resource.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_all_problems_beyond_the_form_are_named_at_once(tmp_path: Path) -> None:
    lines = [record(id="gb-first", countries=["ZZ"]), record(id="gb-second", status="closing"), record(id="gb-first")]

    assert refusals(write_records(tmp_path, *lines)) == [
        "records.jsonl:3: id: 'gb-first' stands already in line 1",
        "records.jsonl:1: gb-first: countries: 'ZZ' is not an ISO 3166-1 country",
        "records.jsonl:2: gb-second: valid_to: a closing service says on which date it closes",
    ]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_bad_change_leaves_the_stored_record_as_it_was(tmp_path: Path) -> None:
    load(write_records(tmp_path, record()))

    refusals(write_records(tmp_path, record(name="New name"), record(id="gb-spoilt", countries=["ZZ"])))

    assert list(Resource.objects.values_list("slug", "name")) == [("gb-test-line", "Test line")]
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_load_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    path = write_records(tmp_path, *[record(id=f"gb-line-{number}") for number in range(4)])

    def stop_at_the_third(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.load_records(path, by=Actor.operator(), progress=stop_at_the_third)

    assert (Resource.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_an_empty_file_loads_nothing(tmp_path: Path) -> None:
    assert counts(load(write_records(tmp_path))) == (0, 0, 0)
    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_folder_without_its_collection_file_is_refused(tmp_path: Path) -> None:
    path = write_records(tmp_path, record())
    (tmp_path / "collection.json").unlink()

    assert refusals(path) == [
        "collection.json:0: file: No such file or directory; it says when the sources were read and by whom"
    ]


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "Input data was truncated"),
        (b"{}", "Object missing required field `seen_on`"),
        (
            b'{"seen_on": "soon", "checked_by": "x", "check_method": "page_read"}',
            "Invalid RFC3339 encoded date - at `$.seen_on`",
        ),
    ],
)
def test_a_collection_file_of_another_form_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = write_records(tmp_path, record())
    (tmp_path / "collection.json").write_bytes(content)

    assert refusals(path) == [f"collection.json:1: file: {said}"]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_collection_file_of_other_bytes_is_refused(tmp_path: Path) -> None:
    path = write_records(tmp_path, record())
    (tmp_path / "collection.json").write_bytes(
        b'{"seen_on": "2026-11-22", "checked_by": "\xff", "check_method": "page_read"}'
    )

    assert len(refusals(path)) == 1


LONG = "x" * 2_000


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize(
    "too_long",
    [
        record(name=LONG),
        record(name_en=LONG),
        record(organization=LONG),
        record(url=f"https://example.org/{LONG}"),
        record(languages=["en-" + "-".join(["abcdefgh"] * 5)]),
        record(contacts=[contact(channel="web", value=LONG)]),
        record(contacts=[contact(channel="sms", keyword=LONG)]),
        record(sources=[{"url": LONG, "publisher": "official", "says": "it", "page_date": None}]),
    ],
)
def test_what_is_too_long_is_refused_with_its_line(tmp_path: Path, too_long: dict[str, Any]) -> None:
    path = write_records(tmp_path, record(), too_long | {"id": "gb-too-long"})

    with pytest.raises(ExchangeRefused), transaction.atomic():
        load(path)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_region_that_stands_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write_records(tmp_path, record(countries=["US"], regions=["US-NY", "US-NY"]))

    with transaction.atomic():
        assert len(refusals(path)) == 1


# What changes and what stays


def full_record() -> dict[str, Any]:
    """A record that says all a record can say."""
    return record(
        countries=["US"],
        regions=["US-NY"],
        contacts=[
            contact(
                channel="sms",
                value="741741",
                keyword="HOME",
                hours="Mo-Fr 09:00-17:00",
                tz="America/New_York",
                languages=["en", "es"],
                language_hours={"es": "Mo 09:00-12:00"},
                note="Texts may cost.",
                cost="local",
                e164="+18005550100",
                abroad={"reach": "no", "source": "https://example.org/source"},
                unconfirmed=True,
            )
        ],
        languages=["en", "es"],
        audience=["everyone", "artists"],
        status="closing",
        valid_from="2020-01-01",
        valid_to="2027-01-01",
        languages_assumed=True,
        may_involve_authorities=True,
        caution="Closes soon.",
        texts={"es": {"summary": "Una línea de prueba.", "state": "reviewed"}},
        checks=[
            {"date": "2026-11-20", "method": "test_call", "outcome": "wrong", "by": "A. Tester", "contact": 0},
        ],
    )


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_record_is_stored_with_all_it_says_of_itself(tmp_path: Path) -> None:
    load(write_records(tmp_path, full_record()))

    stored = Resource.objects.get()
    assert (stored.slug, stored.organization.name, stored.name) == ("gb-test-line", "Test Organization", "Test line")
    assert (stored.kind, stored.status, stored.cost, stored.confidence) == ("crisis_line", "closing", "free", "high")
    assert (stored.valid_from_date, stored.valid_to_date) == (date(2020, 1, 1), date(2027, 1, 1))
    assert (stored.has_assumed_languages, stored.may_involve_authorities, stored.is_worldwide) == (True, True, False)
    assert list(stored.countries.values_list("country", flat=True)) == ["US"]
    assert list(stored.regions.values_list("region", flat=True)) == ["US-NY"]
    assert list(stored.languages.values_list("language", flat=True)) == ["en", "es"]
    assert list(stored.audiences.values_list("audience", flat=True)) == ["everyone", "artists"]
    assert list(stored.topics.values_list("topic", flat=True)) == ["suicide", "crisis"]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_its_texts_sources_and_checks_are_stored(tmp_path: Path) -> None:
    load(write_records(tmp_path, full_record()))

    stored = Resource.objects.get()
    assert list(stored.texts.values_list("language", "state", "summary", "caution")) == [
        ("en", "reviewed", "A line that only exists in tests.", "Closes soon."),
        ("es", "reviewed", "Una línea de prueba.", ""),
    ]
    assert list(stored.sources.values_list("url", "publisher", "says", "seen_date")) == [
        ("https://example.org/source", "official", "the number", date(2026, 11, 22))
    ]
    checks = stored.checks.values_list("contact_point__value", "checked_date", "method", "outcome", "checked_by")
    assert list(checks) == [
        (None, date(2026, 11, 22), "page_read", "confirmed", "test"),
        ("741741", date(2026, 11, 20), "test_call", "wrong", "A. Tester"),
    ]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_its_contacts_are_stored_with_all_they_say(tmp_path: Path) -> None:
    load(write_records(tmp_path, full_record()))

    line = ContactPoint.objects.get()
    assert (line.channel, line.value, line.dial, line.keyword) == ("sms", "741741", "741741", "HOME")
    assert (line.hours, line.zone, line.cost) == ("Mo-Fr 09:00-17:00", "America/New_York", "local")
    assert (line.e164, line.abroad_reach, line.abroad_source) == ("+18005550100", "no", "https://example.org/source")
    assert line.is_unconfirmed is True
    assert list(line.languages.values_list("language", "hours")) == [("en", ""), ("es", "Mo 09:00-12:00")]
    assert list(line.texts.values_list("language", "note")) == [("en", "Texts may cost.")]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_number_is_kept_for_the_country_it_works_in(tmp_path: Path) -> None:
    british, german = contact(value="0800 111 222", e164="+44800111222"), contact(value="116 123", countries=["DE"])

    load(write_records(tmp_path, record(countries=["GB", "DE"], contacts=[british, german])))

    assert list(ContactPoint.objects.values_list("value", "countries")) == [
        ("0800 111 222", ["GB"]),
        ("116 123", ["DE"]),
    ]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_worldwide_record_lies_in_no_country(tmp_path: Path) -> None:
    load(write_records(tmp_path, record(countries=["*"], contacts=[])))

    stored = Resource.objects.get()
    assert (stored.is_worldwide, stored.countries.count()) == (True, 0)


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("e164", "reach"),
    [
        ("+61131114", ("no", "libphonenumber")),
        ("+442079460000", ("unknown", "")),
        (None, ("unknown", "")),
    ],
)
def test_without_a_source_only_a_known_no_is_kept(tmp_path: Path, e164: str | None, reach: tuple[str, str]) -> None:
    load(write_records(tmp_path, record(countries=["GB", "AU"], contacts=[contact(e164=e164)])))

    assert ContactPoint.objects.values_list("abroad_reach", "abroad_source").get() == reach


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_changed_record_is_changed_in_place(tmp_path: Path) -> None:
    load(write_records(tmp_path, record(), record(id="gb-other-line")))
    before = Resource.objects.get(slug="gb-test-line").pk

    changed = record(name="New name", topics=["crisis"], regions=["GB-ENG"], caution="It moved.")
    report = load(write_records(tmp_path, changed, record(id="gb-other-line")))

    stored = Resource.objects.get(slug="gb-test-line")
    assert counts(report) == (0, 1, 1)
    assert (stored.pk, stored.name, stored.texts.get().caution) == (before, "New name", "It moved.")
    assert list(stored.topics.values_list("topic", flat=True)) == ["crisis"]
    assert list(stored.regions.values_list("region", flat=True)) == ["GB-ENG"]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_change_of_the_collection_file_changes_its_records(tmp_path: Path) -> None:
    path = write_records(tmp_path, record())
    load(path)
    newer = {"seen_on": "2026-12-01", "checked_by": "test", "check_method": "page_read"}
    (tmp_path / "collection.json").write_text(json.dumps(newer))

    report = load(path)

    assert counts(report) == (0, 1, 0)
    assert list(Check.objects.values_list("checked_date", flat=True)) == [date(2026, 12, 1), date(2026, 11, 22)]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_new_amendment_changes_its_record(tmp_path: Path) -> None:
    path = write_records(tmp_path, record(contacts=[contact(note="then press 1")]))
    load(path)
    amendment = {
        "id": "gb-test-line",
        "contact": {"channel": "phone", "value": "0800 111 222"},
        "set": {"steps": ["1"]},
        "rests_on": {"field": "note", "quote": "press 1"},
        "reviewed": "2026-11-24",
    }
    (tmp_path / actions.AMENDMENTS_NAME).write_text(json.dumps(amendment) + "\n")

    assert counts(load(path)) == (0, 1, 0)
    assert ContactPoint.objects.get().steps == ["1"]


@pytest.fixture
def checked(tmp_path: Path) -> Iterator[Resource]:
    """A stored record with two contacts; staff have checked it and both contacts."""
    load(write_records(tmp_path, record(contacts=[contact(), contact(value="116 123")])))
    stored = Resource.objects.get()
    for contact_point in (None, *stored.contact_points.all()):
        stored.checks.create(
            contact_point=contact_point,
            checked_date=date(2026, 11, 24),
            method="test_call",
            outcome="confirmed",
            checked_by="staff",
        )
    return stored


def checks_by_staff() -> list[str | None]:
    found = Check.objects.filter(checked_by="staff").order_by("id")
    return list(found.values_list("contact_point__value", flat=True))


@pytest.mark.django_db
@pytest.mark.both_databases
def test_checks_stay_with_the_record_and_with_contacts_that_stay(tmp_path: Path, checked: Resource) -> None:
    moved = record(name="New name", contacts=[contact(value="116 123", note="New."), contact(), contact(value="999")])

    load(write_records(tmp_path, moved))

    assert list(checked.contact_points.values_list("value", flat=True)) == ["116 123", "0800 111 222", "999"]
    assert checks_by_staff() == [None, "0800 111 222", "116 123"]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_contact_that_is_gone_takes_its_checks_along(tmp_path: Path, checked: Resource) -> None:
    load(write_records(tmp_path, record(contacts=[contact(value="116 123")])))

    assert list(checked.contact_points.values_list("value", flat=True)) == ["116 123"]
    assert checks_by_staff() == [None, "116 123"]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_loading_a_change_does_not_repeat_the_collections_own_check(tmp_path: Path) -> None:
    load(write_records(tmp_path, record()))
    load(write_records(tmp_path, record(name="New name")))

    assert Check.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.both_databases
def test_an_edit_by_staff_survives_loading_an_unchanged_file(tmp_path: Path) -> None:
    path = write_records(tmp_path, record())
    load(path)
    Resource.objects.update(name="Corrected by staff")
    ContactPoint.objects.update(hours="Mo 09:00-10:00")

    report = load(path)

    assert counts(report) == (0, 0, 1)
    assert (Resource.objects.get().name, ContactPoint.objects.get().hours) == ("Corrected by staff", "Mo 09:00-10:00")


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_contact_that_stands_twice_is_refused(tmp_path: Path) -> None:
    twice = [contact(note="by day"), contact(note="by night")]

    assert len(refusals(write_records(tmp_path, record(contacts=twice)))) == 1


@pytest.mark.django_db
@pytest.mark.both_databases
def test_an_id_that_stands_in_another_file_is_refused(tmp_path: Path) -> None:
    write_records(tmp_path, record(), name="first.jsonl")
    write_records(tmp_path, record(), name="second.jsonl")

    with pytest.raises(CommandError, match="1 of 2 files were refused"):
        call_command("load_records", str(tmp_path / "first.jsonl"), str(tmp_path / "second.jsonl"), verbosity=0)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_check_of_a_day_that_has_not_come_is_refused(tmp_path: Path) -> None:
    check = {"date": "2999-01-01", "method": "test_call", "outcome": "confirmed", "by": "A. Tester"}

    assert len(refusals(write_records(tmp_path, record(checks=[check])))) == 1


# Links


@pytest.mark.django_db
@pytest.mark.both_databases
def test_lines_that_belong_together_know_each_other(tmp_path: Path) -> None:
    load(write_records(tmp_path, record(id="gb-first", paired_with=["gb-second"]), record(id="gb-second")))

    first, second = Resource.objects.all()

    assert (list(first.paired_with.all()), list(second.paired_from.all())) == ([second], [first])


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_pairing_that_a_record_no_longer_names_goes(tmp_path: Path) -> None:
    load(write_records(tmp_path, record(id="gb-first", paired_with=["gb-second"]), record(id="gb-second")))

    load(write_records(tmp_path, record(id="gb-first"), record(id="gb-second")))

    assert list(Resource.objects.get(slug="gb-second").paired_from.all()) == []


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_pairing_outlives_a_change_of_the_record_that_does_not_name_it(tmp_path: Path) -> None:
    first = record(id="gb-first", paired_with=["gb-second"])
    load(write_records(tmp_path, first, record(id="gb-second")))

    load(write_records(tmp_path, first, record(id="gb-second", name="New name")))

    assert list(Resource.objects.get(slug="gb-second").paired_from.values_list("slug", flat=True)) == ["gb-first"]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_record_may_name_its_successor_further_down(tmp_path: Path) -> None:
    load(write_records(tmp_path, record(id="gb-old", superseded_by="gb-new"), record(id="gb-new")))

    assert Resource.objects.get(slug="gb-old").superseded_by == Resource.objects.get(slug="gb-new")


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_record_may_name_one_of_another_file(tmp_path: Path) -> None:
    load(write_records(tmp_path, record(id="gb-new"), name="first.jsonl"))
    load(write_records(tmp_path, record(id="gb-old", superseded_by="gb-new"), name="second.jsonl"))

    load(write_records(tmp_path, record(id="gb-old"), name="second.jsonl"))

    assert Resource.objects.get(slug="gb-old").superseded_by is None


# The register of retired numbers


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_register_is_stored_by_what_is_dialled(tmp_path: Path) -> None:
    path = write_register(tmp_path, retired(), retired(channel="sms", retired=None, successor=None))

    first, second = load_register(path), load_register(path)

    assert (counts(first), counts(second)) == ((2, 0, 0), (0, 0, 2))
    rows = RetiredNumber.objects.order_by("channel").values_list(
        "country", "channel", "number", "dial", "retired", "successor", "source", "source_says"
    )
    assert list(rows) == [
        ("BR", "phone", "1-4-1", "141", "2018", "188", "record:br-cvv-188", "retired in 2018"),
        ("BR", "sms", "1-4-1", "141", "", "", "record:br-cvv-188", "retired in 2018"),
    ]
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_changed_line_of_the_register_changes_its_row(tmp_path: Path) -> None:
    load_register(write_register(tmp_path, retired()))

    report = load_register(write_register(tmp_path, retired(number="141", successor="188 (day and night)")))

    assert counts(report) == (0, 1, 0)
    assert list(RetiredNumber.objects.values_list("number", "successor")) == [("141", "188 (day and night)")]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_record_that_brings_a_retired_number_back_is_refused(tmp_path: Path) -> None:
    load_register(write_register(tmp_path, retired()))

    assert refusals(write_records(tmp_path, brazilian())) == [
        "records.jsonl:1: br-test-line: contacts[0].value: "
        "141 is retired in BR (CVV); see the register of retired numbers"
    ]
    assert Resource.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_number_that_is_in_use_is_not_retired(tmp_path: Path) -> None:
    load(write_records(tmp_path, brazilian()))
    path = write_register(tmp_path, retired(number="146"), retired())

    with pytest.raises(ExchangeRefused) as refused:
        load_register(path)

    assert str(refused.value) == "retired_numbers.jsonl:2: number: 1-4-1 is a contact of br-test-line in BR"
    assert RetiredNumber.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_number_that_is_in_use_in_another_form_is_not_retired(tmp_path: Path) -> None:
    in_use = contact(value="+1 833-456-4566", e164="+18334564566")
    load(write_records(tmp_path, record(countries=["CA"], contacts=[in_use])))

    with pytest.raises(ExchangeRefused):
        load_register(write_register(tmp_path, retired(country="CA", number="1-833-456-4566")))


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize("changes", [{"country": "PT"}, {"channel": "sms"}, {"number": "146"}])
def test_a_number_may_be_retired_elsewhere(tmp_path: Path, changes: dict[str, Any]) -> None:
    load(write_records(tmp_path, brazilian()))

    assert counts(load_register(write_register(tmp_path, retired(**changes)))) == (1, 0, 0)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_retired_number_must_be_one_number(tmp_path: Path) -> None:
    with pytest.raises(ExchangeRefused) as refused:
        load_register(write_register(tmp_path, retired(number="141 or 142")))

    assert str(refused.value) == "retired_numbers.jsonl:1: number: '141 or 142' holds more than one number"


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_number_stands_in_the_register_once(tmp_path: Path) -> None:
    path = write_register(tmp_path, retired(), retired(number="141", name="Another"))

    with pytest.raises(ExchangeRefused):
        load_register(path)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_retired_number_lies_in_a_country(tmp_path: Path) -> None:
    with pytest.raises(ExchangeRefused):
        load_register(write_register(tmp_path, retired(country="ZZ")))


# What is told


@pytest.mark.django_db
@pytest.mark.both_databases
def test_progress_is_told_record_by_record(tmp_path: Path) -> None:
    load(write_records(tmp_path, record(id="gb-line-0")))
    seen: list[tuple[int, int]] = []
    path = write_records(tmp_path, *[record(id=f"gb-line-{number}") for number in range(4)])

    actions.load_records(path, by=Actor.operator(), progress=lambda done, total: seen.append((done, total)))

    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_each_load_that_changes_something_leaves_one_entry(tmp_path: Path) -> None:
    path = write_records(tmp_path, record(), record(id="gb-other-line"))
    load(path)
    load(path)
    load(write_records(tmp_path, record(name="New name"), record(id="gb-other-line")))

    entries = AuditEntry.objects.order_by("id").values_list("actor_kind", "action", "subject", "detail")

    assert list(entries) == [
        (
            "operator",
            "directory.load_records",
            "file:records.jsonl",
            {"created": 2, "changed": 0, "unchanged": 0},
        ),
        (
            "operator",
            "directory.load_records",
            "file:records.jsonl",
            {"created": 0, "changed": 1, "unchanged": 1},
        ),
    ]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_command_prints_a_summary(tmp_path: Path) -> None:
    first = write_records(tmp_path, record(), record(id="gb-other-line"), name="first.jsonl")
    second = write_records(tmp_path, record(id="gb-third-line"), name="second.jsonl")

    assert command(first, second) == (
        "  2 of 2 records\n"
        "first.jsonl: 2 created, 0 changed, 0 unchanged\n"
        "  1 of 1 records\n"
        "second.jsonl: 1 created, 0 changed, 0 unchanged\n"
        "2 files loaded, 0 refused: 3 changes in … s\n"
    )


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_command_names_problems_loads_the_good_files_and_fails(tmp_path: Path) -> None:
    good = write_records(tmp_path, record(), name="good.jsonl")
    bad = write_records(tmp_path, record(id="gb-bad-line", kind="hotline"), name="bad.jsonl")

    printed, complaints, end = failing_command(good, bad, tmp_path / "absent.jsonl")

    assert complaints == (
        "bad.jsonl:1: kind: Invalid enum value 'hotline'\nabsent.jsonl:0: file: No such file or directory\n"
    )
    assert end == "2 of 3 files were refused; nothing of them was loaded"
    assert printed.splitlines()[-1] == "1 files loaded, 2 refused: 1 changes in … s"
    assert Resource.objects.get().slug == "gb-test-line"


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_command_shows_fifty_problems_of_a_file_and_counts_the_rest(tmp_path: Path) -> None:
    bad = write_records(tmp_path, *[record(id=f"gb-line-{number}", kind="hotline") for number in range(52)])

    _, complaints, _ = failing_command(bad)

    lines = complaints.splitlines()
    assert (len(lines), lines[49], lines[50]) == (
        51,
        "records.jsonl:50: kind: Invalid enum value 'hotline'",
        "records.jsonl: and 2 problems more",
    )


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_register_is_loaded_before_the_records_whatever_the_order(tmp_path: Path) -> None:
    records = write_records(tmp_path, brazilian())
    register = write_register(tmp_path, retired())

    _, complaints, end = failing_command(records, register)

    assert complaints == (
        "records.jsonl:1: br-test-line: contacts[0].value: "
        "141 is retired in BR (CVV); see the register of retired numbers\n"
    )
    assert end == "1 of 2 files were refused; nothing of them was loaded"


@pytest.mark.django_db
@pytest.mark.both_databases
def test_amendments_are_not_loaded_as_records(tmp_path: Path) -> None:
    records = write_records(tmp_path, record())
    amendments = tmp_path / actions.AMENDMENTS_NAME
    amendments.write_text("")

    assert command(amendments, records).splitlines()[-1] == "1 files loaded, 0 refused: 1 changes in … s"


@pytest.mark.django_db
def test_what_is_said_of_a_record_that_nobody_loaded_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_records(tmp_path, record())
    (tmp_path / "texts").mkdir()
    text = {"id": "gb-nobody", "made_from": "0" * 16, "summary": "Nur ein Test.", "caution": None, "state": "machine"}
    (tmp_path / "texts" / "de.jsonl").write_text(json.dumps(text) + "\n")
    amendment = {
        "id": "gb-no-one",
        "contact": None,
        "set": {"languages_assumed": True},
        "rests_on": {"field": "caution", "quote": "assumed"},
        "reviewed": "2026-11-24",
    }
    (tmp_path / "amendments.jsonl").write_text(json.dumps(amendment) + "\n")

    call_command("load_records", str(path))

    assert capsys.readouterr().err.splitlines() == [
        "amendments.jsonl: there is no record 'gb-no-one'",
        "texts: there is no record 'gb-nobody'",
    ]
