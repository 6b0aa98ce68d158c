from datetime import UTC, date, datetime

import pytest

from greenroom.directory.choices import Channel, Kind, Reach
from greenroom.edition.documents import ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.hub.day_hours import told_hours
from greenroom.hub.tour_card import Leg, Reader, TourCard, tour_card
from greenroom.itinerary.places import Place
from greenroom.itinerary.reading import Stop
from tests.edition.documents import contact_document, resource_document

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
PLACES = {
    "Berlin": ("DE", "Europe/Berlin"),
    "Hamburg": ("DE", "Europe/Berlin"),
    "London": ("GB", "Europe/London"),
    "Paris": ("FR", "Europe/Paris"),
    "New York": ("US", "America/New_York"),
    "Mogadishu": ("SO", "Africa/Mogadishu"),
    "Auckland": ("NZ", "Pacific/Auckland"),
    "Oslo": ("NO", "Europe/Oslo"),
}


def stop(city: str, day: str, last_day: str | None = None) -> Stop:
    country, zone = PLACES[city]
    place = Place(
        "1", city, country, region="", zone=zone, region_code="", population=0, near="", latitude=0.0, longitude=0.0
    )
    return Stop(1, date.fromisoformat(day), date.fromisoformat(last_day or day), place, "Hall")


def card_of(edition: Edition, *stops: Stop, home: str | None = None, speaks: tuple[str, ...] = ()) -> TourCard:
    return tour_card(edition, stops, Reader("en", speaks, home), NOW)


def spare(edition: Edition, *documents: ResourceDocument) -> Edition:
    return Edition(edition.manifest, {document.slug: document for document in documents}, {})


def line(slug: str, country: str = "DE", **changes: object) -> ResourceDocument:
    return resource_document(slug, countries=(country,), **changes)


def slugs_of_lines(leg: Leg) -> list[str]:
    return [one.card.slug for one in leg.lines]


def test_stops_one_after_another_in_a_country_stand_together(shipped_edition: Edition) -> None:
    card = card_of(
        shipped_edition,
        stop("Berlin", "2027-03-12"),
        stop("Hamburg", "2027-03-13"),
        stop("Paris", "2027-03-15"),
        stop("Berlin", "2027-03-17"),
    )

    assert [(leg.country, [row.stop.place.name for row in leg.rows]) for leg in card.legs] == [
        ("DE", ["Berlin", "Hamburg"]),
        ("FR", ["Paris"]),
        ("DE", ["Berlin"]),
    ]
    assert card.days == "Mar 12, 2027 – Mar 17, 2027"


@pytest.mark.parametrize("city", PLACES)
def test_each_stop_has_a_number_to_ring_or_an_honest_gap(shipped_edition: Edition, city: str) -> None:
    (leg,) = card_of(shipped_edition, stop(city, "2027-03-12")).legs

    here = {document.slug for document in shipped_edition.in_country(leg.country)}
    assert leg.emergency
    assert {card.slug for card in leg.emergency} | set(slugs_of_lines(leg)) <= here
    assert bool(leg.lines) == (leg.country != "SO")
    assert bool(leg.worldwide) == (not leg.speaks_reader)
    assert leg.music


def test_a_line_in_a_language_of_the_reader_comes_first(shipped_edition: Edition) -> None:
    edition = spare(
        shipped_edition,
        line("de-a", languages=("de",)),
        line("de-b", languages=("tr",)),
        line("de-c", languages=("es-MX",)),
    )

    (leg,) = card_of(edition, stop("Berlin", "2027-03-12"), speaks=("es",)).legs

    assert slugs_of_lines(leg)[0] == "de-c"
    assert leg.speaks_reader


def test_lines_that_belong_together_are_not_parted(shipped_edition: Edition) -> None:
    edition = spare(
        shipped_edition,
        line("de-a", languages=("en",), paired_with=("de-z",)),
        line("de-b", languages=("en",)),
        line("de-z", languages=("en",), kind=Kind.TEXT_LINE, paired_with=("de-a",)),
    )

    (leg,) = card_of(edition, stop("Berlin", "2027-03-12")).legs

    assert {"de-a", "de-z"} <= set(slugs_of_lines(leg))


def test_hours_are_told_in_the_time_of_the_place_on_that_day(shipped_edition: Edition) -> None:
    """A line of New York on a Friday evening, read in Auckland: Saturday there, from noon."""
    late = contact_document(hours="Fr 18:00-23:00", zone="America/New_York")
    edition = spare(shipped_edition, line("nz-line", "NZ", contacts=(late,)))

    (leg,) = card_of(edition, *(stop("Auckland", day) for day in ("2027-03-12", "2027-03-13", "2027-03-14"))).legs

    assert [row.hours for row in leg.rows] == [
        (("nz-line", "Closed"),),
        (("nz-line", "12:00–17:00"),),
        (("nz-line", "Closed"),),
    ]


