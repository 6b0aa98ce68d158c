import io
import re
import sys
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from greenroom.accounts.models import Person
from greenroom.core.models import AuditEntry

pytestmark = pytest.mark.django_db

ADDRESS = "ada@example.org"
PASSWORD = "a-long-way-to-the-stage"
SIGN_IN = "/staff/sign-in/"
SIGN_OUT = "/staff/sign-out/"
ENGINE_SIGN_IN = "/staff/engine/login/"

StaffAccount = Callable[..., str]


@pytest.fixture(autouse=True)
def no_attempts_counted() -> None:
    """Forget the failed attempts of other tests: they are counted in this process's memory."""
    cache.clear()


@pytest.fixture
def staff_account(monkeypatch: pytest.MonkeyPatch) -> StaffAccount:
    """Run the command with a password on standard input; returns what it printed."""

    def run(*words: str, password: str = PASSWORD) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
        out = io.StringIO()
        call_command("staff_account", *words, stdout=out)
        return out.getvalue()

    return run


@pytest.fixture
def ada(staff_account: StaffAccount) -> Person:
    staff_account(ADDRESS)
    return Person.objects.get()


@pytest.fixture
def engineer(staff_account: StaffAccount) -> Person:
    staff_account(ADDRESS, "--engineer")
    return Person.objects.get()


def sign_in(client: Client, address: str = ADDRESS, password: str = PASSWORD, path: str = SIGN_IN) -> str:
    """Return where signing in leads to; nothing when it was refused."""
    names = ("username", "password") if path == ENGINE_SIGN_IN else ("login", "password")
    response = client.post(path, dict(zip(names, (address, password), strict=True)))
    return response.headers.get("Location", "")


def test_an_operator_makes_an_account(staff_account: StaffAccount) -> None:
    printed = staff_account("Ada@Example.org")

    person = Person.objects.get()
    assert printed == "Ada@Example.org can sign in at /staff/\n"
    assert (person.email, person.is_active, person.is_staff, person.is_superuser) == (ADDRESS, True, False, False)
    assert person.check_password(PASSWORD)
    assert PASSWORD not in person.password


def test_the_trail_keeps_who_made_the_account_and_no_address(ada: Person) -> None:
    entry = AuditEntry.objects.get()

    assert (entry.actor_label, entry.action) == ("command line", "accounts.create_staff_account")
    assert (entry.subject, entry.detail) == (f"person:{ada.pk}", {"is_superuser": False})


def test_an_engineer_may_open_the_engine_room(engineer: Person, client: Client) -> None:
    sign_in(client)

    assert AuditEntry.objects.get().detail == {"is_superuser": True}
    assert client.get("/staff/engine/").status_code == 200


def test_anybody_else_may_not(ada: Person, client: Client) -> None:
    sign_in(client)

    response = client.get("/staff/engine/")

    assert (response.status_code, response.headers["Location"]) == (302, f"{ENGINE_SIGN_IN}?next=/staff/engine/")


def test_anybody_else_is_not_sent_round_in_a_circle(ada: Person, client: Client) -> None:
    sign_in(client)

    response = client.get("/staff/engine/", follow=True)

    assert response.status_code in (200, 403)


@pytest.mark.parametrize("address", ["ada@example.org", "ADA@example.org", "Ada@EXAMPLE.ORG"])
def test_a_second_account_with_the_same_address_is_refused(
    staff_account: StaffAccount, ada: Person, address: str
) -> None:
    with pytest.raises(CommandError, match="There is an account with this e-mail address already"):
        staff_account(address, password="another-long-way-home")

    assert Person.objects.get().check_password(PASSWORD)
    assert AuditEntry.objects.count() == 1


def test_the_database_keeps_addresses_in_lower_case(ada: Person) -> None:
    with pytest.raises(IntegrityError, match="person_email_lower_case"), transaction.atomic():
        Person.objects.update(email="Ada@example.org")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "too short"),
        ("short", "too short"),
        ("elevenchars", "too short"),
        ("83729104756182", "entirely numeric"),
        ("qwertyuiop123", "too common"),
        ("ada@example.org", "too similar"),
    ],
)
def test_a_weak_password_is_refused(staff_account: StaffAccount, password: str, reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        staff_account(ADDRESS, password=password)

    assert (Person.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "address", ["", "ada", "ada@", "@example.org", "ada@example", "a da@example.org", "ada@\0.org"]
)
def test_what_is_no_address_is_refused(staff_account: StaffAccount, address: str) -> None:
    with pytest.raises(CommandError, match="Enter a valid email address"):
        staff_account(address)

    assert (Person.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_an_address_that_does_not_fit_is_refused(staff_account: StaffAccount) -> None:
    address = f"ada@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.example.org"
    assert len(address) == 259

    with pytest.raises(CommandError):
        staff_account(address)


@pytest.mark.parametrize("address", [ADDRESS, "ADA@Example.org", f" {ADDRESS} "])
def test_signing_in_leads_to_the_desk(ada: Person, client: Client, address: str) -> None:
    assert sign_in(client, address) == "/staff/"

    response = client.get("/staff/")
    assert response.status_code == 200
    assert "You are signed in as ada@example.org." in response.content.decode()


def test_signing_in_leads_where_one_wanted_to_go(ada: Person, client: Client) -> None:
    assert sign_in(client, path=f"{SIGN_IN}?next=/staff/engine/") == "/staff/engine/"


@pytest.mark.parametrize("goal", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(ada: Person, client: Client, goal: str) -> None:
    assert sign_in(client, path=f"{SIGN_IN}?next={goal}") == "/staff/"


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), f"{PASSWORD}x", "\0"])
def test_a_wrong_password_does_not(ada: Person, client: Client, password: str) -> None:
    assert sign_in(client, password=password) == ""
    assert client.get("/staff/").status_code == 302


