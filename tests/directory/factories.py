"""Records of the exchange form that are right in every way; tests spoil what they are about."""

import json
from pathlib import Path
from typing import Any

COLLECTION = {"seen_on": "2026-11-22", "checked_by": "test", "check_method": "page_read"}


def contact(**changes: Any) -> dict[str, Any]:
    base = {
        "channel": "phone",
        "value": "0800 111 222",
        "keyword": None,
        "hours": "24/7",
        "tz": "Europe/London",
        "languages": ["en"],
        "cost": "free",
        "note": None,
        "e164": None,
    }
    return base | changes


def record(**changes: Any) -> dict[str, Any]:
    base = {
        "id": "gb-test-line",
        "organization": "Test Organization",
        "name": "Test line",
        "name_en": None,
        "kind": "crisis_line",
        "music_specific": False,
        "countries": ["GB"],
        "regions": [],
        "contacts": [contact()],
        "url": "https://example.org",
        "languages": ["en"],
        "audience": ["everyone"],
        "topics": ["suicide", "crisis"],
        "cost": "free",
        "summary_en": "A line that only exists in tests.",
        "sources": [
            {"url": "https://example.org/source", "publisher": "official", "says": "the number", "page_date": None}
        ],
        "confidence": "high",
        "caution": None,
    }
    return base | changes


def write_records(folder: Path, *records: dict[str, Any], name: str = "records.jsonl") -> Path:
    """Write a file of records with its collection file beside it; returns the file's path."""
    (folder / "collection.json").write_text(json.dumps(COLLECTION))
    path = folder / name
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in records))
    return path
