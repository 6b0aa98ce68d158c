"""The hub's services that fit a page of the guide: people to reach first where what it is about calls for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from greenroom.core.topics import Topic
from greenroom.directory.choices import Kind
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.guide.wording import PEOPLE_FIRST_TOPICS
from greenroom.hub.cards import ResourceCard, resource_card
from greenroom.hub.help_now import HelpNow, help_now
from greenroom.hub.open_words import Clock
from greenroom.search import filters, finding
from greenroom.search.filters import Facet

MOST_SERVICES = 4
_MOST_FOR_A_TOPIC = 2


@dataclass(frozen=True)
class GuideHelp:
    """`danger`: what to show first, where the country is known. `find_query`: all that fits, on the find page.

    `other_places`: none; the component for danger asks for them.
    """

    is_first: bool
    country: str | None
    danger: HelpNow | None
    cards: tuple[ResourceCard, ...]
    clock: Clock
    find_query: str
    other_places: tuple[str, ...] = ()


def help_for(
    edition: Edition, topics: tuple[Topic, ...], country: str | None, language: str, at: datetime
) -> GuideHelp:
    """Return what a page about topics shows to a reader in a country (upper case), or one who chose none.

    Without a country only what can be used anywhere is named.
    """
    clock = Clock.for_place(at, language, country)
    is_first = bool(PEOPLE_FIRST_TOPICS.intersection(topics))
    danger = help_now(edition, country, language, at) if is_first and country else None
    shown_first = {card.slug for card in danger.first_lines} if danger else set()
    fitting = [
        document for document in _fitting(edition, topics, country, language, at) if document.slug not in shown_first
    ]
    return GuideHelp(
        is_first=is_first,
        country=country,
        danger=danger,
        cards=tuple(resource_card(document, clock) for document in fitting[:MOST_SERVICES]),
        clock=clock,
        find_query=_asked(topics[0], country).query(),
    )


def _asked(topic: Topic, country: str | None) -> filters.Filters:
    return filters.parse({Facet.TOPIC.value: topic.value, Facet.COUNTRY.value: country or ""})


def _fitting(
    edition: Edition, topics: Iterable[Topic], country: str | None, language: str, at: datetime
) -> list[ResourceDocument]:
    """Return the first that fit each topic in turn. Emergency numbers stand in their own place."""
    found: dict[str, ResourceDocument] = {}
    for topic in topics:
        documents = finding.find(edition, _asked(topic, country), language, at).documents
        usable = [one for one in documents if _is_usable(one, topic, country)]
        for document in usable[:_MOST_FOR_A_TOPIC]:
            found.setdefault(document.slug, document)
    return list(found.values())


def _is_usable(document: ResourceDocument, topic: Topic, country: str | None) -> bool:
    is_in_reach = country is not None or document.is_worldwide
    return is_in_reach and topic in document.topics and document.kind is not Kind.EMERGENCY
