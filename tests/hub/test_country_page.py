from datetime import UTC, date, datetime

import pytest

from greenroom.core import countries
from greenroom.directory.choices import LINE_KINDS, Kind
from greenroom.edition import reading
from greenroom.edition.reader.opening import Edition
from greenroom.hub.country_page import CountryPage, country_page
from tests.service import Service

AT = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


def page_of(edition: Edition, country: str) -> CountryPage:
    return country_page(edition, country, "en", AT)


def test_how_care_works_has_sections_in_the_order_of_need_with_the_day_of_its_facts(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, "JP")

    assert [str(section.label) for section in page.care][:3] == [
        "In a crisis",
        "Emergency psychiatric care",
        "Where to start",
    ]
    assert page.care_as_of == date(2026, 11, 22)
    assert {row.language_name for row in page.phrases} == {"Japanese"}
    assert [fact.fact for section in page.care for fact in section.facts if not fact.sources] == []


def test_where_nobody_wrote_it_down_the_page_says_so(service: Service, shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, "AD")

    assert (page.care, page.phrases, page.care_as_of) == ((), (), None)
    assert "Nobody has written this down for this place yet." in service.get("/en/in/ad/").text


def test_twenty_countries_are_described(shipped_edition: Edition) -> None:
    described = {country for country in countries.codes() if page_of(shipped_edition, country).care}

    assert described == set(
        [
            "US",
            "GB",
            "IE",
            "CA",
            "AU",
            "NZ",
            "DE",
            "AT",
            "CH",
            "FR",
            "ES",
            "IT",
            "NL",
            "BE",
            "SE",
            "PL",
            "BR",
            "MX",
            "IN",
            "JP",
        ]
    )


@pytest.mark.parametrize("country", ["US", "GB", "JP", "FR"])
def test_no_service_stands_twice_and_other_support_is_neither_line_nor_music(
    shipped_edition: Edition, country: str
) -> None:
    page = page_of(shipped_edition, country)
    groups = (page.now.emergency, page.now.first_lines, page.now.music, page.now.more_music, page.others)
    slugs = [card.slug for group in groups for card in group]

    assert len(slugs) == len(set(slugs))
    assert [card.slug for card in page.others if card.document.kind in LINE_KINDS | {Kind.EMERGENCY}] == []
    assert [card.slug for card in page.others if card.document.is_music_specific] == []


def test_a_fact_is_marked_as_english_with_its_sources(service: Service) -> None:
    text = service.get("/de/in/jp/").text

    assert '<p lang="en" dir="ltr">People phone or book online at a psychiatry' in text
    assert 'href="http://kannai-mc.or.jp/mental/faq.html"' in text


def test_numbers_in_facts_are_not_offered_to_be_rung(service: Service, shipped_edition: Edition) -> None:
    """Facts explain; the numbers to ring are those of checked records."""
    own = {contact.dial for document in shipped_edition.in_country("JP") for contact in document.contacts}
    rung = {part.split('"')[0] for part in service.get("/en/in/jp/").text.split('href="tel:')[1:]}

    assert rung - own == set()


def test_everything_offered_in_a_country_stands_on_its_page_or_behind_its_link_to_all_lines(
    shipped_edition: Edition,
) -> None:
    missing = {}
    for country in countries.codes():
        page = page_of(shipped_edition, country)
        now = page.now
        groups = (now.emergency, now.first_lines, now.more_lines, now.special_lines, now.music, now.more_music)
        shown = {card.slug for group in (*groups, page.others) for card in group}
        offered = {d.slug for d in shipped_edition.in_country(country) if reading.is_offered(d, AT.date())}
        if offered - shown:
            missing[country] = offered - shown

    assert missing == {}
