"""What helps now in a country, and in which order: for help-now pages, programs, packs and tour cards alike.

Emergency numbers; general lines before those for particular people; open now and in the reader's language first; lines
that belong together side by side; then music bodies; then what crosses borders; then the concierge.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings

from greenroom.core import languages
from greenroom.directory import opening_hours, policy
from greenroom.directory.choices import ANSWERED_CHANNELS, LINE_KINDS, Channel, Kind, Topic
from greenroom.directory.opening_hours import OpenState, State
from greenroom.directory.policy import Freshness
from greenroom.edition import reading
from greenroom.edition.documents import ContactDocument, ResourceDocument
from greenroom.edition.reader.opening import Edition

# At most three choices before «more» (safety rule S8).
LINES_FIRST = 3
MUSIC_FIRST = 4
WORLDWIDE_FIRST = 3
# What crosses borders and is offered in a crisis: directories and anything somebody answers.
_CROSS_BORDER_KINDS = LINE_KINDS | {Kind.DIRECTORY, Kind.PEER_SUPPORT, Kind.MUSIC_SUPPORT}
_OPEN_FIRST = (State.OPEN, State.UNKNOWN, State.CLOSED)
_MUSIC_KINDS = (
    Kind.CRISIS_LINE,
    Kind.WARMLINE,
    Kind.TEXT_LINE,
    Kind.CHAT,
    Kind.MUSIC_SUPPORT,
    Kind.DIRECTORY,
    Kind.PEER_SUPPORT,
    Kind.THERAPY,
    Kind.FUND,
    Kind.INFORMATION,
)


@dataclass(frozen=True)
class Helping:
    """What helps now, in sections, each in order. `more_…`: what stands behind the first few."""

    emergency: tuple[ResourceDocument, ...]
    first_lines: tuple[ResourceDocument, ...]
    more_lines: tuple[ResourceDocument, ...]
    special_lines: tuple[ResourceDocument, ...]
    music: tuple[ResourceDocument, ...]
    more_music: tuple[ResourceDocument, ...]
    worldwide: tuple[ResourceDocument, ...]
    more_worldwide: tuple[ResourceDocument, ...]
    concierge: ResourceDocument | None


@dataclass(frozen=True)
class _Candidate:
    """A service, seen from a country in a language at an instant."""

    document: ResourceDocument
    country: str
    language: str
    at: datetime
    by_clock: bool

    @property
    def slug(self) -> str:
        return self.document.slug

    @cached_property
    def usable(self) -> list[ContactDocument]:
        return reading.usable_contacts(self.document, self.country)

    @cached_property
    def answer(self) -> OpenState | None:
        return best_answer(self.document, self.country, self.at)

    @property
    def is_general(self) -> bool:
        return policy.is_general_line(self.document.kind, self.document.audiences, self.document.topics)

    @property
    def speaks_reader(self) -> bool:
        return speaks(self.document, self.language)


def help_now(edition: Edition, country: str, language: str, at: datetime, by_clock: bool = True) -> Helping:
    """Return what helps in a country (upper case) at an instant. Never holds another country's numbers.

    Not `by_clock`: for what is kept and read at another time; only what never closes comes before the rest.
    """

    def offered(documents: Iterable[ResourceDocument]) -> list[_Candidate]:
        return [
            _Candidate(document, country, language, at, by_clock)
            for document in documents
            if reading.is_offered(document, at.date())
        ]

    here = offered(edition.in_country(country))
    emergency = sorted((one for one in here if one.document.kind is Kind.EMERGENCY), key=_emergency_order)
    music = [one for one in here if one.document.is_music_specific and one.document.kind is not Kind.EMERGENCY]
    lines = [one for one in here if one.document.kind in LINE_KINDS and not one.document.is_music_specific]
    special = sorted((one for one in lines if not one.is_general), key=_line_order)
    general = _keep_pairs_together(sorted((one for one in lines if one.is_general), key=_line_order), special)
    special = _keep_pairs_together([one for one in special if one not in general], [])
    first = _first_lines(general)
    music.sort(key=_music_order)
    everywhere = offered(edition.worldwide)
    worldwide = sorted((one for one in everywhere if _crosses_borders(one)), key=_worldwide_order)
    return Helping(
        emergency=_documents(emergency),
        first_lines=_documents(general[:first]),
        more_lines=_documents(general[first:]),
        special_lines=_documents(special),
        music=_documents(music[:MUSIC_FIRST]),
        more_music=_documents(music[MUSIC_FIRST:]),
        worldwide=_documents(worldwide[:WORLDWIDE_FIRST]),
        more_worldwide=_documents(worldwide[WORLDWIDE_FIRST:]),
        concierge=next((one.document for one in everywhere if one.slug == settings.CONCIERGE_RESOURCE), None),
    )


def best_answer(document: ResourceDocument, country: str | None, at: datetime) -> OpenState | None:
    """Say whether somebody answers at an instant: the best among the contacts a person answers, None without one."""
    holidays_of = reading.holiday_country(document, country)
    answers = (
        opening_hours.open_state(contact.hours, contact.zone, at, holidays_of)
        for contact in reading.usable_contacts(document, country)
        if contact.channel in ANSWERED_CHANNELS
    )
    return min(answers, key=lambda answer: _OPEN_FIRST.index(answer.state), default=None)


def speaks(document: ResourceDocument, language: str) -> bool:
    """Say whether support is given in a language."""
    spoken = {languages.primary_subtag(tag) for tag in document.languages}
    return languages.primary_subtag(language) in spoken


def _documents(candidates: list[_Candidate]) -> tuple[ResourceDocument, ...]:
    return tuple(one.document for one in candidates)


def _keep_pairs_together(candidates: list[_Candidate], companions: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates, each followed at once by the lines it is paired with, out of both lists."""
    waiting = {one.slug: one for one in [*candidates, *companions]}
    ordered: list[_Candidate] = []
    for one in candidates:
        if one.slug not in waiting:
            continue
        ordered.append(waiting.pop(one.slug))
        ordered += [waiting.pop(slug) for slug in one.document.paired_with if slug in waiting]
    return ordered


