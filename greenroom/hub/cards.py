"""A resource of the edition as a page shows it: texts in the reader's language where there are any, contacts with their
links and whether they are open, and why to trust it. Plain values; no tables."""

import re
from dataclasses import dataclass

from django.conf import settings

from greenroom.core import countries, languages
from greenroom.core.evidence import Publisher
from greenroom.directory import policy
from greenroom.directory.choices import ANSWERED_CHANNELS, Audience, Channel, Kind, Reach, TextState, Topic
from greenroom.directory.policy import Freshness
from greenroom.edition import reading
from greenroom.edition.documents import CheckDocument, ContactDocument, ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.hub.open_words import Clock, OpenWords, open_words
from greenroom.hub.week import WeekRow, week_rows
from greenroom.search import labels

ENGLISH = "en"
# Which publisher is named first as the reason to trust a record.
_PUBLISHERS_BY_WEIGHT = (
    Publisher.OFFICIAL,
    Publisher.GOVERNMENT,
    Publisher.UN_WHO,
    Publisher.NETWORK,
    Publisher.PRESS,
    Publisher.OTHER,
    Publisher.WIKIPEDIA,
)
_WORD = re.compile(r"[a-z]+")
_SERVICE_WORDS = frozenset(
    (
        "all",
        "and",
        "ambulance",
        "brigade",
        "emergency",
        "fire",
        "general",
        "medical",
        "of",
        "police",
        "rescue",
        "services",
    )
)
# At most this many words say whom or what a line is for.
_LABELS_SHOWN = 3


@dataclass(frozen=True)
class Sentence:
    """A text and the language it is in; `is_machine` when nobody has reviewed the translation."""

    text: str
    language: str
    is_machine: bool = False


@dataclass(frozen=True)
class ContactCard:
    document: ContactDocument
    link: str
    words: OpenWords
    note: Sentence | None
    page_language: str
    page_country: str | None
    is_found_wrong: bool
    is_usable_here: bool
    language_hours: tuple[tuple[str, OpenWords, str], ...]

    @property
    def is_number(self) -> bool:
        return self.document.channel in (Channel.PHONE, Channel.SMS, Channel.WHATSAPP)

    @property
    def country_names(self) -> list[str]:
        return [countries.name(country, self.page_language) for country in self.document.countries]

    @property
    def channel_label(self) -> labels.Label:
        return labels.CHANNEL[self.document.channel]

    @property
    def cost_label(self) -> labels.Label:
        return labels.CALL_COST[self.document.cost]

    @property
    def reach_label(self) -> labels.Label:
        return labels.REACH[self.document.abroad_reach]

    @property
    def week(self) -> list[WeekRow]:
        return week_rows(self.document.hours or "", self.page_language)

    @property
    def telling_note(self) -> Sentence | None:
        """The note, where it says more than which services answer."""
        if self.note is None or (self.document.serves and set(_WORD.findall(self.note.text.lower())) <= _SERVICE_WORDS):
            return None
        return self.note

    @property
    def is_reach_known(self) -> bool:
        return self.document.abroad_reach is not Reach.UNKNOWN


