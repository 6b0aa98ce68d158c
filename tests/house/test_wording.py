import json
import re

from tests.house.sources import ROOT, name, templates

# Safety rule S4 and S5: never these, in anything we show. Source: reporting recommendations of WHO, 2023.
NEVER = re.compile(
    r"commit\w* suicide|(successful|failed|unsuccessful) (suicide|attempt)|27 club|epidemic", re.IGNORECASE
)


def test_no_page_uses_words_that_harm() -> None:
    sentences = ROOT / "data" / "crisis_sentences" / "en.json"
    shown = {name(path): path.read_text() for path in [*templates(), sentences, ROOT / "greenroom/search/labels.py"]}

    assert [place for place, text in shown.items() if NEVER.search(text)] == []


def test_no_shipped_record_uses_words_that_harm() -> None:
    wrong = []
    for path in sorted((ROOT / "data" / "resources").glob("*.jsonl")):
        for line in path.read_text().splitlines():
            record = json.loads(line)
            if NEVER.search(record.get("summary_en", "")):
                wrong.append(record["id"])

    assert wrong == []
