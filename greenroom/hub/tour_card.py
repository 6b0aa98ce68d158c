"""The tour card: for each stop of a routing whom to call there, when a line answers on that day in the time of that
place, and what can still be reached from home. Plain values; nothing of a routing is kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton
from django.conf import settings

from greenroom.directory.choices import ANSWERED_CHANNELS, Channel, Reach
from greenroom.directory.opening_hours import State
from greenroom.edition import reading
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.hub.cards import ContactCard, ResourceCard, resource_card
from greenroom.hub.day_hours import told_hours
from greenroom.hub.open_words import Clock
from greenroom.hub.paper import qr_code, qr_data
from greenroom.itinerary.reading import Stop
from greenroom.search import helping
from greenroom.search.helping import Helping

# Which lines come first is asked for late in the evening, when the show is over.
LATE = time(23)
LINES_FIRST = 2
MUSIC_FIRST = 2
WORLDWIDE_FIRST = 2
HOME_FIRST = 4
# A stop of more days than this is told by its first and last.
LONGEST_STOP = 10
# What is reached through the internet, and so from wherever there is some.
BY_INTERNET = (Channel.WEB_CHAT, Channel.EMAIL)


@dataclass(frozen=True)
class Reader:
    """Who the card is for: the language it is written in, what else they speak, where they live (upper case)."""

    language: str
    speaks: tuple[str, ...]
    home: str | None

    @property
    def languages(self) -> tuple[str, ...]:
        return (self.language, *(code for code in self.speaks if code != self.language))


@dataclass(frozen=True)
class CardLine:
    """A service, and when it answers where that is the same on every day here; else the rows say it."""

    card: ResourceCard
    hours: str


@dataclass(frozen=True)
class StopRow:
    """One day in one place. `hours`: (name of a service, when it answers) for those that differ from day to day."""

    stop: Stop
    day: str
    hours: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Leg:
    """Days one after another in one country, and what stands there.

    `speaks_reader`: one of the lines does. `home`: whom to reach at home, in the time of here.
    """

    country: str
    rows: tuple[StopRow, ...]
    emergency: tuple[ResourceCard, ...]
    lines: tuple[CardLine, ...]
    home: tuple[CardLine, ...]
    speaks_reader: bool
    has_special_lines: bool
    music: tuple[ResourceCard, ...]
    worldwide: tuple[ResourceCard, ...]
    live_address: str

    @property
    def qr(self) -> str:
        return qr_code(self.live_address)

    @property
    def qr_data(self) -> str:
        return qr_data(self.live_address)


@dataclass(frozen=True)
class HomeContact:
    """A way to reach somebody at home from abroad. `dial`: the number as it is dialled from anywhere, if it is one."""

    card: ResourceCard
    contact: ContactCard
    dial: str


@dataclass(frozen=True)
class TourCard:
    reader: Reader
    clock: Clock
    days: str
    legs: tuple[Leg, ...]
    home: tuple[HomeContact, ...]
    concierge: ResourceCard | None


def tour_card(edition: Edition, stops: Iterable[Stop], reader: Reader, at: datetime) -> TourCard:
    """Return the card of stops (in order of their days, at least one)."""
    days = [(stop, day) for stop in stops for day in _dates(stop)]
    clock = Clock.for_place(at, reader.language, None)
    home = _home_contacts(edition, reader, at) if reader.home else ()
    concierge = edition.resources.get(settings.CONCIERGE_RESOURCE)
    return TourCard(
        reader=reader,
        clock=clock,
        days=" – ".join(dict.fromkeys(_day(day, reader.language, "yMMMd") for _stop, day in (days[0], days[-1]))),
        legs=tuple(
            _leg(edition, Clock.for_place(at, reader.language, country), list(group), reader, home)
            for country, group in groupby(days, lambda pair: pair[0].place.country)
        ),
        home=home,
        concierge=resource_card(concierge, clock) if concierge else None,
    )


def _dates(stop: Stop) -> list[date]:
    """Return the days of a stop; of one that lasts for weeks, its first and last."""
    count = (stop.last_date - stop.first_date).days + 1
    if count > LONGEST_STOP:
        return [stop.first_date, stop.last_date]
    return [stop.first_date + timedelta(days=offset) for offset in range(count)]


def _leg(
    edition: Edition, clock: Clock, days: list[tuple[Stop, date]], reader: Reader, home: tuple[HomeContact, ...]
) -> Leg:
    (first_stop, first_day), country = days[0], days[0][0].place.country
    evening = datetime.combine(first_day, LATE, ZoneInfo(first_stop.place.zone))
    helps = helping.help_now(edition, country, reader.language, evening)
    lines, speaks_reader = _lines(helps, reader)
    answering = [one for one in home if _keeps_hours(one.contact)][:1] if country != reader.home else []
    told = {document.slug: _told(document, None, country, days, reader) for document in lines}
    told |= {one.card.slug: _told(one.card.document, one.contact, reader.home, days, reader) for one in answering}

    def card_lines(documents: Iterable[ResourceDocument]) -> tuple[CardLine, ...]:
        return tuple(CardLine(resource_card(document, clock), _same(told[document.slug])) for document in documents)

    at_home = [one.card.document for one in answering]
    daily = [document for document in (*lines, *at_home) if not _same(told[document.slug])]
    return Leg(
        country=country,
        rows=tuple(
            StopRow(
                stop,
                _day(day, reader.language, "MMMEd"),
                tuple((document.name, told[document.slug][index]) for document in daily),
            )
            for index, (stop, day) in enumerate(days)
        ),
        emergency=tuple(resource_card(document, clock) for document in helps.emergency),
        lines=card_lines(lines),
        home=card_lines(at_home),
        speaks_reader=speaks_reader,
        has_special_lines=bool(helps.special_lines),
        music=tuple(resource_card(document, clock) for document in _music(helps)),
        worldwide=tuple(resource_card(document, clock) for document in _worldwide(helps, reader, speaks_reader)),
        live_address=f"{settings.SITE_URL}/{reader.language}/now/{country.lower()}/",
    )


def _keeps_hours(contact: ContactCard) -> bool:
    """Whoever keeps the hours of home answers at other times of the day on the road."""
    is_known = contact.words.state is not State.UNKNOWN
    return contact.document.channel in ANSWERED_CHANNELS and is_known and not contact.words.is_always


def _told(
    document: ResourceDocument,
    contact: ContactCard | None,
    country: str | None,
    days: list[tuple[Stop, date]],
    reader: Reader,
) -> list[str]:
    """Say for each day when a service answers, or the one contact of it that is meant."""
    contacts = [contact.document] if contact else reading.usable_contacts(document, country)
    holidays_of = reading.holiday_country(document, country)
    return [told_hours(contacts, holidays_of, stop.place.zone, day, reader.language) for stop, day in days]


def _same(hours: list[str]) -> str:
    return hours[0] if len(set(hours)) == 1 else ""


def _lines(helps: Helping, reader: Reader) -> tuple[list[ResourceDocument], bool]:
    """Return the lines to show, and whether one speaks a language of the reader; what is paired is never parted."""
    general = (*helps.first_lines, *helps.more_lines)
    spoken = [document for document in general if _speaks(document, reader)]
    chosen = [*spoken, *(document for document in general if document not in spoken)][:LINES_FIRST]
    known = {document.slug: document for document in (*general, *helps.special_lines)}
    for document in tuple(chosen):
        chosen += [known[slug] for slug in document.paired_with if slug in known and known[slug] not in chosen]
    return chosen, bool(spoken)


def _speaks(document: ResourceDocument, reader: Reader) -> bool:
    return any(helping.speaks(document, language) for language in reader.languages)


def _music(helps: Helping) -> list[ResourceDocument]:
    """Return whom music people can turn to there: the country's own, else who is there for them everywhere."""
    own = (*helps.music, *helps.more_music)
    everywhere = (document for document in (*helps.worldwide, *helps.more_worldwide) if document.is_music_specific)
    return list(own or everywhere)[:MUSIC_FIRST]


