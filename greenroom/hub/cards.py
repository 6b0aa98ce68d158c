"""A resource of the edition as a page shows it: texts in the reader's language where there are any, contacts with their
links and whether they are open, and why to trust it. Plain values; no tables."""

import re
from dataclasses import dataclass
from datetime import date

from greenroom.core import countries, languages
from greenroom.directory import dialling, policy
from greenroom.directory.choices import Audience, Channel, CheckOutcome, Kind, Publisher, Reach, TextState, Topic
from greenroom.directory.policy import Freshness
from greenroom.edition.documents import CheckDocument, ContactDocument, ResourceDocument
from greenroom.hub import labels
from greenroom.hub.open_words import Clock, OpenWords, open_words
from greenroom.hub.week import WeekRow, week_rows

ENGLISH = "en"
# Channels by which a person answers.
ANSWERED_CHANNELS = (Channel.PHONE, Channel.SMS, Channel.WHATSAPP, Channel.WEB_CHAT)
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
    language_hours: tuple[tuple[str, OpenWords, str], ...]

    @property
    def is_number(self) -> bool:
        return self.document.channel in (Channel.PHONE, Channel.SMS, Channel.WHATSAPP)

    @property
    def is_usable_here(self) -> bool:
        """Confirmed, not found wrong by the last check, and works as printed in the country the page is for."""
        countries_of = self.document.countries
        works_here = not countries_of or self.page_country is None or self.page_country in countries_of
        return works_here and not self.document.is_unconfirmed and not self.is_found_wrong

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
    def emergency_note(self) -> Sentence | None:
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
        if self.whom_for or self.is_general:
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
    last_check = _last_check(document)
    return ResourceCard(
        document=document,
        summary=Sentence(shown.summary, shown_language, is_machine),
        english_name=english.name,
        caution=caution,
        contacts=tuple(_contact_card(document, index, clock) for index in range(len(document.contacts))),
        freshness=policy.freshness(document.kind, _checked_date(last_check), clock.at.date()),
        last_check=last_check,
        page_language=language,
        page_country=clock.country,
        is_offered=policy.is_offered(
            document.status, document.valid_from_date, document.valid_to_date, clock.at.date()
        ),
    )


def _contact_card(document: ResourceDocument, index: int, clock: Clock) -> ContactCard:
    contact = document.contacts[index]
    holidays_of = _holiday_country(document, clock)
    return ContactCard(
        document=contact,
        link=contact_link(contact, document.kind),
        words=open_words(contact.hours, contact.zone, clock, holidays_of),
        note=_note(contact, clock.language),
        page_language=clock.language,
        page_country=clock.country,
        is_found_wrong=_is_found_wrong(document, index),
        language_hours=tuple(
            (language, open_words(hours, contact.zone, clock, holidays_of), hours)
            for language, hours in contact.language_hours.items()
        ),
    )


def contact_link(contact: ContactDocument, kind: Kind) -> str:
    """Return what a tap on a contact opens; empty where there is nothing to open."""
    if contact.channel is Channel.PHONE:
        return dialling.tel_link(contact.dial)
    if contact.channel is Channel.SMS:
        return dialling.sms_link(contact.dial, contact.keyword)
    if contact.channel is Channel.WHATSAPP:
        return dialling.whatsapp_link(contact.e164) if contact.e164 else ""
    if contact.channel is Channel.EMAIL:
        return f"mailto:{contact.value}"
    return contact.value if contact.value.startswith(("https://", "http://")) else ""


def _holiday_country(document: ResourceDocument, clock: Clock) -> str | None:
    if clock.country in document.countries:
        return clock.country
    return document.countries[0] if len(document.countries) == 1 else None


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


def _last_check(document: ResourceDocument) -> CheckDocument | None:
    confirmed = [check for check in document.checks if check.outcome is CheckOutcome.CONFIRMED]
    return max(confirmed, key=lambda check: check.checked_date, default=None)


def _is_found_wrong(document: ResourceDocument, index: int) -> bool:
    """Say whether the newest check that looked at a contact (or at the whole record) found it wrong."""
    looked = [check for check in document.checks if check.contact in (index, None)]
    newest = max(looked, key=lambda check: (check.checked_date, check.contact is not None), default=None)
    return newest is not None and newest.outcome is CheckOutcome.WRONG


def _checked_date(check: CheckDocument | None) -> date | None:
    return check.checked_date if check else None
