"""The hub's services that fit a page of the guide: crisis help first where what it is about calls for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from greenroom.core.topics import Topic
from greenroom.directory.policy import CRISIS_TOPICS
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.hub.cards import ResourceCard, resource_card
from greenroom.hub.help_now import HelpNow, help_now
from greenroom.hub.open_words import Clock
from greenroom.search import filters, finding
from greenroom.search.filters import Facet

MOST_SERVICES = 4


@dataclass(frozen=True)
class GuideHelp:
    """`now`: for pages about danger, where the country is known. `find_query`: everything, on the find page."""

    is_about_danger: bool
    country: str | None
    now: HelpNow | None
    cards: tuple[ResourceCard, ...]
    clock: Clock
    find_query: str


def help_for(
    edition: Edition, topics: tuple[Topic, ...], country: str | None, language: str, at: datetime
) -> GuideHelp:
    """Return what a page about topics shows to a reader in a country (upper case), or one who chose none.

    Without a country only what can be used anywhere is named.
    """
    clock = Clock.for_place(at, language, country)
    about = bool(CRISIS_TOPICS & set(topics))
    return GuideHelp(
        is_about_danger=about,
        country=country,
        now=help_now(edition, country, language, at) if about and country else None,
        cards=tuple(resource_card(document, clock) for document in _fitting(edition, topics, country, language, at)),
        clock=clock,
        find_query=_asked(topics[0], country).query(),
    )


def _asked(topic: Topic, country: str | None) -> filters.Filters:
    return filters.parse({Facet.TOPIC.value: topic.value, Facet.COUNTRY.value: country or ""})


def _fitting(
    edition: Edition, topics: Iterable[Topic], country: str | None, language: str, at: datetime
) -> list[ResourceDocument]:
    """Return the first that fit each topic in turn, until there are enough."""
    found: dict[str, ResourceDocument] = {}
    for topic in topics:
        results = finding.find(edition, _asked(topic, country), language, at)
        usable = (one for one in results.results if topic in one.topics and (country or one.is_worldwide))
        for document in list(usable)[:2]:
            found.setdefault(document.slug, document)
    return list(found.values())[:MOST_SERVICES]
