"""What stands on a country's page: whom to call, who is there for music people, who else helps, how care works."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from greenroom.core import languages
from greenroom.directory.choices import LINE_KINDS, Kind
from greenroom.edition.documents import CareFactDocument, PhraseDocument
from greenroom.edition.reader.opening import Edition
from greenroom.guide.choices import CareTopic
from greenroom.hub.cards import ResourceCard, resource_card
from greenroom.hub.help_now import HelpNow, help_now
from greenroom.search import labels

_TOPIC_ORDER = tuple(CareTopic)


@dataclass(frozen=True)
class CareSection:
    """What is known about one side of care. Facts are in English."""

    label: labels.Label
    facts: tuple[CareFactDocument, ...]


@dataclass(frozen=True)
class PhraseRow:
    phrase: PhraseDocument
    language_name: str


@dataclass(frozen=True)
class CountryPage:
    """`care` is empty and `care_as_of` None where nobody has described the country yet."""

    now: HelpNow
    others: tuple[ResourceCard, ...]
    care: tuple[CareSection, ...]
    phrases: tuple[PhraseRow, ...]
    care_as_of: date | None


def country_page(edition: Edition, country: str, language: str, at: datetime) -> CountryPage:
    """Return the page of a country (upper case) at an instant."""
    now = help_now(edition, country, language, at)
    cards = [resource_card(document, now.clock) for document in edition.in_country(country)]
    others = [card for card in cards if card.is_offered and not card.is_stale and _is_other(card)]
    care = edition.care.get(country)
    facts = sorted(care.facts, key=lambda fact: _TOPIC_ORDER.index(fact.topic)) if care else []
    return CountryPage(
        now=now,
        others=tuple(sorted(others, key=lambda card: (tuple(Kind).index(card.document.kind), card.slug))),
        care=tuple(
            CareSection(labels.CARE_TOPIC[topic], tuple(of_topic))
            for topic, of_topic in groupby(facts, key=lambda fact: fact.topic)
            if topic is not CareTopic.WORDS_TO_USE
        ),
        phrases=tuple(
            PhraseRow(phrase, languages.language_name(phrase.language, language))
            for fact in facts
            for phrase in fact.phrases
        ),
        care_as_of=care.as_of_date if care else None,
    )


def _is_other(card: ResourceCard) -> bool:
    """Neither in an emergency, nor a line, nor made for music people: those have places of their own."""
    kind = card.document.kind
    return kind is not Kind.EMERGENCY and kind not in LINE_KINDS and not card.document.is_music_specific
