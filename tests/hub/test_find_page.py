from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from greenroom.edition.reader.opening import Edition
from greenroom.hub.find_page import FindPage, find_page
from greenroom.search import filters
from tests.service import SITE, Service

AT = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


def page_of(edition: Edition, language: str = "en", **parameters: str) -> FindPage:
    rejected = parameters.pop("without", "").split()
    return find_page(edition, filters.parse(parameters, rejected), language, AT, page=1)


def test_each_choice_is_a_chip_that_can_be_taken_away(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, q="line", country="gb", kind="crisis_line", open="now")

    assert [(str(chip.label), chip.query, chip.is_left_out) for chip in page.chips] == [
        ("“line”", "country=gb&kind=crisis_line&open=now", False),
        ("United Kingdom", "q=line&kind=crisis_line&open=now", False),
        ("Crisis line", "q=line&country=gb&open=now", False),
        ("Open now", "q=line&country=gb&kind=crisis_line", False),
    ]


def test_what_was_left_out_is_crossed_out(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, country="jp", cost="grant", topic="hearing_health")

    assert [(str(chip.label), chip.is_left_out) for chip in page.chips] == [
        ("Japan", False),
        ("hearing", True),
        ("Pays money to you", True),
    ]


def test_every_option_says_how_many_it_would_find(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, country="at")
    kinds = next(choice for choice in page.choices if choice.name == "kind")
    option = next(option for option in kinds.options if option.value == "crisis_line")

    assert option.count == page_of(shipped_edition, country="at", kind="crisis_line").found.total > 0


def test_countries_stand_in_the_alphabet_of_the_reader(shipped_edition: Edition) -> None:
    countries = page_of(shipped_edition, language="de").choices[0]
    names = [str(option.label) for option in countries.options]

    assert names.index("Ägypten") < names.index("Albanien") < names.index("Österreich") < names.index("Polen")


def test_pages_are_linked_and_keep_the_question(shipped_edition: Edition) -> None:
    first = find_page(shipped_edition, filters.parse({"country": "us"}), "en", AT, page=1)
    second = find_page(shipped_edition, filters.parse({"country": "us"}), "en", AT, page=2)

    assert (first.previous_query, first.next_query) == (None, "country=us&page=2")
    assert second.previous_query == "country=us"


def test_austrias_crisis_lines_in_german(service: Service) -> None:
    answer = service.get("/de/find/?country=at&kind=crisis_line")

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert 'href="tel:142"' in answer.text
    assert f'<link rel="canonical" href="{SITE}/de/find/">' in answer.text


def test_what_is_not_understood_is_said_and_not_run(service: Service) -> None:
    text = service.get("/en/find/?country=%3Cscript%3Ealert(1)%3C/script%3E&kind=joy&page=-3").text

    assert "We do not know “&lt;script&gt;alert(1)&lt;/script&gt;” and left it out." in text
    assert "We do not know “joy” and left it out." in text


def test_another_language_keeps_the_whole_question(service: Service) -> None:
    text = service.get("/en/find/?q=panic&country=gb&open=now&page=2").text

    assert 'href="/ja/find/?q=panic&amp;country=gb&amp;open=now"' in text


def test_words_are_in_no_log(service: Service) -> None:
    service.get("/en/find/?q=somethingverypersonal")

    log = (service.var / "web.log").read_text()
    assert "is open" in log
    assert "somethingverypersonal" not in log


@pytest.mark.django_db
def test_an_old_emergency_number_says_that_it_is_old(client: Client, served: None) -> None:
    with time_machine.travel(datetime(2027, 8, 1, tzinfo=UTC)):
        found, now = client.get("/en/find/?country=gb&kind=emergency"), client.get("/en/now/gb/")

    assert "Not checked since November 22, 2026" in found.content.decode()
    assert "Not checked since November 22, 2026" in now.content.decode().split("Talk to someone")[0]


def read_chips(page: FindPage) -> list[tuple[str, str]]:
    return [(str(chip.label), chip.query) for chip in page.read_chips]


