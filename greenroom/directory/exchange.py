"""The exchange form: one support resource, one JSON line. Strict: what is not understood is refused, never dropped.

The form is described in docs/record-format.md. `data/record.schema.json` is made from these classes.
"""

from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

import msgspec

from greenroom.core.evidence import Confidence, Publisher
from greenroom.directory.choices import (
    Audience,
    CallCost,
    Channel,
    CheckMethod,
    CheckOutcome,
    Cost,
    Kind,
    Serves,
    Status,
    Topic,
)

Text: TypeAlias = Annotated[str, msgspec.Meta(min_length=1)]
Slug: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$(?!\n)", max_length=120)]
CountryCode: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^([A-Z]{2}|\*)$(?!\n)")]
RegionCode: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$(?!\n)")]
LanguageTag: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$(?!\n)", max_length=20)]
E164: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^\+[1-9][0-9]{6,14}$(?!\n)")]
HttpUrl: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^https?://", max_length=500)]
# A page, or a place in an index of public code.
SourceUrl: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^(https?://|urn:)", max_length=1000)]
Name: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Dial: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^(\+[1-9][0-9]{5,14}|[*#]?[0-9][0-9*#]{0,19})$(?!\n)")]
Keys: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[0-9*#]{1,4}$(?!\n)")]


class SourceLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    url: SourceUrl
    publisher: Publisher
    says: str
    page_date: date | None
    # Optional extension: without it, the day the collection was seen.
    seen_date: date | None = None


class AbroadLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Whether a contact works from another country, and the source (one of the record's) that says so."""

    reach: Literal["yes", "no"]
    source: Text


class ContactLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    channel: Channel
    value: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    keyword: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    hours: str | None = None
    tz: str | None = None
    languages: tuple[LanguageTag, ...] = ()
    cost: CallCost = CallCost.UNKNOWN
    note: str | None = None
    e164: E164 | None = None
    # Optional extensions
    countries: tuple[CountryCode, ...] = ()
    serves: tuple[Serves, ...] = ()
    dial: Dial | None = None
    steps: tuple[Keys, ...] = ()
    abroad: AbroadLine | None = None
    unconfirmed: bool = False
    language_hours: dict[LanguageTag, str] = {}
    notes: dict[LanguageTag, Text] = {}


class TextLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Texts of a record in one further language."""

    summary: Annotated[str, msgspec.Meta(min_length=5)]
    name: str | None = None
    caution: str | None = None
    state: Literal["draft", "machine", "reviewed"]
    # The revision of the English it was made from (`texts.revision`); without it, the English beside it.
    made_from: str | None = None


class TextFileLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One line of texts/<language>.jsonl: what a record says in that language."""

    id: Slug
    made_from: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}$(?!\n)")]
    summary: Annotated[str, msgspec.Meta(min_length=5)]
    caution: Text | None
    state: Literal["draft", "machine", "reviewed"]


class CheckLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Somebody made sure of the record, or of the contact at an index of `contacts`."""

    date: date
    method: CheckMethod
    outcome: CheckOutcome
    by: Text
    contact: Annotated[int, msgspec.Meta(ge=0)] | None = None


class RecordLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    id: Slug
    organization: Name
    name: Name
    name_en: Annotated[str, msgspec.Meta(max_length=300)] | None
    kind: Kind
    music_specific: bool
    countries: Annotated[tuple[CountryCode, ...], msgspec.Meta(min_length=1)]
    regions: tuple[RegionCode, ...]
    contacts: tuple[ContactLine, ...]
    url: HttpUrl | None
    languages: tuple[LanguageTag, ...]
    audience: tuple[Audience, ...]
    topics: tuple[Topic, ...]
    cost: Cost
    summary_en: Annotated[str, msgspec.Meta(min_length=10)]
    sources: Annotated[tuple[SourceLine, ...], msgspec.Meta(min_length=1)]
    confidence: Confidence
    caution: str | None
    # Optional extensions
    status: Status = Status.ACTIVE
    valid_from: date | None = None
    valid_to: date | None = None
    superseded_by: Slug | None = None
    paired_with: tuple[Slug, ...] = ()
    languages_assumed: bool = False
    may_involve_authorities: bool = False
    texts: dict[LanguageTag, TextLine] = {}
    checks: tuple[CheckLine, ...] = ()


class RestsOn(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The words of a record that an amendment puts into a structured value."""

    field: Literal["note", "caution", "summary_en", "says", "name", "value"]
    quote: Text


class ContactName(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    channel: Channel
    value: Text


class AmendmentLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One line of amendments.jsonl: values that a record states in prose only, with the words they rest on."""

    id: Slug
    contact: ContactName | None
    set: dict[str, Any]
    rests_on: RestsOn
    reviewed: date


class RetiredRestsOn(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    record: Slug
    field: Literal["note", "caution", "says"]
    quote: Text


class RetiredNumberLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One line of retired_numbers.jsonl. It rests on a record's words; `source`: where a source says it too."""

    country: CountryCode
    channel: Channel
    number: Text
    name: Text
    retired: Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d{2}-\d{2})?$(?!\n)")] | None
    successor: str | None
    rests_on: RetiredRestsOn
    source: SourceLine | None
    reviewed: date


class CollectionFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """collection.json: what is true of every record in its folder. Without a method nobody checked all of them."""

    seen_on: date
    checked_by: Text
    check_method: CheckMethod | None


def record_schema() -> dict[str, Any]:
    """Return the JSON schema (2020-12) of one record line, as `data/record.schema.json` holds it."""
    schema = msgspec.json.schema(RecordLine)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "One support resource", **schema}
