"""What an AI assistant may ask of us (MCP), so that it gives a right, local number and says first what has to be said.

Plain functions out of the edition: no request, no database, nothing kept or logged of what somebody said.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field

from greenroom.api import answers
from greenroom.api.answers import Reader, Resource
from greenroom.core import languages
from greenroom.directory.choices import Cost, Kind, Topic
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader import live
from greenroom.edition.reader.opening import Edition
from greenroom.search import filters, finding, helping, places

MOST_RESULTS = 5
MOST_NEED_CHARACTERS = 1_000
INSTRUCTIONS = """Numbers and support for people in music and for anybody in crisis, worldwide.
Say the sentences of `say_first` before anything else, in their order.
Give numbers exactly as they stand here: never change, complete or translate one.
Never give a number of another country than the one the person is in. If you do not know where they are, ask; do not
guess from their language.
Say when a number was checked, and that it may have changed. Do not promise that a line is confidential or will not call
the police; where `may_involve_authorities` is true, say so before the number.
If a life is in danger, the emergency number of the place comes first. You are no replacement for any of these.
Do not store what the person told you."""

Language = Annotated[
    str,
    Field(
        description="The person's language: en, es, fr, de, pt, it, nl, pl, sv, tr, ar, hi, ja, ko, zh, id, sw or uk."
    ),
]
Place = Annotated[
    str,
    Field(
        description="Where the person is: a country's code or name in any language, or a large city.", max_length=100
    ),
]


class Way(BaseModel):
    """One way to reach a service. `works_from_abroad`: yes, no or unknown. `open`: open, closed or unknown, now."""

    channel: str
    value: str
    keyword: str | None
    press: list[str]
    link: str | None
    open: str | None
    changes_at: datetime | None
    hours: str | None
    works_from_abroad: str


class Support(BaseModel):
    """A service. `checked_date`, `checked_how`: the last time somebody made sure. `source`: the page it was read on."""

    id: str
    name: str
    organization: str
    kind: str
    what_it_does: str
    languages: list[str]
    regions: list[str]
    caution: str | None
    may_involve_authorities: bool
    ways: list[Way]
    checked_date: date | None
    checked_how: str | None
    source: str | None
    page: str


class HelpNow(BaseModel):
    """`say_first`: before any number. `has_line` false: we could not confirm a crisis line there, and it says so."""

    say_first: list[str]
    country: str
    country_name: str
    as_of: datetime
    has_emergency_number: bool
    has_line: bool
    emergency: list[Support]
    lines: list[Support]
    for_music_people: list[Support]
    works_anywhere: list[Support]
    page: str


class Found(BaseModel):
    """`help_now` comes first where the words sound like danger to a life. `country_widened`: nothing in the country
    fits the words, so what it has stands first.
    """

    say_first: list[str]
    help_now: HelpNow | None
    country: str | None
    country_widened: bool
    results: list[Support]
    total: int
    as_of: datetime


class Answered(BaseModel):
    say_first: list[str]
    support: Support
    as_of: datetime


def help_now(country: Place, language: Language = "en") -> HelpNow:
    """Emergency and crisis numbers of the place where the person is. Use at once when somebody may be in danger."""
    edition, reader = live.current(), _reader(country, language)
    return _help_now(edition, reader)


def find_support(
    need: Annotated[
        str, Field(description="What the person needs, best in their own words.", max_length=MOST_NEED_CHARACTERS)
    ],
    country: Annotated[
        str | None, Field(description="Where help has to be; ask if you do not know.", max_length=100)
    ] = None,
    language: Language = "en",
    topic: Topic | None = None,
    kind: Kind | None = None,
    cost: Cost | None = None,
    open_now: bool = False,
) -> Found:
    """Support for a need: therapy, listening lines, money, bodies for music people, by place, topic, kind and cost."""
    edition = live.current()
    reader = (
        _reader(country, language) if country else Reader(language=_offered(language), country=None, at=_this_minute())
    )
    chosen = {"topic": topic, "kind": kind, "cost": cost}
    asked = {"q": need, **{name: value.value for name, value in chosen.items() if value}}
    asked |= {"country": reader.country} if reader.country else {}
    asked |= {"open": "now"} if open_now else {}
    found = finding.find(edition, filters.parse(asked), reader.language, reader.at)
    is_danger = found.understood is not None and found.understood.is_danger
    # Only a place that the assistant was told of: what words sound like is no place.
    now = _help_now(edition, reader) if is_danger and reader.country else None
    return Found(
        say_first=_before_results(now, is_danger, reader.language),
        help_now=now,
        country=found.country,
        country_widened=found.is_country_widened,
        results=_supports(found.documents[:MOST_RESULTS], reader.model_copy(update={"country": found.country})),
        total=found.total,
        as_of=reader.at,
    )


def get_resource(
    id: Annotated[str, Field(description="The `id` of a service that was named before.", max_length=120)],
    language: Language = "en",
    country: Annotated[str | None, Field(description="Where its contacts have to work.", max_length=100)] = None,
) -> Answered:
    """One service with every way to reach it, where its facts come from and when they were checked."""
    document = live.current().resources.get(id)
    if document is None:
        raise ToolError("There is no service with this id. Use find_support, and an id of its results.")
    reader = (
        _reader(country, language) if country else Reader(language=_offered(language), country=None, at=_this_minute())
    )
    first = [] if document.kind is not Kind.EMERGENCY else [_said("call_at_once", reader.language)]
    return Answered(say_first=first, support=_support(Resource.of(document, reader)), as_of=reader.at)


def _help_now(edition: Edition, reader: Reader) -> HelpNow:
    helps = helping.help_now(edition, reader.country or "", reader.language, reader.at)
    answer = answers.NowAnswer.of(edition, helps, reader)
    return HelpNow(
        say_first=[sentence.text for sentence in answer.say_first],
        country=answer.country,
        country_name=answer.country_name,
        as_of=answer.as_of,
        has_emergency_number=answer.has_emergency_number,
        has_line=answer.has_line,
        emergency=list(map(_support, answer.emergency)),
        lines=_supports((*helps.first_lines, *(() if helps.first_lines else helps.special_lines)), reader),
        for_music_people=_supports(helps.music, reader),
        works_anywhere=_supports(helps.worldwide, reader),
        page=answer.page,
    )


def _before_results(now: HelpNow | None, is_danger: bool, language: str) -> list[str]:
    if now is not None:
        return now.say_first
    if is_danger:
        return [
            *(_said(key, language) for key in ("call_at_once", "ask_anyone")),
            "Ask where they are, and use help_now.",
        ]
    return []


def _said(key: str, language: str) -> str:
    return answers.Sentence.of(key, language).text


def _supports(documents: Iterable[ResourceDocument], reader: Reader) -> list[Support]:
    return [_support(Resource.of(document, reader)) for document in documents]


def _support(resource: Resource) -> Support:
    return Support(
        id=resource.id,
        name=resource.name,
        organization=resource.organization,
        kind=resource.kind.value,
        what_it_does=resource.summary,
        languages=resource.languages,
        regions=resource.regions,
        caution=resource.caution,
        may_involve_authorities=resource.may_involve_authorities,
        ways=[
            Way(
                channel=contact.channel.value,
                value=contact.value,
                keyword=contact.keyword,
                press=contact.steps,
                link=contact.link,
                open=contact.open.state.value if contact.open else None,
                changes_at=contact.open.changes_at if contact.open else None,
                hours=contact.hours,
                works_from_abroad=contact.abroad.value,
            )
            for contact in resource.contacts
        ],
        checked_date=resource.checked.date if resource.checked else None,
        checked_how=resource.checked.method.value if resource.checked else None,
        source=resource.sources[0].url if resource.sources else None,
        page=resource.page,
    )


def _reader(country: str, language: str) -> Reader:
    offered = _offered(language)
    found = places.country_named(country, offered)
    if found is None:
        raise ToolError(
            "This names no country that we know, or several. Ask the person in which country they are; do not guess. "
            "If a life is in danger, tell them to ask anyone near them or a hotel desk to call for help."
        )
    return Reader(language=offered, country=found, at=_this_minute())


def _offered(language: str) -> str:
    """Return the offered language nearest to a tag; English where there is none."""
    primary = languages.primary_subtag(language)
    return primary if languages.get(primary) else languages.DEFAULT_CODE


def _this_minute() -> datetime:
    return timezone.now().replace(second=0, microsecond=0)


TOOLS = (help_now, find_support, get_resource)