def test_what_was_read_in_the_words_is_a_chip_that_can_be_taken_away(shipped_edition: Edition) -> None:
    words = "q=therpist+berlin+english+free"
    page = page_of(shipped_edition, q="therpist berlin english free")

    assert read_chips(page)[:4] == [
        ("Germany", f"{words}&without=country.de"),
        ("English", f"{words}&without=language.en"),
        ("Therapy", f"{words}&without=kind.therapy"),
        ("Free help", f"{words}&without=cost.free"),
    ]
    assert ("therpist → therapist", f"{words}&without=spelling.therpist") in read_chips(page)


def test_a_chip_that_was_taken_away_stays_away(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, q="therpist berlin", without="country.de spelling.therpist")

    assert page.found.country is None
    assert {"Germany", "therpist → therapist"}.isdisjoint(label for label, _ in read_chips(page))


def test_a_chosen_country_stands_above_one_that_is_named_and_the_other_is_offered(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, q="therapist berlin", country="jp")

    assert page.found.country == "JP"
    assert [(place.name, place.query) for place in page.other_places] == [("Germany", "q=therapist+berlin&country=de")]


def test_danger_in_a_known_country_shows_its_numbers_before_anything_else(service: Service) -> None:
    text = service.get("/en/find/?q=i+want+to+die&country=gb").text

    assert text.index('href="tel:999"') < text.index('href="tel:116123"') < text.index('role="search"')
    assert "services</h2>" in text


def test_danger_in_an_unknown_country_asks_where_and_guesses_nothing(service: Service) -> None:
    text = service.get("/es/find/?q=quiero+morir", Accept_Language="es-ES").text
    before_results = text.split('role="search"')[0]

    assert 'action="/es/now/"' in before_results
    assert "tel:" not in before_results


def test_in_danger_a_place_in_the_words_is_offered_not_taken(service: Service) -> None:
    before_results = service.get("/en/find/?q=i+want+to+die+in+berlin").text.split('role="search"')[0]

    assert 'href="/en/now/de/"' in before_results
    assert "tel:" not in before_results


def test_a_place_that_was_not_taken_is_no_chip(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, q="i want to die in berlin")

    assert "Germany" not in {label for label, _ in read_chips(page)}
    assert [place.code for place in page.other_places] == ["DE"]


def test_what_was_taken_back_goes_along_with_the_form(service: Service) -> None:
    text = service.get("/en/find/?q=therapist+berlin&without=country.de").text

    assert '<input type="hidden" name="without" value="country.de">' in text


def test_a_spelling_in_any_script_can_be_taken_back() -> None:
    asked = filters.parse({"q": "डिपरेसन"}, ["spelling.डिपरेसन"])

    assert asked.query().endswith("without=spelling.%E0%A4%A1%E0%A4%BF%E0%A4%AA%E0%A4%B0%E0%A5%87%E0%A4%B8%E0%A4%A8")


def test_without_danger_no_number_stands_first(service: Service) -> None:
    assert 'id="emergency"' not in service.get("/en/find/?q=tinnitus&country=gb").text


def test_the_last_page_ends_with_a_person_to_write_to(service: Service) -> None:
    assert 'id="concierge"' in service.get("/en/find/?q=zzzzqqqq&country=ad").text


def test_a_place_is_understood_by_its_other_names(service: Service) -> None:
    assert service.get("/en/now/?country=UK").headers["location"] == "/en/now/gb/"
    assert service.get("/ja/now/?country=Berlin").headers["location"] == "/ja/now/de/"


def test_what_may_follow_is_a_piece_of_the_page(service: Service) -> None:
    text = service.get("/en/find/suggest/?q=ger").text

    assert 'href="/en/find/?country=de"' in text
    assert 'href="/en/find/?q=therapist&amp;country=de"' in service.get("/en/find/suggest/?q=therapist+ger").text
    assert "<html" not in text
    assert 'data-suggest="/en/find/suggest/"' in service.get("/en/find/").text
