"""Pages of the guide: found by role, moment, topic and length; each with its source, its limits and people to reach."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from django.test import Client

from greenroom.core.topics import Topic
from greenroom.edition.documents import GuideTextDocument
from greenroom.edition.reader.opening import Edition
from greenroom.guide.choices import Moment, PageKind, Role, WordsState
from greenroom.hub import guide
from greenroom.hub.guide_words import Length

pytestmark = pytest.mark.usefixtures("served")

BREATHING = (PageKind.TOOL, "paced-breathing")


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def spoken_in(edition: Edition, language: str, **blocks: str) -> Edition:
    """The edition with one tool in another language, of which only these blocks are there."""
    text = GuideTextDocument("Titel", "Versprechen", blocks, WordsState.MACHINE, None)
    document = edition.guide[BREATHING]
    translated = msgspec.structs.replace(document, texts=document.texts | {language: text})
    return replace(edition, guide=edition.guide | {BREATHING: translated})


def test_every_page_says_where_it_is_from_and_how_sure_it_is(client: Client, shipped_edition: Edition) -> None:
    for kind, slug in shipped_edition.guide:
        folder = "tools" if kind is PageKind.TOOL else "read"
        page = get(client, f"/en/guide/{folder}/{slug}/")

        not_for_whom = "Not for you, if" if kind is PageKind.TOOL else "When this is not enough"
        assert ("How sure this is" in page, "seen on" in page, not_for_whom in page) == (True, True, True), slug
        assert "If you or someone near you may die or be badly hurt, call now." in page, slug


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
@pytest.mark.parametrize("role", Role)
def test_each_role_has_a_page(client: Client, role: Role, language: str) -> None:
    page = get(client, f"/{language}/guide/for/{role.value}/")

    assert page.count('class="doors"') >= 2


@pytest.mark.parametrize("moment", Moment)
def test_each_moment_has_a_page(client: Client, moment: Moment) -> None:
    assert "/en/guide/tools/" in get(client, f"/en/guide/when/{moment.value}/")


@pytest.mark.parametrize("length", Length)
def test_each_length_has_a_page_of_what_takes_so_long(client: Client, shipped_edition: Edition, length: Length) -> None:
    least, most = guide.MINUTES[length]

    get(client, f"/en/guide/in/{length.value}/")

    for link in guide.pages_for(shipped_edition, "en", length=length):
        assert least <= link.document.minutes <= most


def test_role_and_moment_lead_to_the_page_of_both(client: Client) -> None:
    response = client.get("/en/guide/", {"role": "crew", "moment": "awake-at-night"})

    assert (response.status_code, response.headers["Location"]) == (302, "/en/guide/for/crew/awake-at-night/")


def test_a_moment_that_is_not_for_a_role_leads_to_the_role(client: Client) -> None:
    response = client.get("/en/guide/for/family/on-stage/")

    assert (response.status_code, response.headers["Location"]) == (302, "/en/guide/for/family/")


@pytest.mark.parametrize(
    "path",
    ["for/nobody/", "for/crew/never/", "when/never/", "about/fame/", "in/a-year/", "tools/none/", "read/none/"],
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/guide/{path}").status_code == 404


def test_what_is_made_for_a_role_stands_before_what_is_for_everyone(shipped_edition: Edition) -> None:
    first, *others = guide.sections_for_role(shipped_edition, "en", Role.TOUR_MANAGER)

    assert [link.document.slug for link in first.links] == ["box-breathing", "deadline-triage", "check-on-a-colleague"]
    assert others[-1].is_folded
    assert all(not link.document.roles for link in others[-1].links)


def test_what_is_in_the_readers_language_stands_before_what_is_in_english(shipped_edition: Edition) -> None:
    tools, chapters = guide.sections(guide.pages_for(shipped_edition, "ja"))

    languages = [link.language for link in tools.links]
    assert languages == ["ja"] * languages.count("ja") + ["en"] * languages.count("en")
    assert {link.language for link in chapters.links} == {"en"}


@pytest.mark.parametrize("topic", [Topic.SUICIDE, Topic.HARASSMENT, Topic.SUBSTANCE_USE])
def test_where_it_is_about_danger_people_come_before_the_text(client: Client, topic: Topic) -> None:
    page = get(client, f"/en/guide/about/{topic.value.replace('_', '-')}/?country=gb")

    assert 0 < page.index('href="tel:999"') < page.index("/en/guide/tools/")
    assert "data-exit" in page


def test_without_a_country_the_page_about_danger_asks_for_one(client: Client) -> None:
    page = get(client, "/en/guide/tools/safety-plan/")

    assert 0 < page.index('action="/en/now/"') < page.index('id="now"')
    assert 'href="tel:' not in page


def test_services_are_those_of_the_readers_country(client: Client) -> None:
    page = get(client, "/en/guide/tools/lonely-on-the-road/?country=jp")

    assert "People who help in Japan" in page
    assert "?country=jp" in page


def test_a_country_may_be_written_by_its_name(client: Client) -> None:
    assert "ドイツ" in get(client, "/ja/guide/tools/lonely-on-the-road/?country=ドイツ")


def test_a_missing_translation_is_the_english_and_says_so(client: Client) -> None:
    page = get(client, "/ar/guide/tools/safety-plan/")

    assert 'lang="en"' in page
    assert "My safety plan" in page


def test_a_block_that_is_missing_is_the_english_for_that_block_only(shipped_edition: Edition) -> None:
    edition = spoken_in(shipped_edition, "de", now="1. Einatmen.")

    view = guide.page_view(edition, edition.guide[BREATHING], "de")

    assert [(block.id, block.language) for block in view.blocks] == [("now", "de"), ("not-for-you", "en")]
    assert (view.is_in_english, view.is_machine) == (False, True)
    assert view.limits.language == "en"


def test_a_crisis_sentence_comes_from_the_catalogue_in_the_readers_language(client: Client) -> None:
    page = get(client, "/ja/guide/tools/ride-the-urge/")

    steps = page[page.index('id="not-for-you"') :]
    assert "あなた" in steps[: steps.index("</section>")]
    assert "crisis:" not in page


def test_what_is_written_in_a_page_is_text(shipped_edition: Edition) -> None:
    edition = spoken_in(shipped_edition, "de", now="1. <script>alert(1)</script> [x](javascript:alert(1))")

    html = guide.page_view(edition, edition.guide[BREATHING], "de").blocks[0].html

    assert "<script" not in str(html)
    assert "<a" not in str(html)


def test_pages_are_in_the_sitemap(client: Client) -> None:
    sitemap = get(client, "/en/sitemap.xml")

    assert "/en/guide/tools/paced-breathing/" in sitemap
    assert "/en/guide/for/crew/" in sitemap


def test_a_page_says_when_it_will_be_looked_at_again(client: Client, shipped_edition: Edition) -> None:
    assert shipped_edition.guide[BREATHING].review_due_date > date(2026, 11, 25)
    assert "to be looked at again by November 25, 2027" in get(client, "/en/guide/tools/paced-breathing/")
