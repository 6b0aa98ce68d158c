"""A country's help-now page: what `search.helping` puts in order, as cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.hub.cards import ResourceCard, resource_card
from greenroom.hub.open_words import Clock
from greenroom.search import helping


@dataclass(frozen=True)
class HelpNow:
    """The sections of a help-now page, each in display order."""

    country: str
    clock: Clock
    emergency: tuple[ResourceCard, ...]
    first_lines: tuple[ResourceCard, ...]
    more_lines: tuple[ResourceCard, ...]
    special_lines: tuple[ResourceCard, ...]
    music: tuple[ResourceCard, ...]
    more_music: tuple[ResourceCard, ...]
    worldwide: tuple[ResourceCard, ...]
    more_worldwide: tuple[ResourceCard, ...]
    concierge: ResourceCard | None

    @property
    def emergency_cautions(self) -> list[ResourceCard]:
        return [card for card in self.emergency if card.caution]


def help_now(edition: Edition, country: str, language: str, at: datetime) -> HelpNow:
    """Return the help-now page of a country (upper case) at an instant. Never holds another country's numbers."""
    clock = Clock.for_place(at, language, country)
    helps = helping.help_now(edition, country, language, at)

    def cards(documents: Iterable[ResourceDocument]) -> tuple[ResourceCard, ...]:
        return tuple(resource_card(document, clock) for document in documents)

    return HelpNow(
        country=country,
        clock=clock,
        emergency=cards(helps.emergency),
        first_lines=cards(helps.first_lines),
        more_lines=cards(helps.more_lines),
        special_lines=cards(helps.special_lines),
        music=cards(helps.music),
        more_music=cards(helps.more_music),
        worldwide=cards(helps.worldwide),
        more_worldwide=cards(helps.more_worldwide),
        concierge=resource_card(helps.concierge, clock) if helps.concierge else None,
    )
