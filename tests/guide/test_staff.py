"""The guide as staff write it: nobody publishes their own words, and readers see the old ones till then."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from greenroom.accounts.models import Person
from greenroom.core.actor import Actor
from greenroom.core.models import AuditEntry
from greenroom.edition.build.guide_documents import guide_documents
from greenroom.guide import actions
from greenroom.guide.models import GuideDraft, GuidePage, GuideText
from tests.guide.guide_folder import SPANISH_TOOL, TOOL, TOOL_PATH, write_guide

pytestmark = pytest.mark.django_db

TEXT = "/staff/guide/tool/breathing/en/"
SPANISH = "/staff/guide/tool/breathing/es/"
BODY = """::: steps {#now}
1. Breathe in slowly.
2. Breathe out.
:::

::: callout {#not-for-you}
- You feel dizzy.
- crisis:call_at_once
:::"""
WORDS = {"title": "Slower", "promise": "A calmer body.", "body": BODY, "limits": "A few small trials."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_guide(tmp_path)
    actions.load_guide(tmp_path, by=Actor.operator())
    return tmp_path


def person(name: str, *permissions: str) -> Client:
    made = Person.objects.create_user(f"{name}@example.org", "a long enough password")
    made.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(made)
    return client


@pytest.fixture
def writer(folder: Path) -> Client:
    return person("writer", "edit_guide", "publish_guide")


@pytest.fixture
def reviewer(folder: Path) -> Client:
    return person("reviewer", "edit_guide", "publish_guide")


def save(client: Client, address: str = TEXT, **changes: str) -> int:
    return client.post(address, {**WORDS, **changes, "save": "1"}).status_code


def publish(client: Client, address: str = TEXT) -> str:
    draft = GuideDraft.objects.get()
    response = client.post(f"{address}decide/", {"publish": "1", "seen_at": draft.saved_at.isoformat()}, follow=True)
    return response.content.decode()


def published() -> str:
    return next(document for document in guide_documents() if document.slug == "breathing").texts["en"].title


def test_the_list_names_every_page(writer: Client) -> None:
    page = writer.get("/staff/guide/").content.decode()

    assert "Slow breathing" in page
    assert "Nerves before the stage" in page


def test_a_draft_is_seen_by_readers_when_another_person_published_it(writer: Client, reviewer: Client) -> None:
    assert save(writer) == 302
    assert published() == "Slow breathing"

    publish(reviewer)

    assert published() == "Slower"
    text = GuideText.objects.get(page__slug="breathing")
    assert (text.state, text.reviewed_by) == ("reviewed", "reviewer@example.org")
    assert text.blocks["now"] == "1. Breathe in slowly.\n2. Breathe out."
    assert not GuideDraft.objects.exists()


def test_nobody_publishes_what_they_wrote(writer: Client) -> None:
    save(writer)

    assert "Somebody else has to publish what you wrote." in publish(writer)
    assert published() == "Slow breathing"


def test_what_was_saved_again_meanwhile_is_read_once_more(writer: Client, reviewer: Client) -> None:
    save(writer)
    seen = GuideDraft.objects.get().saved_at.isoformat()
    save(writer, title="Slower still")

    page = reviewer.post(f"{TEXT}decide/", {"publish": "1", "seen_at": seen}).content.decode()

    assert "This was saved again meanwhile." in page
    assert published() == "Slow breathing"


def test_a_preview_keeps_nothing(writer: Client) -> None:
    page = writer.post(TEXT, {**WORDS, "preview": "1"}).content.decode()

    assert "<li>Breathe in slowly.</li>" in page
    assert not GuideDraft.objects.exists()


def test_a_preview_says_what_would_hold_the_page_back(writer: Client) -> None:
    page = writer.post(TEXT, {**WORDS, "limits": "She committed suicide.", "preview": "1"}).content.decode()

    assert "Suicide is no crime" in page


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Words in no block.", "Line 1:"),
        (BODY.replace("Breathe out.", "See [x](tool:humming)."), "tool:humming"),
        (BODY.replace("crisis:call_at_once", "crisis:help"), "crisis:help"),
        (BODY.partition("::: callout")[0], "The blocks must be those of the page, in their order: now, not-for-you."),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_in_the_form(writer: Client, body: str, said: str) -> None:
    page = writer.post(TEXT, {**WORDS, "body": body, "save": "1"}).content.decode()

    assert said in page
    assert body.splitlines()[0] in page
    assert not GuideDraft.objects.exists()


def test_a_translation_is_begun_from_the_english_and_is_of_it(writer: Client, reviewer: Client) -> None:
    assert "Breathe in." in writer.get(SPANISH).content.decode()
    save(writer, SPANISH, title="Respirar")
    publish(reviewer, SPANISH)

    assert {document.slug: sorted(document.texts) for document in guide_documents()}["breathing"] == ["en", "es"]


def test_a_changed_english_leaves_its_translations_behind(folder: Path, writer: Client, reviewer: Client) -> None:
    revision = GuideText.objects.get(page__slug="breathing").source_revision
    write_guide(folder, {"es/tools/breathing.yaml": SPANISH_TOOL.format(revision=revision)})
    actions.load_guide(folder, by=Actor.operator())

    save(writer)
    publish(reviewer)

    assert {document.slug: sorted(document.texts) for document in guide_documents()}["breathing"] == ["en"]
    assert "behind the English" in writer.get("/staff/guide/").content.decode()


def test_what_was_edited_here_is_not_overwritten_by_its_file(folder: Path, writer: Client, reviewer: Client) -> None:
    save(writer)
    publish(reviewer)
    write_guide(folder, {TOOL_PATH: TOOL.replace("Breathe in.", "Breathe in now.")})

    report = actions.load_guide(folder, by=Actor.operator())

    assert report.edited_here == ("breathing",)
    assert published() == "Slower"


def test_exported_and_loaded_again_its_files_count_again(folder: Path, writer: Client, reviewer: Client) -> None:
    save(writer)
    publish(reviewer)
    actions.export_guide(folder, by=Actor.operator())
    GuidePage.objects.all().delete()

    actions.load_guide(folder, by=Actor.operator())

    assert published() == "Slower"


def test_a_draft_is_thrown_away(writer: Client) -> None:
    save(writer)

    writer.post(f"{TEXT}decide/", {"discard": "1"})

    assert not GuideDraft.objects.exists()
    assert published() == "Slow breathing"


def test_a_finding_is_overruled_with_a_reason_only(folder: Path, writer: Client) -> None:
    write_guide(folder, {TOOL_PATH: TOOL.replace("A few small trials.", "It cures no one.")})
    actions.load_guide(folder, by=Actor.operator())
    assert "breathing" not in [document.slug for document in guide_documents()]

    refused = writer.post(f"{TEXT}decide/", {"overrule": "cure", "reason": " "}).content.decode()
    writer.post(f"{TEXT}decide/", {"overrule": "cure", "reason": "It denies a cure"})

    assert "Please write why this may stand." in refused
    assert "breathing" in [document.slug for document in guide_documents()]
    ((rule, reason, by, _on),) = GuidePage.objects.get(slug="breathing").overruled
    assert (rule, reason, by) == ("cure", "It denies a cure", "writer@example.org")


def test_every_deed_is_in_the_trail(writer: Client, reviewer: Client) -> None:
    save(writer)
    publish(reviewer)

    trail = list(AuditEntry.objects.order_by("pk").values_list("action", "actor_label"))
    assert trail[-2:] == [
        ("guide.save_guide_draft", "writer@example.org"),
        ("guide.publish_guide_draft", "reviewer@example.org"),
    ]


@pytest.mark.parametrize(("permissions", "status"), [((), 403), (("edit_guide",), 200)])
def test_only_who_may_write_sees_the_guide_here(folder: Path, permissions: tuple[str, ...], status: int) -> None:
    client = person("somebody", *permissions)

    assert client.get("/staff/guide/").status_code == status
    assert client.get(TEXT).status_code == status


def test_who_may_write_may_not_publish(writer: Client) -> None:
    save(writer)
    client = person("somebody", "edit_guide")

    assert client.post(f"{TEXT}decide/", {"publish": "1"}).status_code == 403


@pytest.mark.parametrize("address", ["tool/none/en/", "chapter/breathing/en/", "tool/breathing/xx/"])
def test_what_is_not_there_is_not_found(writer: Client, address: str) -> None:
    assert writer.get(f"/staff/guide/{address}").status_code == 404
