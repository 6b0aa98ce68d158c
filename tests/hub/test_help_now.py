from datetime import UTC, date, datetime

import msgspec
import pytest

from greenroom.directory.choices import (
    Audience,
    Channel,
    CheckMethod,
    CheckOutcome,
    Kind,
    Serves,
    Status,
    Topic,
)
from greenroom.edition.documents import CheckDocument, ResourceDocument
from greenroom.edition.reader.opening import Edition
from greenroom.hub.help_now import HelpNow, help_now
from tests.edition.documents import contact_document, resource_document

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def page_of(edition: Edition, *documents: ResourceDocument, country: str = "GB", language: str = "en") -> HelpNow:
    """The help-now page of an edition that holds just these records."""
    spare = Edition(edition.manifest, {document.slug: document for document in documents}, {})
    return help_now(spare, country, language, NOON)


def slugs(cards: tuple[object, ...]) -> list[str]:
    return [card.slug for card in cards]  # type: ignore[attr-defined] # cards


def line(slug: str, hours: str | None = "24/7", **changes: object) -> ResourceDocument:
    return resource_document(slug, contacts=(contact_document(hours=hours),), **changes)


def test_the_shipped_records_are_published(shipped_edition: Edition) -> None:
    guide_pages = len(shipped_edition.guide)

    assert shipped_edition.manifest.counts == {"resources": 731, "care_countries": 20, "guide_pages": guide_pages}
    assert guide_pages >= 40


def test_the_united_kingdom_by_heart(shipped_edition: Edition) -> None:
    page = help_now(shipped_edition, "GB", "en", NOON)

    assert [contact.document.dial for card in page.emergency for contact in card.contacts] == ["999", "112"]
    assert slugs(page.first_lines)[0] == "gb-samaritans"
    assert page.concierge is not None
    assert page.concierge.slug == "int-backline-global-hub"


def test_open_lines_come_first_then_unknown_then_closed(shipped_edition: Edition) -> None:
    """Among open lines the one that is open day and night comes first."""
    page = page_of(
        shipped_edition,
        line("gb-a-closed", hours="20:00-22:00"),
        line("gb-b-unknown", hours=None),
        line("gb-c-open", hours="09:00-17:00"),
        line("gb-d-always"),
    )

    assert slugs(page.first_lines + page.more_lines) == ["gb-d-always", "gb-c-open", "gb-b-unknown", "gb-a-closed"]


def test_among_open_lines_the_readers_language_comes_first(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, line("gb-a-english"), line("gb-b-arabic", languages=("ar-EG",)), language="ar")

    assert slugs(page.first_lines) == ["gb-b-arabic", "gb-a-english"]


def test_a_general_line_comes_before_one_for_particular_people(shipped_edition: Edition) -> None:
    page = page_of(
        shipped_edition,
        line("gb-a-children", audiences=(Audience.YOUTH,)),
        line("gb-b-violence", topics=(Topic.DOMESTIC_VIOLENCE,)),
        line("gb-c-general", hours=None),
    )

    assert slugs(page.first_lines) == ["gb-c-general"]
    assert slugs(page.special_lines) == ["gb-a-children", "gb-b-violence"]


def test_a_special_line_says_whom_or_what_it_is_for(shipped_edition: Edition) -> None:
    page = page_of(
        shipped_edition,
        line("gb-a-children", audiences=(Audience.YOUTH,)),
        line("gb-b-violence", topics=(Topic.DOMESTIC_VIOLENCE, Topic.CRISIS)),
    )

    children, violence = page.special_lines
    assert [str(label) for label in children.whom_for] == ["children and young people"]
    assert [str(label) for label in violence.what_for] == ["violence at home"]


def test_at_most_three_lines_stand_before_more(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, *(line(f"gb-line-{number}") for number in range(5)))

    assert len(page.first_lines) == 3
    assert len(page.more_lines) == 2


def test_paired_lines_stand_side_by_side_and_are_never_parted(shipped_edition: Edition) -> None:
    page = page_of(
        shipped_edition,
        line("gb-line-1"),
        line("gb-line-2"),
        line("gb-line-3", paired_with=("gb-veterans",)),
        line("gb-line-4"),
        line("gb-veterans", audiences=(Audience.VETERANS,), paired_with=("gb-line-3",)),
    )

    assert slugs(page.first_lines) == ["gb-line-1", "gb-line-2", "gb-line-3", "gb-veterans"]
    assert slugs(page.more_lines) == ["gb-line-4"]
    assert page.special_lines == ()


def test_the_veterans_line_stands_beside_988(shipped_edition: Edition) -> None:
    page = help_now(shipped_edition, "US", "en", NOON)

    shown = slugs(page.first_lines)
    assert shown[shown.index("us-988-lifeline") + 1] == "us-veterans-crisis-line"


def test_a_line_that_was_not_checked_for_half_a_year_comes_last(shipped_edition: Edition) -> None:
    checked = shipped_edition.resources["gb-samaritans"].checks
    page = page_of(shipped_edition, line("gb-a-never-checked"), line("gb-b-checked", hours=None, checks=checked))

    assert slugs(page.first_lines) == ["gb-b-checked", "gb-a-never-checked"]
    assert [card.is_stale for card in page.first_lines] == [False, True]


@pytest.mark.parametrize("status", [Status.PAUSED, Status.CLOSED])
def test_a_paused_or_closed_service_is_not_offered(shipped_edition: Edition, status: Status) -> None:
    page = page_of(shipped_edition, line("gb-line", status=status))

    assert page.first_lines == ()


