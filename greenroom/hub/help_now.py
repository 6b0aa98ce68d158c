"""What stands on a country's help-now page, and in which order.

Emergency numbers; general lines before those for particular people; open now and in the reader's language first; lines
that belong together side by side; then music bodies; then what crosses borders; then the concierge.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from greenroom.directory.choices import LINE_KINDS, Channel, Kind, Topic
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.hub.cards import ResourceCard, resource_card
from greenroom.hub.open_words import Clock

# At most three choices before «more» (safety rule S8).
LINES_SHOWN = 3
MUSIC_SHOWN = 4
WORLDWIDE_SHOWN = 3
# What crosses borders and is shown in a crisis: directories and anything somebody answers.
_CROSS_BORDER_KINDS = LINE_KINDS | {Kind.DIRECTORY, Kind.PEER_SUPPORT, Kind.MUSIC_SUPPORT}


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
    cards = _offered_cards(edition.in_country(country), clock)
    emergency = sorted((card for card in cards if card.document.kind is Kind.EMERGENCY), key=_emergency_order)
    music = [card for card in cards if card.document.is_music_specific and card.document.kind is not Kind.EMERGENCY]
    lines = [card for card in cards if card.document.kind in LINE_KINDS and not card.document.is_music_specific]
    special = sorted((card for card in lines if not card.is_general), key=_line_order)
    general = keep_pairs_together(sorted((card for card in lines if card.is_general), key=_line_order), special)
    special = keep_pairs_together([card for card in special if card not in general], [])
    shown = _first_lines(general)
    music.sort(key=_music_order)
    worldwide = sorted(
        (card for card in _offered_cards(edition.worldwide, clock) if _crosses_borders(card)), key=_worldwide_order
    )
    concierge = [document for document in edition.worldwide if document.slug == settings.CONCIERGE_RESOURCE]
    return HelpNow(
        country=country,
        clock=clock,
        emergency=tuple(emergency),
        first_lines=tuple(general[:shown]),
        more_lines=tuple(general[shown:]),
        special_lines=tuple(special),
        music=tuple(music[:MUSIC_SHOWN]),
        more_music=tuple(music[MUSIC_SHOWN:]),
        worldwide=tuple(worldwide[:WORLDWIDE_SHOWN]),
        more_worldwide=tuple(worldwide[WORLDWIDE_SHOWN:]),
        concierge=next(iter(_offered_cards(concierge, clock)), None),
    )


def keep_pairs_together(cards: list[ResourceCard], companions: list[ResourceCard]) -> list[ResourceCard]:
    """Return the cards, each followed at once by the lines it is paired with, out of the cards and the companions."""
    waiting = {card.slug: card for card in [*cards, *companions]}
    ordered: list[ResourceCard] = []
    for card in cards:
        if card.slug not in waiting:
            continue
        ordered.append(waiting.pop(card.slug))
        ordered += [waiting.pop(slug) for slug in card.document.paired_with if slug in waiting]
    return ordered


def _first_lines(lines: list[ResourceCard]) -> int:
    """Return how many lines stand before «more»: three, or as many as it takes not to part a pair."""
    shown = min(LINES_SHOWN, len(lines))
    while shown < len(lines) and lines[shown].slug in lines[shown - 1].document.paired_with:
        shown += 1
    return shown


def _offered_cards(documents: Iterable[ResourceDocument], clock: Clock) -> list[ResourceCard]:
    cards = [resource_card(document, clock) for document in documents]
    return [card for card in cards if card.is_offered]


def _crosses_borders(card: ResourceCard) -> bool:
    return card.document.kind in _CROSS_BORDER_KINDS and card.slug != settings.CONCIERGE_RESOURCE


def _emergency_order(card: ResourceCard) -> tuple[object, ...]:
    """What is rung before what is written to: most people can speak, and a call is answered at once."""
    return (not any(contact.document.channel is Channel.PHONE for contact in card.numbers), card.slug)


def _line_order(card: ResourceCard) -> tuple[object, ...]:
    open_rank = card.words.rank if card.words else len(LINE_KINDS)
    return (
        card.is_stale,
        not card.numbers and not card.other_ways,
        open_rank,
        not card.speaks_reader,
        not (card.words and card.words.is_always),
        bool(card.document.regions),
        card.document.kind is not Kind.CRISIS_LINE,
        Topic.SUICIDE not in card.document.topics,
        card.slug,
    )


def _music_order(card: ResourceCard) -> tuple[object, ...]:
    """Lines first, then support, then money and reading; nothing that cannot be reached before what can."""
    by_kind = (
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
    return (
        not card.contacts,
        by_kind.index(card.document.kind),
        not card.document.is_music_specific,
        not card.speaks_reader,
        card.slug,
    )


def _worldwide_order(card: ResourceCard) -> tuple[object, ...]:
    """What finds a crisis line first, then what somebody answers, then the rest."""
    return (
        Topic.SUICIDE not in card.document.topics,
        card.document.kind is not Kind.DIRECTORY,
        not card.speaks_reader,
        *_music_order(card),
    )
