"""The tour card as plain values for the typesetter: every word in the reader's language, nothing left to decide."""

from typing import Any

from babel import Locale
from babel.dates import format_date
from django.utils.translation import gettext as _

from greenroom.core import countries, crisis_sentences, languages
from greenroom.directory.choices import Channel, Serves
from greenroom.edition.reader.opening import Edition
from greenroom.hub import paper
from greenroom.hub.cards import ContactCard, ResourceCard
from greenroom.hub.tour_card import HomeContact, Leg, TourCard

_SERVES = {
    Serves.ALL: "serves_all",
    Serves.POLICE: "serves_police",
    Serves.AMBULANCE: "serves_ambulance",
    Serves.FIRE: "serves_fire",
}
_NUMBERS_FIRST = 2
_LANGUAGES_FIRST = 4


def paper_content(card: TourCard, edition: Edition, size: str) -> dict[str, Any]:
    """Return what `typst/card.typ` sets. `size`: typst's name of a paper size."""
    language = card.reader.language
    spoken = languages.offered()[language]
    made = _(
        "Made on %(date)s from edition %(number)s. A number may have changed since: each code leads to the live page."
    ) % {"date": format_date(card.clock.at, "long", locale=language), "number": edition.number}
    return {
        "paper": size,
        "language": language,
        "script": "hans" if language == "zh" else "auto",
        "direction": spoken.direction,
        "title": _("Tour card"),
        "days": card.days,
        "notes": [made, _("All times are those of the place itself.")],
        "home": _home(card) if card.reader.home else None,
        "legs": [_leg(leg, language) for leg in card.legs],
        "closing": [*_concierge(card), _crisis("no_promise", language)],
    }


def _home(card: TourCard) -> dict[str, Any]:
    place = countries.name(card.reader.home or "", card.reader.language)
    return {
        "title": _("Still there for you at home: %(place)s") % {"place": place},
        "ways": [_home_way(one) for one in card.home],
        "nothing": _("We know of no line at home that can be reached from abroad."),
    }


def _home_way(one: HomeContact) -> dict[str, str]:
    if one.dial:
        always = [_("Open day and night")] if one.contact.words.is_always else []
        note = " · ".join([*always, str(one.contact.reach_label)])
        return {"name": one.card.document.name, "way": one.dial, "note": note}
    return {
        "name": one.card.document.name,
        "way": one.contact.document.value,
        "note": _("Needs the internet. Ask whether they help people abroad."),
    }


def _leg(leg: Leg, language: str) -> dict[str, Any]:
    return {
        "country": countries.name(leg.country, language),
        "qr": paper.qr_svg(leg.live_address),
        "address": leg.live_address,
        "emergency": [
            {
                "value": contact.document.value,
                "says": _listed(
                    [_crisis(_SERVES[one], language)["text"] for one in contact.document.serves]
                    + ([contact.telling_note.text] if contact.telling_note else []),
                    language,
                ),
            }
            for card in leg.emergency
            for contact in card.numbers
        ],
        "notices": [_crisis(key, language) for key in _gaps(leg)] + _language_gap(leg),
        "stops": [
            {
                "day": row.day,
                "place": row.stop.place.name,
                "venue": row.stop.venue,
                "hours": [f"{name}: {hours}" for name, hours in row.hours],
            }
            for row in leg.rows
        ],
        "lines": [
            *(_line(line.card, line.hours, "", language) for line in leg.lines),
            *(_line(card, "", "", language) for card in leg.worldwide),
            *(_line(line.card, line.hours, _("At home"), language, is_home=True) for line in leg.home if line.hours),
            *(_line(card, "", _("For music people"), language) for card in leg.music),
        ],
        "no_music": "" if leg.music else _("We know of no support for music people here."),
    }


def _gaps(leg: Leg) -> list[str]:
    """Return the keys of the sentences that say what there is none of."""
    keys = [] if leg.emergency else ["no_emergency_number", "ask_anyone"]
    if not leg.lines:
        keys.append("only_special_lines" if leg.has_special_lines else "no_line")
    return keys


def _language_gap(leg: Leg) -> list[dict[str, str]]:
    if not leg.lines or leg.speaks_reader:
        return []
    return [{"text": _("We know of no line here in your languages. These help from any country:"), "english": ""}]


def _line(card: ResourceCard, hours: str, eyebrow: str, language: str, is_home: bool = False) -> dict[str, Any]:
    """A line at home is named only: how to reach it stands at the top of the card."""
    spoken = card.language_names
    more = f" +{len(spoken) - _LANGUAGES_FIRST}" if len(spoken) > _LANGUAGES_FIRST else ""
    ways = [_way(contact) for contact in card.numbers[:_NUMBERS_FIRST] or card.other_ways[:1]]
    regions = _("Only in %(places)s") % {"places": _listed(card.region_names, language)} if card.region_names else ""
    warnings = [_crisis("may_involve_authorities", language)] if card.document.may_involve_authorities else []
    return {
        "eyebrow": eyebrow,
        "name": card.document.name,
        "languages": _listed(spoken[:_LANGUAGES_FIRST], language) + more,
        "regions": regions,
        "ways": [] if is_home else ways or [_page(card.document.url)],
        "hours": hours,
        "warnings": warnings,
    }


def _way(contact: ContactCard) -> dict[str, Any]:
    document = contact.document
    label = "" if document.channel in (Channel.PHONE, Channel.WEB) else str(contact.channel_label)
    is_number = document.channel in (Channel.PHONE, Channel.SMS, Channel.WHATSAPP)
    return {"label": label, "value": document.value, "keyword": document.keyword, "is_number": is_number}


def _page(address: str) -> dict[str, Any]:
    return {"label": "", "value": address, "keyword": "", "is_number": False}


def _concierge(card: TourCard) -> list[dict[str, str]]:
    if card.concierge is None:
        return []
    ways = " ".join(contact.document.value for contact in card.concierge.other_ways if contact.link)
    slow = _crisis("concierge_is_slow", card.reader.language)
    return [{"text": f"{card.concierge.document.name}: {ways}. {slow['text']}", "english": slow["english"]}]


def _crisis(key: str, language: str) -> dict[str, str]:
    said = crisis_sentences.sentence(key, language)
    return {"text": said.text, "english": said.english or ""}


def _listed(values: list[str], language: str) -> str:
    between = Locale.parse(language).list_patterns["standard"]["start"]
    return str(between.removeprefix("{0}").removesuffix("{1}")).join(values)
