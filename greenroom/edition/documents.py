"""What an edition holds: plain values, no tables. Written by `build`, read by `reader`, known to both alone here."""

from datetime import date, datetime

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
    Reach,
    Serves,
    Status,
    TextState,
    Topic,
)
from greenroom.guide.choices import BlockKind, CareTopic, Grade, Moment, PageKind, Phase, Role, Widget, WordsState


class SourceDocument(msgspec.Struct, frozen=True):
    url: str
    publisher: Publisher
    says: str
    page_date: date | None
    seen_date: date

    @property
    def is_page(self) -> bool:
        return self.url.startswith(("https://", "http://"))


class CheckDocument(msgspec.Struct, frozen=True):
    """`contact` is an index of the record's contacts, or None for the record as a whole."""

    checked_date: date
    method: CheckMethod
    outcome: CheckOutcome
    checked_by: str
    contact: int | None


class TextDocument(msgspec.Struct, frozen=True):
    name: str
    summary: str
    caution: str
    state: TextState


class ContactDocument(msgspec.Struct, frozen=True, kw_only=True):
    """`countries`: where it works as printed, out of the record's; empty for all of them."""

    countries: tuple[str, ...]
    channel: Channel
    value: str
    dial: str
    keyword: str
    steps: tuple[str, ...]
    hours: str | None
    zone: str | None
    cost: CallCost
    languages: tuple[str, ...]
    language_hours: dict[str, str]
    e164: str
    abroad_reach: Reach
    abroad_source: str
    serves: tuple[Serves, ...]
    notes: dict[str, str]
    is_unconfirmed: bool


class ResourceDocument(msgspec.Struct, frozen=True, kw_only=True):
    slug: str
    organization: str
    name: str
    kind: Kind
    is_music_specific: bool
    is_worldwide: bool
    countries: tuple[str, ...]
    regions: tuple[str, ...]
    contacts: tuple[ContactDocument, ...]
    url: str
    languages: tuple[str, ...]
    has_assumed_languages: bool
    may_involve_authorities: bool
    audiences: tuple[Audience, ...]
    topics: tuple[Topic, ...]
    cost: Cost
    texts: dict[str, TextDocument]
    sources: tuple[SourceDocument, ...]
    checks: tuple[CheckDocument, ...]
    confidence: Confidence
    status: Status
    valid_from_date: date | None
    valid_to_date: date | None
    superseded_by: str | None
    paired_with: tuple[str, ...]


class HistoryDocument(msgspec.Struct, frozen=True, kw_only=True):
    """When what editions say of a resource last changed, in whatever way: a check counts too.

    `digest`: sha256 of its document. `is_gone`: it stood in an earlier edition and does not in this one.
    """

    slug: str
    organization: str
    name: str
    digest: str
    changed_at: datetime
    changed_in: int
    is_gone: bool


class CareSourceDocument(msgspec.Struct, frozen=True):
    url: str
    publisher: Publisher
    page_date: date | None


class PhraseDocument(msgspec.Struct, frozen=True):
    """`language` is a BCP 47 tag; `meaning` is in English."""

    language: str
    phrase: str
    meaning: str


class CareFactDocument(msgspec.Struct, frozen=True):
    """`fact` and `caution` are in English."""

    topic: CareTopic
    fact: str
    caution: str
    confidence: Confidence
    sources: tuple[CareSourceDocument, ...]
    phrases: tuple[PhraseDocument, ...]


class CareCountryDocument(msgspec.Struct, frozen=True):
    """How care works in a country, as of a day."""

    country: str
    as_of_date: date
    facts: tuple[CareFactDocument, ...]


class GuideSourceDocument(msgspec.Struct, frozen=True):
    """`published` is as exact as the source says it."""

    title: str
    url: str
    published: str
    seen_date: date


class BlockDocument(msgspec.Struct, frozen=True):
    """A block of a page; `points_at`: slugs of tools, or topics."""

    kind: BlockKind
    id: str
    points_at: tuple[str, ...]


class GuideTextDocument(msgspec.Struct, frozen=True):
    """The words of a page in one language; `blocks`: {id: Markdown}."""

    title: str
    promise: str
    blocks: dict[str, str]
    state: WordsState
    reviewed_date: date | None


class GuidePageDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter or tool. `roles` is empty where it is for everyone. `texts` has English, and what may be shown."""

    kind: PageKind
    slug: str
    roles: tuple[Role, ...]
    moments: tuple[Moment, ...]
    topics: tuple[Topic, ...]
    minutes: int
    grade: Grade
    widget: Widget | None
    pace: tuple[tuple[Phase, int], ...]
    first_for: tuple[Role, ...]
    is_crisis: bool
    needs_quick_exit: bool
    blocks: tuple[BlockDocument, ...]
    sources: tuple[GuideSourceDocument, ...]
    written_date: date
    review_due_date: date
    texts: dict[str, GuideTextDocument]


class Content(msgspec.Struct, frozen=True):
    """Everything an edition is made from."""

    resources: tuple[ResourceDocument, ...]
    care: tuple[CareCountryDocument, ...] = ()
    guide: tuple[GuidePageDocument, ...] = ()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An edition that is being made: what further files of it are derived from."""

    number: int
    built_at: datetime
    content: Content
    history: dict[str, HistoryDocument]