def _first_lines(lines: list[_Candidate]) -> int:
    """Return how many lines stand before «more»: three, or as many as it takes not to part a pair."""
    shown = min(LINES_FIRST, len(lines))
    while shown < len(lines) and lines[shown].slug in lines[shown - 1].document.paired_with:
        shown += 1
    return shown


def _crosses_borders(one: _Candidate) -> bool:
    return one.document.kind in _CROSS_BORDER_KINDS and one.slug != settings.CONCIERGE_RESOURCE


def _emergency_order(one: _Candidate) -> tuple[object, ...]:
    """What is rung before what is written to: most people can speak, and a call is answered at once."""
    return (not any(contact.channel is Channel.PHONE for contact in one.usable), one.slug)


def _line_order(one: _Candidate) -> tuple[object, ...]:
    answer = one.answer
    return (
        reading.freshness(one.document, one.at.date()) is Freshness.STALE,
        not one.usable,
        _open_rank(answer, one.by_clock),
        not one.speaks_reader,
        not (answer and answer.is_always),
        bool(one.document.regions),
        one.document.kind is not Kind.CRISIS_LINE,
        Topic.SUICIDE not in one.document.topics,
        one.slug,
    )


def _open_rank(answer: OpenState | None, by_clock: bool) -> int:
    if answer is None:
        return len(_OPEN_FIRST)
    return _OPEN_FIRST.index(answer.state) if by_clock else 0


def _music_order(one: _Candidate) -> tuple[object, ...]:
    """Lines first, then support, then money and reading; nothing that cannot be reached before what can."""
    return (
        not one.document.contacts,
        _MUSIC_KINDS.index(one.document.kind),
        not one.document.is_music_specific,
        not one.speaks_reader,
        one.slug,
    )


def _worldwide_order(one: _Candidate) -> tuple[object, ...]:
    """What finds a crisis line first, then what somebody answers, then the rest."""
    return (
        Topic.SUICIDE not in one.document.topics,
        one.document.kind is not Kind.DIRECTORY,
        not one.speaks_reader,
        *_music_order(one),
    )