def test_an_unconfirmed_contact_is_not_shown_as_a_number(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, resource_document("gb-line", contacts=(contact_document(is_unconfirmed=True),)))

    assert page.first_lines[0].numbers == ()


def test_a_contact_that_the_last_check_found_wrong_is_not_shown(shipped_edition: Edition) -> None:
    confirmed = CheckDocument(date(2026, 11, 1), CheckMethod.PAGE_READ, CheckOutcome.CONFIRMED, "test", None)
    wrong = CheckDocument(date(2026, 11, 20), CheckMethod.TEST_CALL, CheckOutcome.WRONG, "test", 0)

    page = page_of(shipped_edition, line("gb-line", checks=(confirmed, wrong)))

    assert page.first_lines[0].numbers == ()


def test_a_concierge_that_has_closed_is_not_offered(shipped_edition: Edition) -> None:
    concierge = resource_document("int-backline-global-hub", is_worldwide=True, countries=(), status=Status.CLOSED)

    assert page_of(shipped_edition, concierge).concierge is None


def test_contacts_that_are_open_at_different_times_say_so_each(shipped_edition: Edition) -> None:
    contacts = (contact_document(hours="24/7"), contact_document(value="0800 1", hours=None))

    page = page_of(shipped_edition, resource_document("gb-line", contacts=contacts), line("gb-other"))

    assert [card.has_mixed_hours for card in page.first_lines] == [True, False]


@pytest.mark.parametrize(
    ("note", "shown"),
    [("police, fire, ambulance", False), ("if you cannot speak: press 55", True), ("all services", False)],
)
def test_an_telling_note_is_shown_where_it_says_more(shipped_edition: Edition, note: str, shown: bool) -> None:
    contact = contact_document(serves=(Serves.ALL,), notes={"en": note})

    page = page_of(shipped_edition, resource_document("gb-999", kind=Kind.EMERGENCY, contacts=(contact,)))

    assert (page.emergency[0].contacts[0].telling_note is not None) == shown


def test_another_countrys_line_is_never_shown(shipped_edition: Edition) -> None:
    page = page_of(shipped_edition, line("fr-line", countries=("FR",)))

    assert page.first_lines + page.special_lines + page.music + page.worldwide == ()


def test_a_national_number_is_shown_only_where_it_can_be_dialled(shipped_edition: Edition) -> None:
    """Minding Creative Minds serves two countries, each with a freephone of its own."""

    def numbers(country: str) -> list[str]:
        page = help_now(shipped_edition, country, "en", NOON)
        found = [card for card in page.music + page.more_music if card.slug == "ie-minding-creative-minds"]
        return [contact.document.dial for contact in found[0].numbers if contact.document.channel is Channel.PHONE]

    assert numbers("IE") == ["1800814244", "+35315180277"]
    assert numbers("GB") == ["08000903677", "+35315180277"]


def test_every_worldwide_record_says_so(shipped_edition: Edition) -> None:
    page = help_now(shipped_edition, "SO", "en", NOON)

    assert page.first_lines == ()
    assert page.worldwide != ()
    assert all(card.document.is_worldwide for card in page.worldwide + page.more_worldwide)


def test_music_bodies_come_with_their_lines_first(shipped_edition: Edition) -> None:
    page = page_of(
        shipped_edition,
        line("gb-a-fund", kind=Kind.FUND, is_music_specific=True),
        line("gb-b-line", kind=Kind.CRISIS_LINE, is_music_specific=True),
    )

    assert slugs(page.music) == ["gb-b-line", "gb-a-fund"]


def test_emergency_numbers_keep_their_meaning(shipped_edition: Edition) -> None:
    page = help_now(shipped_edition, "NO", "en", NOON)

    meaning = {contact.document.dial: contact.document.serves for card in page.emergency for contact in card.contacts}
    assert meaning["112"] == (Serves.POLICE,)
    assert meaning["113"] == (Serves.AMBULANCE,)


def test_a_text_line_opens_a_message_with_its_keyword(shipped_edition: Edition) -> None:
    contact = contact_document(channel=Channel.SMS, value="85258", dial="85258", keyword="SHOUT")

    page = page_of(shipped_edition, resource_document("gb-text", contacts=(contact,)))

    assert page.first_lines[0].numbers[0].link == "sms:85258?body=SHOUT"


def test_holidays_of_the_country_count(shipped_edition: Edition) -> None:
    contact = contact_document(hours="Mo-Su 09:00-20:00; PH off", zone="Europe/Paris")
    french = resource_document("fr-line", countries=("FR",), contacts=(contact,))
    edition = Edition(shipped_edition.manifest, {"fr-line": french}, {})

    on_bastille_day = help_now(edition, "FR", "en", datetime(2026, 7, 14, 12, 0, tzinfo=UTC))
    day_after = help_now(edition, "FR", "en", datetime(2026, 7, 15, 12, 0, tzinfo=UTC))

    assert [
        page.first_lines[0].words.state.value for page in (on_bastille_day, day_after) if page.first_lines[0].words
    ] == [
        "closed",
        "open",
    ]


def test_a_record_changes_nothing_of_another(shipped_edition: Edition) -> None:
    """Order must not hang on what else is in the edition."""
    samaritans = shipped_edition.resources["gb-samaritans"]

    alone = page_of(shipped_edition, samaritans)
    beside = page_of(shipped_edition, samaritans, replace_slug(samaritans, "gb-zz-other"))

    assert alone.first_lines[0] == beside.first_lines[0]


def replace_slug(document: ResourceDocument, slug: str) -> ResourceDocument:
    return msgspec.structs.replace(document, slug=slug)
