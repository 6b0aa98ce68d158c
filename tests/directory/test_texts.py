import json
import re
from pathlib import Path

import msgspec
import pytest
from django.conf import settings

from greenroom.core import exchange_files
from greenroom.core.actor import Actor
from greenroom.core.exchange_files import ExchangeRefused
from greenroom.directory import actions, texts
from greenroom.directory.choices import CRISIS_KINDS, Kind
from greenroom.directory.exchange import RecordLine, TextFileLine, TextLine
from greenroom.edition.build.directory_documents import resource_documents
from tests.directory.factories import record, write_records

RECORDS_FOLDER = Path(settings.DATA_DIR) / "resources"
LANGUAGES = ["ar", "de", "es", "fr", "ja", "pt"]
TRANSLATED_KINDS = {Kind.MUSIC_SUPPORT, Kind.FUND, Kind.THERAPY, Kind.INFORMATION}
LINE = {
    "id": "gb-test",
    "made_from": "0123456789abcdef",
    "summary": "Ein Angebot nur für Tests.",
    "caution": None,
    "state": "machine",
}


def write(folder: Path, name: str, *lines: dict[str, object]) -> None:
    (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines))


def shipped_records() -> dict[str, RecordLine]:
    files = [path for path in RECORDS_FOLDER.glob("*.jsonl") if path.stem not in ("amendments", "retired_numbers")]
    return {record.id: record for path in files for _, record in exchange_files.read_lines(path, RecordLine)}


def test_texts_are_read_by_record_and_language(tmp_path: Path) -> None:
    write(tmp_path, "de.jsonl", LINE)
    write(tmp_path, "fr.jsonl", LINE | {"summary": "Un service de test."})

    read = texts.read_texts(tmp_path)

    assert {language: text.summary for language, text in read["gb-test"].items()} == {
        "de": "Ein Angebot nur für Tests.",
        "fr": "Un service de test.",
    }


def test_without_a_folder_there_are_no_texts(tmp_path: Path) -> None:
    assert texts.read_texts(tmp_path / "nowhere") == {}


def test_all_problems_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    write(tmp_path, "de.jsonl", LINE, LINE)
    write(tmp_path, "fr.jsonl", LINE | {"made_from": "yesterday"})

    with pytest.raises(ExchangeRefused) as refused:
        texts.read_texts(tmp_path)

    assert [(problem.file, problem.line, problem.field) for problem in refused.value.problems] == [
        ("de.jsonl", 2, "id"),
        ("fr.jsonl", 1, "made_from"),
    ]


@pytest.mark.parametrize("kind", sorted(CRISIS_KINDS))
def test_a_crisis_record_is_never_translated_by_machine(kind: Kind) -> None:
    crisis = msgspec.structs.replace(shipped_records()["us-porters-call"], kind=kind)
    text = TextLine(summary="Ein Angebot nur für Tests.", state="machine")

    with pytest.raises(ExchangeRefused, match="never translated by machine"):
        texts.add_texts(crisis, {"de": text})

    reviewed = msgspec.structs.replace(text, state="reviewed")
    assert texts.add_texts(crisis, {"de": reviewed}).texts == {"de": reviewed}


def test_a_text_that_the_record_brings_itself_wins() -> None:
    own = TextLine(summary="Vom Angebot selbst geschrieben.", state="reviewed")
    record = msgspec.structs.replace(shipped_records()["us-porters-call"], texts={"de": own})

    assert texts.add_texts(record, {"de": TextLine(summary="Von einer Maschine.", state="machine")}).texts == {
        "de": own
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("is_of_this_english", "languages"), [(True, {"en", "de"}), (False, {"en"})])
def test_a_text_whose_english_has_changed_since_is_not_published(
    tmp_path: Path, is_of_this_english: bool, languages: set[str]
) -> None:
    fund = record(kind="fund")
    made_from = texts.revision(fund["summary_en"], "") if is_of_this_english else "0123456789abcdef"
    (tmp_path / "texts").mkdir()
    write(tmp_path / "texts", "de.jsonl", LINE | {"id": fund["id"], "made_from": made_from})
    actions.load_records(write_records(tmp_path, fund), by=Actor.operator())

    (document,) = resource_documents()

    assert set(document.texts) == languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_music_body_fund_therapy_and_information_record_has_its_text(language: str) -> None:
    lines = [
        line for _, line in exchange_files.read_lines(RECORDS_FOLDER / "texts" / f"{language}.jsonl", TextFileLine)
    ]
    records = shipped_records()
    have = {line.id: line for line in lines}

    assert {slug for slug, record in records.items() if record.kind in TRANSLATED_KINDS} - set(have) == set()
    for slug, line in have.items():
        record = records[slug]
        assert line.state == "machine"
        assert line.made_from == texts.revision(record.summary_en, record.caution or ""), slug
        assert bool(line.caution) == bool(record.caution), slug
        assert digits(line.summary) == digits(record.summary_en), slug
        assert digits(line.caution or "") == digits(record.caution or ""), slug


def digits(text: str) -> list[str]:
    """Numbers are never translated: the same ones stand in every language."""
    return sorted(re.findall(r"\d+", text))
