"""What an AI assistant may ask of us (MCP), so that it gives a right, local number and says first what has to be said.

Plain functions out of the edition: no request, no database, nothing kept or logged of what somebody said.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone, translation
from django.utils.translation import gettext
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field, ValidationError

from greenroom.api import answers
from greenroom.api.answers import Reader, Resource, Sentence
from greenroom.core import languages
from greenroom.directory.choices import Cost, Kind, Reach, Topic
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader import live
from greenroom.edition.reader.opening import Edition
from greenroom.search import filters, finding, helping, places

MOST_RESULTS = 5
# All of a need is read, or none of it: what is cut off its end may be what matters.
MOST_NEED_CHARACTERS = filters.MOST_CHARACTERS
# Where no country is known: nothing that works in some countries only.
NOWHERE = ""
INSTRUCTIONS = """Numbers and support for people in music and for anybody in crisis, worldwide.
Say the sentences of `say_first` before anything else, in their order; where one has `english`, say that too: nobody who
speaks the language has reviewed it yet. Where there is an `ask`, ask it, and call again with the answer.
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
    """A service. `countries`: for whom; empty for everybody. `status`: other than active or reduced, do not offer it.
    `checked_date`, `checked_how`: the last time somebody made sure. `source`: the page it was read on.
    """

    id: str
    name: str
    organization: str
    kind: str
    status: str
    countries: list[str]
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

    say_first: list[Sentence]
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
    """`help_now` comes first where the words sound like danger to a life. `ask`: what to ask the person before giving
    anything, since nobody said where they are. `country_widened`: nothing in the country fits the words, so what it has
    stands first.
    """

    say_first: list[Sentence]
    ask: Sentence | None
    help_now: HelpNow | None
    country: str | None
    country_widened: bool
    results: list[Support]
    total: int
    as_of: datetime


class Answered(BaseModel):
    """`is_for_country`: false where the service is for other countries; then only what works from abroad is given."""

    say_first: list[Sentence]
    is_for_country: bool | None
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
    if is_danger and reader.country is None:
        return _danger_somewhere(edition, reader)
    now = _help_now(edition, reader) if is_danger else None
    return Found(
        say_first=now.say_first if now else [],
        ask=None if found.country else _where_are_you(reader.language),
        help_now=now,
        country=found.country,
        country_widened=found.is_country_widened,
        results=_supports(found.documents[:MOST_RESULTS], reader.model_copy(update={"country": found.country})),
        total=found.total,
        as_of=reader.at,
    )


def _danger_somewhere(edition: Edition, reader: Reader) -> Found:
    """Return what can be said to somebody in danger, nobody knows where: never a number that works elsewhere only."""
    everywhere = helping.help_now(edition, NOWHERE, reader.language, reader.at).worldwide
    return Found(
        say_first=[Sentence.of(key, reader.language) for key in ("call_at_once", "ask_anyone")],
        ask=_where_are_you(reader.language),
        help_now=None,
        country=None,
        country_widened=False,
        results=_supports(everywhere, reader.model_copy(update={"country": NOWHERE})),
        total=len(everywhere),
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
    is_for_country = document.is_worldwide or reader.country in document.countries if reader.country else None
    support = _support(Resource.of(document, reader))
    if is_for_country is False:
        support.ways = [way for way in support.ways if way.works_from_abroad == Reach.YES.value]
    return Answered(
        say_first=[Sentence.of("call_at_once", reader.language)] if document.kind is Kind.EMERGENCY else [],
        is_for_country=is_for_country,
        support=support,
        as_of=reader.at,
    )


def _help_now(edition: Edition, reader: Reader) -> HelpNow:
    helps = helping.help_now(edition, reader.country or "", reader.language, reader.at)
    answer = answers.NowAnswer.of(edition, helps, reader)
    return HelpNow(
        say_first=answer.say_first,
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


def _where_are_you(language: str) -> Sentence:
    with translation.override(languages.offered()[language].tag.lower()):
        return Sentence(text=gettext("Where are you?"), language=language, english=None)


def _supports(documents: Iterable[ResourceDocument], reader: Reader) -> list[Support]:
    return [_support(Resource.of(document, reader)) for document in documents]


def _support(resource: Resource) -> Support:
    return Support(
        id=resource.id,
        name=resource.name,
        organization=resource.organization,
        kind=resource.kind.value,
        status=resource.status.value,
        countries=[] if resource.is_worldwide else resource.countries,
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


def in_plain_words(cause: BaseException | None) -> str:
    """Return what an assistant is told when a tool could not answer: what to mend, never how it failed."""
    if isinstance(cause, ValidationError):
        return " ".join(f"`{'.'.join(map(str, one['loc']))}`: {one['msg']}." for one in cause.errors())
    if isinstance(cause, ToolError):
        return str(cause)
    return (
        "Nothing can be answered just now. Try again in a minute. If a life is in danger, tell the person to call the "
        "emergency number of the place where they are, or to ask anyone near them to call for help."
    )


TOOLS = (help_now, find_support, get_resource)