@dataclass(frozen=True)
class ResourceCard:
    document: ResourceDocument
    summary: Sentence
    english_name: str
    caution: Sentence | None
    contacts: tuple[ContactCard, ...]
    freshness: Freshness
    last_check: CheckDocument | None
    page_language: str
    page_country: str | None
    is_offered: bool

    @property
    def serves_page_country(self) -> bool:
        """Whether the service is for the country the page is for."""
        document = self.document
        return document.is_worldwide or self.page_country is None or self.page_country in document.countries

    @property
    def speaks_reader(self) -> bool:
        spoken = {languages.primary_subtag(tag) for tag in self.document.languages}
        return languages.primary_subtag(self.page_language) in spoken

    @property
    def slug(self) -> str:
        return self.document.slug

    @property
    def numbers(self) -> tuple[ContactCard, ...]:
        """The contacts by phone, text and WhatsApp that are usable here."""
        return tuple(card for card in self.contacts if card.is_number and card.is_usable_here)

    @property
    def other_ways(self) -> tuple[ContactCard, ...]:
        """The contacts usable here that are no number."""
        return tuple(card for card in self.contacts if not card.is_number and card.is_usable_here)

    @property
    def words(self) -> OpenWords | None:
        """Whether somebody answers now: the best answer among the contacts a person answers."""
        return min(self._answers, key=lambda words: words.rank, default=None)

    @property
    def has_mixed_hours(self) -> bool:
        """Whether its contacts are open at different times: then each says so for itself."""
        return len(set(self._answers)) > 1

    @property
    def _answers(self) -> list[OpenWords]:
        return [
            card.words for card in self.contacts if card.document.channel in ANSWERED_CHANNELS and card.is_usable_here
        ]

    @property
    def country_names(self) -> list[str]:
        return [countries.name(country, self.page_language) for country in self.document.countries]

    @property
    def language_names(self) -> list[str]:
        return [languages.language_name(language, self.page_language) for language in self.document.languages]

    @property
    def region_names(self) -> list[str]:
        return [countries.region_name(region) for region in self.document.regions]

    @property
    def is_general(self) -> bool:
        return policy.is_general_line(self.document.kind, self.document.audiences, self.document.topics)

    @property
    def is_stale(self) -> bool:
        return self.freshness is Freshness.STALE

    @property
    def whom_for(self) -> list[labels.Label]:
        """For whom a line is, where it is not for everyone."""
        if Audience.EVERYONE in self.document.audiences:
            return []
        return [labels.AUDIENCE[audience] for audience in self.document.audiences[:_LABELS_SHOWN]]

    @property
    def what_for(self) -> list[labels.Label]:
        """What a line for everyone is for, where that is something particular."""
        if self.whom_for or self.is_general or self.document.kind is Kind.EMERGENCY:
            return []
        general = (Topic.CRISIS, Topic.EMOTIONAL_SUPPORT)
        return [labels.TOPIC[topic] for topic in self.document.topics if topic not in general][:_LABELS_SHOWN]

    @property
    def kind_label(self) -> labels.Label:
        return labels.KIND[self.document.kind]

    @property
    def cost_label(self) -> labels.Label:
        return labels.COST[self.document.cost]

    @property
    def status_label(self) -> labels.Label:
        return labels.STATUS[self.document.status]

    @property
    def best_publisher_label(self) -> labels.Label:
        best = min(self.document.sources, key=lambda source: _PUBLISHERS_BY_WEIGHT.index(source.publisher))
        return labels.PUBLISHER[best.publisher]


def resource_card(document: ResourceDocument, clock: Clock) -> ResourceCard:
    """Return a resource as a page made at `clock` shows it."""
    texts, language = document.texts, clock.language
    own, english = texts.get(language), texts[ENGLISH]
    shown, shown_language = (own, language) if own else (english, ENGLISH)
    is_machine = shown.state is TextState.MACHINE
    caution = _caution(document, language)
    return ResourceCard(
        document=document,
        summary=Sentence(shown.summary, shown_language, is_machine),
        english_name=english.name,
        caution=caution,
        contacts=tuple(_contact_card(document, index, clock) for index in range(len(document.contacts))),
        freshness=reading.freshness(document, clock.at.date()),
        last_check=reading.last_confirmation(document),
        page_language=language,
        page_country=clock.country,
        is_offered=reading.is_offered(document, clock.at.date()),
    )


def concierge_card(edition: Edition, clock: Clock) -> ResourceCard | None:
    """Return the card of the service that answers one to one; None where the edition has none."""
    document = edition.resources.get(settings.CONCIERGE_RESOURCE)
    return resource_card(document, clock) if document else None


def _contact_card(document: ResourceDocument, index: int, clock: Clock) -> ContactCard:
    contact = document.contacts[index]
    holidays_of = reading.holiday_country(document, clock.country)
    return ContactCard(
        document=contact,
        link=reading.contact_link(contact),
        words=open_words(contact.hours, contact.zone, clock, holidays_of),
        note=_note(contact, clock.language),
        page_language=clock.language,
        page_country=clock.country,
        is_found_wrong=reading.is_found_wrong(document, index),
        is_usable_here=reading.is_usable(document, index, clock.country),
        language_hours=tuple(
            (language, open_words(hours, contact.zone, clock, holidays_of), hours)
            for language, hours in contact.language_hours.items()
        ),
    )


def _caution(document: ResourceDocument, language: str) -> Sentence | None:
    for code in (language, ENGLISH):
        text = document.texts.get(code)
        if text and text.caution:
            return Sentence(text.caution, code, text.state is TextState.MACHINE)
    return None


def _note(contact: ContactDocument, language: str) -> Sentence | None:
    for code in (language, ENGLISH):
        if contact.notes.get(code):
            return Sentence(contact.notes[code], code)
    return None
