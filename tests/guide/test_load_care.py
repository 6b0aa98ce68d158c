import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused
from greenroom.core.models import AuditEntry
from greenroom.directory import actions as directory_actions
from greenroom.directory.models import RetiredNumber
from greenroom.edition.build.care_documents import care_documents
from greenroom.guide import actions
from greenroom.guide.choices import CareTopic
from greenroom.guide.models import CareCountry, CareFact, CareSource
from tests.directory.factories import record, write_records

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SOURCE = {"url": "https://example.org/care", "publisher": "government", "page_date": "2026-03-01"}
FACT = {
    "topic": "first_door",
    "fact_en": "Demo: people start at a family doctor.",
    "value": None,
    "sources": [SOURCE],
    "confidence": "high",
    "caution": None,
}


def write(folder: Path, **changes: Any) -> Path:
    path = folder / "at.json"
    path.write_text(json.dumps({"country": "AT", "as_of": "2026-11-22", "facts": [FACT]} | changes))
    return path


def load(path: Path) -> actions.CareReport:
    return actions.load_care(path, by=Actor.operator())


def test_a_file_becomes_facts_with_their_sources(tmp_path: Path) -> None:
    report = load(write(tmp_path))

    assert (report.country, report.fact_count, report.is_changed) == ("AT", 1, True)
    fact = CareFact.objects.get()
    assert (fact.care_country.country, fact.topic, fact.fact) == ("AT", "first_door", FACT["fact_en"])
    assert fact.sources.get().url == SOURCE["url"]


def test_loading_again_changes_nothing_and_leaves_no_entry(tmp_path: Path) -> None:
    path = write(tmp_path)
    load(path)

    report = load(path)

    assert not report.is_changed
    assert (CareFact.objects.count(), CareSource.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="guide.load_care").count() == 1


def test_a_changed_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    load(write(tmp_path))

    load(write(tmp_path, facts=[FACT | {"fact_en": "Demo: people start at a clinic."}]))

    assert [fact.fact for fact in CareFact.objects.all()] == ["Demo: people start at a clinic."]
    assert CareCountry.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"country": "ZZ"}, "country"),
        ({"country": "Austria"}, "country"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"facts": []}, "facts"),
        ({"facts": [FACT | {"topic": "weather"}]}, "facts[0].topic"),
        ({"facts": [FACT | {"fact_en": ""}]}, "facts[0].fact_en"),
        ({"facts": [FACT | {"sources": [SOURCE | {"url": "ftp://x"}]}]}, "facts[0].sources[0].url"),
        ({"facts": [FACT, FACT | {"extra": 1}]}, "facts[1]"),
        ({"facts": [FACT | {"topic": "words_to_use", "value": {"lang": "de"}}]}, "facts[0].value"),
    ],
)
def test_a_file_that_is_not_understood_is_refused_with_its_place(
    tmp_path: Path, changes: dict[str, Any], field: str
) -> None:
    load(write(tmp_path))

    with pytest.raises(ExchangeRefused) as refused:
        load(write(tmp_path, **changes))

    assert [problem.field for problem in refused.value.problems] == [field]
    assert CareFact.objects.get().fact == FACT["fact_en"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"country": "AT", "country": "DE"}'])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "at.json"
    path.write_bytes(content)

    with pytest.raises(ExchangeRefused):
        load(path)


def test_one_refused_file_keeps_the_others_and_fails_the_command(tmp_path: Path) -> None:
    good, bad = write(tmp_path), tmp_path / "zz.json"
    bad.write_text("{}")

    with pytest.raises(CommandError, match="1 of 2 files were refused"):
        call_command("load_care", good, bad)

    assert CareCountry.objects.get().country == "AT"


def test_what_has_no_source_or_an_undated_amount_stays_in_the_house(tmp_path: Path) -> None:
    undated = {"amount": 10, "currency": "EUR", "year": None}
    phrase = {"lang": "de", "phrase": "Ich brauche Hilfe.", "meaning_en": "I need help."}
    facts = [
        FACT,
        FACT | {"fact_en": "Demo: unsourced.", "sources": []},
        FACT | {"fact_en": "Demo: undated.", "value": undated},
        FACT | {"topic": "words_to_use", "fact_en": "Demo phrases.", "sources": [], "value": [phrase]},
    ]
    load(write(tmp_path, facts=facts))

    (document,) = care_documents()

    assert [fact.fact for fact in document.facts] == [FACT["fact_en"], "Demo phrases."]
    assert [(p.language, p.phrase, p.meaning) for p in document.facts[1].phrases] == [
        ("de", "Ich brauche Hilfe.", "I need help.")
    ]
    assert document.facts[1].topic is CareTopic.WORDS_TO_USE


@pytest.mark.parametrize(
    ("sentence", "is_published"),
    [
        ("Demo: ring 0800 111 222.", True),
        ("Demo: ring 0800/111222.", True),
        ("Demo: ring 0800 999 999.", False),
        ("Demo: ring 01 555 0199.", False),
        ("Demo: ring 147.", True),
        ("Demo: ring 149.", False),
        ("Demo: in 2026 it was 400 euros.", True),
    ],
)
@pytest.mark.parametrize("field", ["fact_en", "caution"])
def test_a_fact_that_names_a_retired_or_unknown_number_stays_in_the_house(
    tmp_path: Path, sentence: str, is_published: bool, field: str
) -> None:
    records = write_records(tmp_path, record(countries=["AT"], id="at-test-line", regions=[]))
    directory_actions.load_records(records, by=Actor.operator())
    RetiredNumber.objects.create(country="AT", channel="phone", number="149", dial="149", name="Old", source="record:x")
    load(write(tmp_path, facts=[FACT | {field: sentence}]))

    (document,) = care_documents()

    assert len(document.facts) == is_published


def test_all_shipped_files_load_and_publish_what_has_a_source() -> None:
    call_command(
        "load_records", *sorted(map(str, (Path(settings.DATA_DIR) / "resources").glob("*.jsonl"))), verbosity=0
    )
    files = sorted((Path(settings.DATA_DIR) / "care").glob("*.json"))
    call_command("load_care", *files, verbosity=0)

    documents = list(care_documents())

    assert len(documents) == len(files) == 20
    assert CareFact.objects.count() == 289
    assert sum(len(document.facts) for document in documents) == 281
    assert [
        fact.fact
        for document in documents
        for fact in document.facts
        if not fact.sources and fact.topic is not CareTopic.WORDS_TO_USE
    ] == []