def _worldwide(helps: Helping, reader: Reader, speaks_reader: bool) -> list[ResourceDocument]:
    """Return what crosses borders, where a country has no line in a language of the reader; who speaks it first."""
    if speaks_reader:
        return []
    every = [one for one in (*helps.worldwide, *helps.more_worldwide) if not one.is_music_specific]
    return sorted(every, key=lambda document: not _speaks(document, reader))[:WORLDWIDE_FIRST]


def _home_contacts(edition: Edition, reader: Reader, at: datetime) -> tuple[HomeContact, ...]:
    """Return the ways to reach somebody at home from abroad: what is known to work first, nothing known not to."""
    home = reader.home or ""
    clock = Clock.for_place(at, reader.language, home)
    helps = helping.help_now(edition, home, reader.language, at)
    found = [
        one
        for document in (*helps.first_lines, *helps.more_lines, *helps.music, *helps.more_music)
        for one in _from_abroad(resource_card(document, clock))
    ]
    return tuple(sorted(found, key=_reach_order)[:HOME_FIRST])


def _from_abroad(card: ResourceCard) -> Iterator[HomeContact]:
    """Yield the best way to reach a service from abroad, if there is one."""
    ways = [
        HomeContact(card, contact, "" if contact.document.channel in BY_INTERNET else contact.document.e164)
        for contact in card.contacts
        if contact.is_usable_here and _may_cross_borders(contact)
    ]
    yield from sorted(ways, key=_reach_order)[:1]


def _may_cross_borders(contact: ContactCard) -> bool:
    document = contact.document
    if document.abroad_reach is Reach.NO:
        return False
    return document.channel in BY_INTERNET or bool(document.e164)


def _reach_order(one: HomeContact) -> int:
    if one.contact.document.abroad_reach is Reach.YES:
        return 0
    return 1 if one.contact.document.channel in BY_INTERNET else 2


def _day(day: date, language: str, skeleton: str) -> str:
    return str(format_skeleton(skeleton, day, locale=language))