def test_a_refusal_does_not_tell_whether_there_is_such_an_account(ada: Person, client: Client) -> None:
    pages = [
        client.post(SIGN_IN, {"login": address, "password": "wrong"}).content.decode()
        for address in (ADDRESS, "eve@example.org")
    ]

    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", pages[0]) == token.sub("", pages[1]).replace("eve@example.org", ADDRESS)


def test_after_many_wrong_passwords_even_the_right_one_is_refused_for_a_while(ada: Person, client: Client) -> None:
    for _ in range(10):
        sign_in(client, password="wrong")

    assert sign_in(client) == ""


def test_there_is_no_way_around_the_count_of_wrong_passwords(engineer: Person, client: Client) -> None:
    for _ in range(10):
        sign_in(client, password="wrong", path=ENGINE_SIGN_IN)

    assert sign_in(client, path=ENGINE_SIGN_IN).startswith(SIGN_IN)
    assert client.get("/staff/").status_code == 302


def test_a_closed_account_is_refused(ada: Person, client: Client) -> None:
    Person.objects.update(is_active=False)

    sign_in(client)

    assert client.get("/staff/").status_code == 302


def test_that_an_account_is_closed_is_told_to_its_owner_only(ada: Person, client: Client) -> None:
    Person.objects.update(is_active=False)

    assert sign_in(client, password="wrong") == ""


def test_a_closed_account_is_told_so(ada: Person, client: Client) -> None:
    Person.objects.update(is_active=False)

    response = client.get(sign_in(client))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_a_password_with_spaces_around_it_opens_the_door(staff_account: StaffAccount, client: Client) -> None:
    staff_account(ADDRESS, password=f" {PASSWORD} ")

    assert sign_in(client, password=f" {PASSWORD} ") == "/staff/"


def test_an_account_that_is_closed_while_signed_in_is_out(ada: Person, client: Client) -> None:
    sign_in(client)

    Person.objects.update(is_active=False)

    assert client.get("/staff/").status_code == 302


def test_signing_in_needs_a_form_of_ours(ada: Person) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post(SIGN_IN, {"login": ADDRESS, "password": PASSWORD}).status_code == 403


def test_signing_out_closes_the_door(ada: Person, client: Client) -> None:
    sign_in(client)

    response = client.post(SIGN_OUT)

    assert (response.status_code, response.headers["Location"]) == (302, SIGN_IN)
    assert client.get("/staff/").status_code == 302


def test_looking_at_the_page_does_not_sign_out(ada: Person, client: Client) -> None:
    sign_in(client)

    assert client.get(SIGN_OUT).status_code == 200
    assert client.get("/staff/").status_code == 200


def test_the_desk_sends_strangers_to_sign_in(client: Client) -> None:
    response = client.get("/staff/")

    assert (response.status_code, response.headers["Location"]) == (302, f"{SIGN_IN}?next=/staff/")


@pytest.mark.parametrize(
    "path",
    ["/staff/signup/", "/staff/sign-up/", "/accounts/signup/", "/signup/", "/en/signup/", "/staff/engine/signup/"],
)
def test_nobody_can_make_an_account_for_themselves(client: Client, path: str) -> None:
    response = client.post(path, {"email": ADDRESS, "password1": PASSWORD, "password2": PASSWORD})

    assert response.status_code in (302, 404)
    assert Person.objects.count() == 0


def test_the_sign_in_page_offers_no_sign_up(client: Client) -> None:
    page = client.get(SIGN_IN).content.decode().lower()

    assert [word for word in ("sign up", "signup", "sign-up", "register") if word in page] == []


def test_every_cookie_stays_within_the_staff_pages(ada: Person, client: Client) -> None:
    client.get(SIGN_IN)
    sign_in(client)

    places = {name: (cookie["path"], cookie["httponly"], cookie["samesite"]) for name, cookie in client.cookies.items()}
    assert places == {"csrftoken": ("/staff/", True, "Strict"), "sessionid": ("/staff/", True, "Strict")}


@pytest.mark.parametrize("path", [SIGN_IN, ENGINE_SIGN_IN])
def test_what_strangers_see_is_kept_by_nobody(client: Client, path: str) -> None:
    assert "no-store" in client.get(path).headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/staff/",
        "/staff/engine/",
        "/staff/engine/accounts/person/",
        "/staff/no-such-page/",
        SIGN_OUT,
    ],
)
def test_what_staff_see_is_kept_by_nobody(engineer: Person, client: Client, path: str) -> None:
    sign_in(client)

    assert "no-store" in client.get(path).headers.get("Cache-Control", "")
