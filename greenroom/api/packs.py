"""Offline packs: for every country what helps there, in one small file that a phone can keep (docs/packs.md)."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import msgspec

from greenroom.core import countries
from greenroom.directory import opening_hours, weekly_hours
from greenroom.directory.weekly_hours import DAY_MINUTES
from greenroom.edition import reading
from greenroom.edition.documents import ContactDocument, Draft, ResourceDocument
from greenroom.edition.manifest import FORMAT as EDITION_FORMAT
from greenroom.edition.manifest import Manifest
from greenroom.edition.reader.opening import Edition
from greenroom.search import helping

FORMAT = 1
LARGEST_BYTES = 30_000
ENGLISH = "en"
ALWAYS = "24/7"
# Behind the first few of a section the rest is named while there is room; what is named last goes first.
_SECTIONS = ("emergency", "lines", "special_lines", "music", "worldwide")


def files(draft: Draft) -> Mapping[str, bytes]:
    """Return a pack for every country (an edition source), also for those without any line."""
    manifest = Manifest(format=EDITION_FORMAT, number=draft.number, built_at=draft.built_at, counts={}, files={})
    edition = Edition(manifest, {one.slug: one for one in draft.content.resources}, {})
    return {f"packs/{code.lower()}.json": _fitting(_pack(edition, code)) for code in countries.codes()}


def _pack(edition: Edition, country: str) -> dict[str, Any]:
    helps = helping.help_now(edition, country, ENGLISH, edition.manifest.built_at, by_clock=False)

    def entries(*groups: Iterable[ResourceDocument]) -> list[dict[str, Any]]:
        return [_entry(document, country) for group in groups for document in group]

    return {
        "format": FORMAT,
        "country": country,
        "emergency": entries(helps.emergency),
        "lines": entries(helps.first_lines, helps.more_lines),
        "special_lines": entries(helps.special_lines),
        "music": entries(helps.music, helps.more_music),
        "worldwide": entries(helps.worldwide),
        "concierge": _entry(helps.concierge, country) if helps.concierge else None,
    }


def _fitting(pack: dict[str, Any]) -> bytes:
    """Return a pack as JSON; where it is too large, without what stands last in its last sections."""
    written = msgspec.json.encode(pack)
    for section in reversed(_SECTIONS[1:]):
        while len(written) > LARGEST_BYTES and len(pack[section]) > helping.LINES_FIRST:
            pack[section].pop()
            written = msgspec.json.encode(pack)
    return written


def _entry(document: ResourceDocument, country: str) -> dict[str, Any]:
    check = reading.last_confirmation(document)
    cautions = {language: text.caution for language, text in document.texts.items() if text.caution}
    made = {
        "id": document.slug,
        "name": document.name,
        "languages": document.languages,
        "regions": [countries.region_name(region) for region in document.regions],
        "may_involve_authorities": document.may_involve_authorities,
        "contacts": [_contact(contact) for contact in reading.usable_contacts(document, country)],
        "url": document.url,
        "caution": cautions,
        "checked": check.checked_date if check else None,
    }
    return _without_nothing(made)


def _contact(contact: ContactDocument) -> dict[str, Any]:
    return _without_nothing(
        {
            "channel": contact.channel,
            "value": contact.value,
            "link": reading.contact_link(contact),
            "keyword": contact.keyword,
            "steps": contact.steps,
            "serves": contact.serves,
            "week": _week(contact.hours),
            "zone": contact.zone,
            "note": contact.notes.get(ENGLISH),
        }
    )


def _without_nothing(made: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in made.items() if value not in (None, "", False) and value not in ((), [], {})}


def _week(hours: str | None) -> str | list[tuple[int, int, str]] | None:
    """Return hours as a script can print them: `24/7`, or (first day, last day, times) for the days on which it opens,
    Monday is 0. Nothing for hours that have no weekly shape.
    """
    weekly = weekly_hours.parse(hours) if hours and hours != opening_hours.ALWAYS else None
    if weekly is None:
        return ALWAYS if hours == opening_hours.ALWAYS else None
    rows = []
    for spans, group in groupby(range(7), key=lambda day: _spans(weekly, day)):
        days = list(group)
        if spans:
            rows.append((days[0], days[-1], ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans)))
    return rows


def _spans(weekly: weekly_hours.WeeklyHours, day: int) -> tuple[tuple[int, int], ...]:
    named = [rule for rule in weekly.rules if day in rule.weekdays]
    return named[-1].spans if named else ()


def _clock(minutes: int) -> str:
    return "24:00" if minutes == DAY_MINUTES else f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
