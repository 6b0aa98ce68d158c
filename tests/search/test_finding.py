"""Finding on small editions made for a rule, and on the shipped one against a plain walk through all records."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.core import countries, languages
from greenroom.directory.choices import (
    Audience,
    Channel,
    CheckMethod,
    CheckOutcome,
    Cost,
    Kind,
    Status,
    TextState,
    Topic,
)
from greenroom.edition import reading
from greenroom.edition.documents import CheckDocument, ResourceDocument, TextDocument
from greenroom.edition.reader.opening import Edition
from greenroom.search import finding
from greenroom.search.filters import Facet, Filters
from tests.edition.documents import contact_document, resource_document

AT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
CHECK = CheckDocument(date(2026, 11, 22), CheckMethod.PAGE_READ, CheckOutcome.CONFIRMED, "test", None)


def edition_of(shipped_edition: Edition, *documents: ResourceDocument) -> Edition:
    return Edition(shipped_edition.manifest, {document.slug: document for document in documents}, {})


def service(slug: str, **changes: object) -> ResourceDocument:
    return resource_document(slug, **({"checks": (CHECK,)} | changes))


def slugs(found: finding.Found) -> list[str]:
    return [document.slug for document in found.documents]


def find(edition: Edition, asked: Filters, language: str = "en", page: int = 1) -> finding.Found:
    return finding.find(edition, asked, language, AT, page)


def test_a_countrys_own_services_come_before_those_that_work_anywhere(shipped_edition: Edition) -> None:
    anywhere = service("int-a", countries=(), is_worldwide=True)
    edition = edition_of(shipped_edition, anywhere, service("gb-z"), service("fr-b", countries=("FR",)))

    assert slugs(find(edition, Filters(chosen={Facet.COUNTRY: "GB"}))) == ["gb-z", "int-a"]


def test_in_a_country_who_answers_anybody_comes_first_and_money_last(
    shipped_edition: Edition,
) -> None:
    edition = edition_of(
        shipped_edition,
        service("gb-a-fund", kind=Kind.FUND, is_music_specific=True),
        service("gb-b-women", audiences=(Audience.WOMEN,)),
        service("gb-c-general"),
        service("gb-d-emergency", kind=Kind.EMERGENCY),
    )

    found = find(edition, Filters(chosen={Facet.COUNTRY: "GB"}))

    assert slugs(found) == ["gb-d-emergency", "gb-c-general", "gb-b-women", "gb-a-fund"]


def test_without_a_country_music_people_come_first_and_emergency_numbers_last(shipped_edition: Edition) -> None:
    edition = edition_of(
        shipped_edition,
        service("gb-a-emergency", kind=Kind.EMERGENCY),
        service("gb-b-line"),
        service("gb-c-music", kind=Kind.MUSIC_SUPPORT, is_music_specific=True),
    )

    assert slugs(find(edition, Filters())) == ["gb-c-music", "gb-b-line", "gb-a-emergency"]


def test_words_find_names_before_texts(shipped_edition: Edition) -> None:
    mentions = TextDocument("", "For people with panic attacks.", "", TextState.REVIEWED)
    edition = edition_of(
        shipped_edition, service("gb-a", texts={"en": mentions}), service("gb-b", name="Panic Line"), service("gb-c")
    )

    assert slugs(find(edition, Filters(words="PANIC"))) == ["gb-b", "gb-a"]


def test_what_fits_more_of_the_words_comes_first(shipped_edition: Edition) -> None:
    edition = edition_of(shipped_edition, service("gb-a", name="Panic Line"), service("gb-b", name="Panic Chat"))

    assert slugs(find(edition, Filters(words="panic chat"))) == ["gb-b", "gb-a"]


def test_nothing_found_is_widened_and_the_country_stays(shipped_edition: Edition) -> None:
    edition = edition_of(shipped_edition, service("gb-a"), service("fr-a", countries=("FR",), cost=Cost.PAID))
    asked = Filters(words="nothing like this", chosen={Facet.COUNTRY: "GB", Facet.COST: "paid", Facet.TOPIC: "suicide"})

    found = find(edition, asked)

    assert found.is_widened
    assert slugs(found) == ["gb-a"]
    assert found.used.country == "GB"


def test_only_as_much_is_left_out_as_must_be(shipped_edition: Edition) -> None:
    edition = edition_of(shipped_edition, service("gb-a", cost=Cost.FREE))
    asked = Filters(chosen={Facet.COUNTRY: "GB", Facet.COST: "paid", Facet.TOPIC: "suicide"}, open_now=True)

    found = find(edition, asked)

    assert found.used == Filters(chosen={Facet.COUNTRY: "GB", Facet.TOPIC: "suicide"})


def test_a_country_with_nothing_at_all_is_an_honest_nothing(shipped_edition: Edition) -> None:
    found = find(edition_of(shipped_edition, service("gb-a")), Filters(chosen={Facet.COUNTRY: "SO"}))

    assert (found.total, found.page_count, slugs(found)) == (0, 1, [])


def test_what_nobody_checked_for_half_a_year_is_left_out_but_stays_findable(shipped_edition: Edition) -> None:
    old = replace_date(CHECK, date(2026, 5, 1))
    edition = edition_of(shipped_edition, service("gb-a"), service("gb-old", checks=(old,)))
    asked = Filters(chosen={Facet.COUNTRY: "GB"})

    found = find(edition, asked)
    everything = find(edition, Filters(chosen=asked.chosen, unchecked=True))

    assert (slugs(found), found.unchecked_count) == (["gb-a"], 1)
    assert (sorted(slugs(everything)), everything.unchecked_count) == (["gb-a", "gb-old"], 0)


def test_what_fits_unchecked_comes_before_what_does_not_fit(shipped_edition: Edition) -> None:
    old = replace_date(CHECK, date(2026, 5, 1))
    edition = edition_of(shipped_edition, service("gb-old", checks=(old,)), service("gb-fund", kind=Kind.FUND))

    found = find(edition, Filters(chosen={Facet.COUNTRY: "GB", Facet.KIND: "crisis_line"}))

    assert (slugs(found), found.is_widened, found.is_unchecked) == (["gb-old"], False, True)


def test_after_the_unchecked_were_shown_unasked_counts_still_hold_for_the_next_choice(shipped_edition: Edition) -> None:
    old = replace_date(CHECK, date(2026, 5, 1))
    edition = edition_of(
        shipped_edition,
        service("gb-old-fund", kind=Kind.FUND, checks=(old,)),
        service("gb-old-line", checks=(old,)),
        service("gb-line"),
    )

    found = find(edition, Filters(chosen={Facet.COUNTRY: "GB", Facet.KIND: "fund"}))

    assert (slugs(found), found.is_unchecked) == (["gb-old-fund"], True)
    assert found.counts[Facet.KIND] == {"crisis_line": 1}
    assert find(edition, Filters(chosen={Facet.COUNTRY: "GB", Facet.KIND: "crisis_line"})).total == 1


def test_a_question_of_very_many_words_is_answered(shipped_edition: Edition) -> None:
    many = " ".join(f"w{number}" for number in range(100))

    assert find(shipped_edition, Filters(words=many)).total > 0


def test_an_emergency_number_is_never_put_away_for_its_age(shipped_edition: Edition) -> None:
    old = replace_date(CHECK, date(2025, 1, 1))
    edition = edition_of(shipped_edition, service("gb-999", kind=Kind.EMERGENCY, checks=(old,)), service("gb-a"))

    assert slugs(find(edition, Filters(chosen={Facet.COUNTRY: "GB"}))) == ["gb-999", "gb-a"]


def test_unchecked_services_stand_last(shipped_edition: Edition) -> None:
    old = replace_date(CHECK, date(2026, 5, 1))
    edition = edition_of(shipped_edition, service("gb-a", checks=(old,)), service("gb-b"))

    assert slugs(find(edition, Filters(unchecked=True))) == ["gb-b", "gb-a"]


def replace_date(check: CheckDocument, day: date) -> CheckDocument:
    return CheckDocument(day, check.method, check.outcome, check.checked_by, check.contact)


@pytest.mark.parametrize("status", [Status.PAUSED, Status.CLOSED])
def test_a_service_that_is_not_offered_is_not_found(shipped_edition: Edition, status: Status) -> None:
    edition = edition_of(shipped_edition, service("gb-a"), service("gb-b", status=status))

    assert slugs(find(edition, Filters())) == ["gb-a"]


def test_an_unconfirmed_address_is_no_way_to_reach_it(shipped_edition: Edition) -> None:
    contact = contact_document(channel=Channel.SMS, is_unconfirmed=True)
    edition = edition_of(shipped_edition, service("gb-a", contacts=(contact,)))

    assert find(edition, Filters()).counts[Facet.CHANNEL] == {}


def test_a_contact_for_some_countries_counts_there_only(shipped_edition: Edition) -> None:
    contacts = (
        contact_document(countries=("IE",), hours="24/7"),
        contact_document(channel=Channel.SMS, countries=("IE",), hours="24/7"),
        contact_document(countries=("GB",), hours=None),
    )
    edition = edition_of(shipped_edition, service("int-both", countries=("GB", "IE"), contacts=contacts))

    ireland = find(edition, Filters(chosen={Facet.COUNTRY: "IE"}))
    britain = find(edition, Filters(chosen={Facet.COUNTRY: "GB"}))
    by_message = find(edition, Filters(chosen={Facet.CHANNEL: "sms"}))

    assert (ireland.counts[Facet.CHANNEL], ireland.open_count) == ({"phone": 1, "sms": 1}, 1)
    assert (britain.counts[Facet.CHANNEL], britain.open_count) == ({"phone": 1}, 0)
    assert by_message.counts[Facet.COUNTRY] == {"IE": 1}
    assert find(edition, Filters(open_now=True)).counts[Facet.COUNTRY] == {"IE": 1}


def test_every_country_can_be_chosen_that_a_worldwide_service_serves(shipped_edition: Edition) -> None:
    assert set(find(shipped_edition, Filters()).counts[Facet.COUNTRY]) == set(countries.codes())


def test_open_now_is_of_the_minute_asked_for(shipped_edition: Edition) -> None:
    day = contact_document(hours="Mo-Fr 09:00-17:00", zone="Europe/London")
    edition = edition_of(shipped_edition, service("gb-always"), service("gb-day", contacts=(day,)))
    noon = AT.replace(hour=12)

    assert slugs(find(edition, Filters(open_now=True))) == ["gb-always"]
    assert slugs(finding.find(edition, Filters(open_now=True), "en", noon)) == ["gb-always", "gb-day"]


@pytest.mark.parametrize(("page", "expected"), [(-1, 1), (0, 1), (1, 1), (2, 2), (3, 3), (4, 3), (99_999, 3)])
def test_a_page_that_is_not_there_is_the_nearest_one(shipped_edition: Edition, page: int, expected: int) -> None:
    edition = edition_of(shipped_edition, *(service(f"gb-{number:02d}") for number in range(41)))

    found = find(edition, Filters(), page=page)

    assert (found.page, found.page_count, found.total) == (expected, 3, 41)


def test_pages_together_hold_everything_once(shipped_edition: Edition) -> None:
    pages = [find(shipped_edition, Filters(), page=page) for page in range(1, 100)]
    seen = [slug for found in pages[: pages[0].page_count] for slug in slugs(found)]

    assert len(seen) == len(set(seen)) == pages[0].total


choices = st.fixed_dictionaries(
    {},
    optional={
        Facet.COUNTRY: st.sampled_from(["AT", "US", "GB", "JP", "SO"]),
        Facet.LANGUAGE: st.sampled_from(["en", "de", "ja", "es"]),
        Facet.KIND: st.sampled_from([kind.value for kind in Kind]),
        Facet.TOPIC: st.sampled_from([topic.value for topic in Topic]),
        Facet.ROLE: st.sampled_from(["artists", "crew"]),
        Facet.CHANNEL: st.sampled_from([channel.value for channel in Channel]),
        Facet.COST: st.sampled_from([cost.value for cost in Cost]),
    },
)


def values(document: ResourceDocument) -> dict[Facet, set[str]]:
    """What a record answers to each question, in plain words."""
    return {
        Facet.COUNTRY: set(document.countries),
        Facet.LANGUAGE: {languages.primary_subtag(tag) for tag in document.languages},
        Facet.KIND: {document.kind.value},
        Facet.TOPIC: {topic.value for topic in document.topics},
        Facet.ROLE: {audience.value for audience in document.audiences},
        Facet.COST: {document.cost.value},
    }


def does_fit(document: ResourceDocument, has: dict[Facet, set[str]], wanted: dict[Facet, str]) -> bool:
    country = wanted.get(Facet.COUNTRY)
    for facet, value in wanted.items():
        if facet is Facet.CHANNEL:
            fits = value in {contact.channel.value for contact in reading.usable_contacts(document, country)}
        else:
            fits = value in has[facet] or (facet is Facet.COUNTRY and document.is_worldwide)
        if not fits:
            return False
    return True


@pytest.fixture(scope="module")
def plain_records(shipped_edition: Edition) -> list[tuple[ResourceDocument, dict[Facet, set[str]]]]:
    offered = [document for document in shipped_edition.resources.values() if reading.is_offered(document, AT.date())]
    return [(document, values(document)) for document in offered]


@settings(deadline=None)
@given(chosen=choices, facet=st.sampled_from(Facet))
def test_what_is_found_and_counted_is_what_a_walk_through_all_records_finds(
    shipped_edition: Edition,
    plain_records: list[tuple[ResourceDocument, dict[Facet, set[str]]]],
    chosen: dict[Facet, str],
    facet: Facet,
) -> None:
    def count(wanted: dict[Facet, str]) -> int:
        return sum(does_fit(document, has, wanted) for document, has in plain_records)

    found = find(shipped_edition, Filters(chosen=chosen))

    used = dict(found.used.chosen)
    others = {field: value for field, value in used.items() if field is not facet}
    assert found.total == count(used)
    assert found.is_widened == (used != chosen) == (count(chosen) == 0)
    shown = sorted(found.counts[facet])[:30]
    assert {value: found.counts[facet][value] for value in shown} == {
        value: count(others | {facet: value}) for value in shown
    }
