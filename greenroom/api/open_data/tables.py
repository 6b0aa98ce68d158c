"""The records as tables that open in any spreadsheet: CSV (RFC 4180) with a Frictionless Data Package beside them."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from django.conf import settings

from greenroom.api.open_data import papers
from greenroom.edition.documents import Draft, ResourceDocument

# Several values in one cell stand with this between them; none of them holds it.
BETWEEN = ";"
# A spreadsheet runs what begins like this as a formula; a number with its plus is none.
_FORMULA = re.compile(r"^[=@\-\t\r]|^\+(?![\d ()-]*$)")


class _Field(NamedTuple):
    name: str
    type: str = "string"
    description: str = ""


class _Table(NamedTuple):
    """`key`: the columns that name a row. All but `resources` belong to a row of that, by `resource`."""

    name: str
    title: str
    fields: tuple[_Field, ...]
    key: tuple[str, ...]


_RESOURCE = _Field("resource", description="Id of the service.")
_NUMBER = _Field("position", "integer", "Place in the service's list, from 0.")
_SEVERAL = "Several values, a semicolon between."
TABLES = (
    _Table("resources", "Support services", (
        _Field("id"), _Field("organization"), _Field("name"), _Field("name_en"), _Field("kind"), _Field("status"),
        _Field("music_specific", "boolean"), _Field("worldwide", "boolean"),
        _Field("countries", description=f"ISO 3166-1. {_SEVERAL}"),
        _Field("regions", description=f"ISO 3166-2. {_SEVERAL}"), _Field("url"),
        _Field("languages", description=f"BCP 47. {_SEVERAL}"), _Field("audience", description=_SEVERAL),
        _Field("topics", description=_SEVERAL), _Field("cost"), _Field("summary_en"), _Field("caution_en"),
        _Field("may_involve_authorities", "boolean"), _Field("languages_assumed", "boolean"), _Field("confidence"),
        _Field("valid_from", "date"), _Field("valid_to", "date"), _Field("superseded_by"),
        _Field("paired_with", description=_SEVERAL),
    ), ("id",)),
    _Table("contacts", "Ways to reach a service", (
        _RESOURCE, _NUMBER, _Field("channel"), _Field("value", description="As printed."),
        _Field("dial", description="The keys to press inside the country."), _Field("e164"), _Field("keyword"),
        _Field("steps", description=f"Keys to press once it answers. {_SEVERAL}"),
        _Field("hours", description="OpenStreetMap opening_hours."), _Field("tz", description="IANA time zone."),
        _Field("languages", description=_SEVERAL), _Field("cost"), _Field("serves", description=_SEVERAL),
        _Field("countries", description=f"Where it works as printed, if not everywhere. {_SEVERAL}"),
        _Field("abroad", description="Works from another country: yes, no, unknown."), _Field("abroad_source"),
        _Field("note_en"), _Field("unconfirmed", "boolean"),
    ), ("resource", "position")),
    _Table("sources", "Where the facts come from", (
        _RESOURCE, _NUMBER, _Field("url"), _Field("publisher"), _Field("says"), _Field("page_date", "date"),
        _Field("seen_date", "date"),
    ), ("resource", "position")),
    _Table("texts", "What a service says in other languages", (
        _RESOURCE, _Field("language"), _Field("state"), _Field("name"), _Field("summary"), _Field("caution"),
    ), ("resource", "language")),
    _Table("checks", "Who made sure, when and how", (
        _RESOURCE, _NUMBER, _Field("date", "date"), _Field("method"), _Field("outcome"), _Field("by"),
        _Field("contact", "integer", "Position of the contact; empty for the service as a whole."),
    ), ("resource", "position")),
)  # fmt: skip

Row = Sequence[Any]


def files(draft: Draft) -> Mapping[str, bytes]:
    rows = {
        "resources": map(_resource, draft.content.resources),
        "contacts": _each(draft.content.resources, _contacts),
        "sources": _each(draft.content.resources, _sources),
        "texts": _each(draft.content.resources, _texts),
        "checks": _each(draft.content.resources, _checks),
    }
    package = msgspec.json.format(msgspec.json.encode(_package(draft)), indent=1)
    return {**{f"{table.name}.csv": _csv(table, rows[table.name]) for table in TABLES}, "datapackage.json": package}


def _each(documents: Iterable[ResourceDocument], rows: Any) -> Iterator[Row]:
    for document in documents:
        for row in rows(document):
            yield (document.slug, *row)


def _resource(one: ResourceDocument) -> Row:
    english = one.texts["en"]
    return (
        one.slug, one.organization, one.name, english.name, one.kind, one.status, one.is_music_specific,
        one.is_worldwide, one.countries, one.regions, one.url, one.languages, one.audiences, one.topics, one.cost,
        english.summary, english.caution, one.may_involve_authorities, one.has_assumed_languages, one.confidence,
        one.valid_from_date, one.valid_to_date, one.superseded_by, one.paired_with,
    )  # fmt: skip


def _contacts(document: ResourceDocument) -> Iterator[Row]:
    for number, one in enumerate(document.contacts):
        yield (
            number, one.channel, one.value, one.dial, one.e164, one.keyword, one.steps, one.hours, one.zone,
            one.languages, one.cost, one.serves, one.countries, one.abroad_reach, one.abroad_source,
            one.notes.get("en"), one.is_unconfirmed,
        )  # fmt: skip


def _sources(document: ResourceDocument) -> Iterator[Row]:
    for number, one in enumerate(document.sources):
        yield number, one.url, one.publisher, one.says, one.page_date, one.seen_date


def _texts(document: ResourceDocument) -> Iterator[Row]:
    for language, text in document.texts.items():
        if language != "en":
            yield language, text.state, text.name, text.summary, text.caution


def _checks(document: ResourceDocument) -> Iterator[Row]:
    for number, one in enumerate(document.checks):
        yield number, one.checked_date, one.method, one.outcome, one.checked_by, one.contact


def _csv(table: _Table, rows: Iterable[Row]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(field.name for field in table.fields)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode()


def _cell(value: Any) -> str:
    """Return a value as a cell. What a spreadsheet would run as a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return BETWEEN.join(_cell(one) for one in value)
    text = str(getattr(value, "value", value))
    return f"'{text}" if _FORMULA.match(text) else text


def _package(draft: Draft) -> dict[str, Any]:
    """Return the description of the tables (Frictionless Data Package, version 1)."""
    licence = papers.licence()
    return {
        "profile": "tabular-data-package",
        "name": "greenroom",
        "title": "Support lines and bodies for people in music, worldwide",
        "version": str(draft.number),
        "created": draft.built_at.isoformat(timespec="seconds"),
        "homepage": settings.SITE_URL,
        "licenses": [{"name": licence.spdx, "title": licence.title, "path": licence.url}],
        "sources": [{"title": "The pages named in sources.csv, each with the day it was seen", "path": "sources.csv"}],
        "resources": [_table(table) for table in TABLES],
    }


def _table(table: _Table) -> dict[str, Any]:
    fields = [
        {"name": field.name, "type": field.type, **({"description": field.description} if field.description else {})}
        for field in table.fields
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": list(table.key)}
    if table.name != "resources":
        schema["foreignKeys"] = [{"fields": "resource", "reference": {"resource": "resources", "fields": "id"}}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