def test_hours_that_are_the_same_every_day_are_said_once(shipped_edition: Edition) -> None:
    nightly = contact_document(hours="Mo-Su 20:00-02:00", zone="Europe/Berlin")
    edition = spare(shipped_edition, line("de-line", contacts=(nightly,)))

    (leg,) = card_of(edition, stop("Berlin", "2027-03-12"), stop("Hamburg", "2027-03-13")).legs

    assert [one.hours for one in leg.lines] == ["20:00–02:00"]
    assert [row.hours for row in leg.rows] == [(), ()]


def test_hours_across_the_change_of_the_clocks(shipped_edition: Edition) -> None:
    """On the last Sunday of March clocks in Berlin skip the hour after two."""
    nightly = contact_document(hours="Mo-Su 23:00-04:00", zone="Europe/Berlin")
    edition = spare(shipped_edition, line("gb-line", "GB", contacts=(nightly,)))

    (leg,) = card_of(edition, stop("London", "2027-03-27"), stop("London", "2027-03-28")).legs

    assert [one.hours for one in leg.lines] == ["22:00–03:00"]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("24/7", ["Open day and night"] * 4),
        ("Mo-Su 00:00-24:00", ["Open day and night"] * 4),
        ("Fr 18:00-03:00", ["18:00–03:00", "Closed", "Closed", "Closed"]),
        ("Fr-Sa 00:00-24:00; Su 00:00-09:00", ["Open day and night"] * 2 + ["00:00–09:00", "Closed"]),
        ("Fr 18:00-24:00; Sa 00:00-24:00", ["18:00–00:00", "Open day and night", "Closed", "Closed"]),
        ("Sa 00:00-05:00", ["Closed", "00:00–05:00", "Closed", "Closed"]),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(hours: str, told: list[str]) -> None:
    contact = contact_document(hours=hours, zone="Europe/Berlin")

    days = [date(2027, 3, day) for day in (12, 13, 14, 15)]
    assert [told_hours([contact], "DE", "Europe/Berlin", day, "en") for day in days] == told


def test_unknown_hours_are_said_to_be_unknown(shipped_edition: Edition) -> None:
    edition = spare(shipped_edition, line("de-line", contacts=(contact_document(hours=None, zone=None),)))

    (leg,) = card_of(edition, stop("Berlin", "2027-03-12")).legs

    assert [one.hours for one in leg.lines] == ["Hours not known"]


def test_a_stop_of_some_days_has_a_row_for_each_and_a_long_one_its_ends(shipped_edition: Edition) -> None:
    (leg,) = card_of(shipped_edition, stop("Berlin", "2027-03-12", "2027-03-14")).legs
    (long,) = card_of(shipped_edition, stop("Berlin", "2027-03-12", "2027-05-14")).legs

    assert [row.day for row in leg.rows] == ["Fri, Mar 12", "Sat, Mar 13", "Sun, Mar 14"]
    assert [row.day for row in long.rows] == ["Fri, Mar 12", "Fri, May 14"]


def test_home_is_reached_by_what_is_known_to_work_first_and_never_by_what_does_not(shipped_edition: Edition) -> None:
    number = contact_document(e164="+441", value="1")
    chat = contact_document(channel=Channel.WEB_CHAT, value="https://example.org/chat", dial="")
    edition = spare(
        shipped_edition,
        line("gb-a-unknown", "GB", contacts=(number,)),
        line("gb-b-chat", "GB", contacts=(chat,)),
        line("gb-c-works", "GB", contacts=(contact_document(e164="+442", abroad_reach=Reach.YES),)),
        line("gb-d-not", "GB", contacts=(contact_document(e164="+443", abroad_reach=Reach.NO),)),
        line("gb-e-short", "GB", contacts=(contact_document(value="116 123", e164=""),)),
    )

    card = card_of(edition, stop("Berlin", "2027-03-12"), home="GB")

    assert [(one.card.slug, one.dial) for one in card.home] == [
        ("gb-c-works", "+442"),
        ("gb-b-chat", ""),
        ("gb-a-unknown", "+441"),
    ]


def test_the_hours_of_home_are_told_on_the_road_and_not_at_home(shipped_edition: Edition) -> None:
    daily = contact_document(e164="+442", abroad_reach=Reach.YES, hours="Mo-Su 09:00-17:00", zone="Europe/London")
    edition = spare(shipped_edition, line("gb-line", "GB", contacts=(daily,)))

    road, home = card_of(edition, stop("New York", "2027-01-12"), stop("London", "2027-01-15"), home="GB").legs

    assert [one.hours for one in road.home] == ["04:00–12:00"]
    assert home.home == ()


def test_a_country_without_music_people_of_its_own_shows_who_is_there_everywhere(shipped_edition: Edition) -> None:
    (leg,) = card_of(shipped_edition, stop("Mogadishu", "2027-03-12")).legs

    assert all(card.document.is_worldwide and card.document.is_music_specific for card in leg.music)
