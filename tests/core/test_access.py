import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from greenroom.accounts.models import Person
from greenroom.core import languages
from greenroom.core.access import (
    PUBLIC_CACHE,
    StaffOnlyUnlessMarkedMiddleware,
    embedded_page,
    machine_endpoint,
    open_endpoint,
    open_form,
    public_page,
    staff_page,
)

LONG = b"Talk to someone. " * 100


def say(request: HttpRequest) -> HttpResponse:
    return HttpResponse(LONG)


def request_by(user: object, path: str = "/staff/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user  # type: ignore[assignment] # whoever the test is about
    return request


def test_a_public_page_without_a_query_may_be_kept_by_caches() -> None:
    response = public_page(say)(RequestFactory().get("/en/"))

    assert response.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"


@pytest.mark.parametrize("query", ["country=gb", "x", "=", "%00"])
def test_a_public_page_with_a_query_is_kept_by_nobody(query: str) -> None:
    response = public_page(say)(RequestFactory().get(f"/en/?{query}"))

    assert response.headers["Cache-Control"] == "no-store"


def test_a_query_outweighs_what_the_page_says_itself() -> None:
    @public_page
    def kept(request: HttpRequest) -> HttpResponse:
        return HttpResponse("", headers={"Cache-Control": "public, max-age=3600"})

    assert kept(RequestFactory().get("/en/")).headers["Cache-Control"] == "public, max-age=3600"
    assert kept(RequestFactory().get("/en/?q=1")).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", [302, 404, 503])
def test_only_a_whole_page_is_offered_to_caches(status: int) -> None:
    @public_page
    def other(request: HttpRequest) -> HttpResponse:
        return HttpResponse("", status=status)

    assert not other(RequestFactory().get("/en/")).has_header("Cache-Control")


def test_a_public_page_is_compressed() -> None:
    response = public_page(say)(RequestFactory().get("/en/", HTTP_ACCEPT_ENCODING="br"))

    assert response.headers["Content-Encoding"] == "br"
    assert len(response.content) < len(LONG)


def test_a_machine_endpoint_is_kept_by_nobody() -> None:
    assert machine_endpoint(say)(RequestFactory().get("/healthz")).headers["Cache-Control"] == "no-store"


def test_a_staff_page_is_kept_by_nobody_and_not_compressed() -> None:
    request = request_by(Person(email="a@example.org"))
    request.META["HTTP_ACCEPT_ENCODING"] = "br"

    response = staff_page()(say)(request)

    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.content == LONG


@pytest.mark.django_db
def test_a_staff_page_is_closed_to_staff_without_its_permission() -> None:
    person = Person.objects.create_user("a@example.org")

    with pytest.raises(PermissionDenied):
        staff_page("accounts.add_person")(say)(request_by(person))


@pytest.mark.django_db
def test_a_staff_page_is_open_with_its_permission() -> None:
    engineer = Person.objects.create_superuser("a@example.org")

    response = staff_page("accounts.add_person")(say)(request_by(engineer))

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store, private")


@pytest.mark.parametrize("view", [say, staff_page()(say), staff_page("accounts.add_person")(say)])
def test_a_view_without_a_mark_asks_strangers_to_sign_in(view: object) -> None:
    middleware = StaffOnlyUnlessMarkedMiddleware(say)

    answer = middleware.process_view(request_by(AnonymousUser(), "/staff/x/"), view, (), {})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/staff/sign-in/?next=/staff/x/")


def test_open_data_is_for_anybodys_page_and_a_question_is_kept_by_nobody() -> None:
    kept, asked = (open_endpoint(say)(RequestFactory().get(path)) for path in ("/api/", "/api/?q=panic"))

    assert (kept.headers["Access-Control-Allow-Origin"], kept.headers["Cache-Control"]) == ("*", PUBLIC_CACHE)
    assert (asked.headers["Access-Control-Allow-Origin"], asked.headers["Cache-Control"]) == ("*", "no-store")


def test_open_data_may_say_itself_for_how_long_it_holds() -> None:
    @open_endpoint
    def lasting(request: HttpRequest) -> HttpResponse:
        return HttpResponse("", headers={"Cache-Control": "public, max-age=31536000, immutable"})

    response = lasting(RequestFactory().get("/data/1/?page=2"))

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def asked_in_english(method: str, site: str) -> HttpRequest:
    request = RequestFactory().generic(method, "/en/card/", headers={"Sec-Fetch-Site": site})
    request.language = languages.offered()["en"]  # type: ignore[attr-defined] # as the middleware leaves it
    return request


def test_an_open_form_is_kept_by_nobody_and_answers_no_other_site() -> None:
    asked = [("POST", "same-origin"), ("GET", "cross-site"), ("POST", "cross-site")]

    responses = [open_form(say)(asked_in_english(method, site)) for method, site in asked]

    assert [response.status_code for response in responses] == [200, 200, 403]
    assert [response.headers["Cache-Control"] for response in responses] == ["no-store"] * 3


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_an_open_form_takes_nothing_but_a_question(method: str) -> None:
    response = open_form(say)(asked_in_english(method, "same-origin"))

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("door", [public_page, machine_endpoint, embedded_page, open_form, open_endpoint])
def test_an_open_door_asks_not_even_who_is_there(door: object) -> None:
    assert callable(door)
    request = RequestFactory().get("/en/")

    assert StaffOnlyUnlessMarkedMiddleware(say).process_view(request, door(say), (), {}) is None
    assert not hasattr(request, "user")


def test_a_door_tells_its_name_and_keeps_the_views() -> None:
    assert [(view.__name__, getattr(view, "door", None)) for view in (public_page(say), staff_page()(say))] == [
        ("say", "public_page"),
        ("say", "staff_page"),
    ]
    assert getattr(machine_endpoint(say), "door", None) == "machine_endpoint"


def test_a_failure_passes_through_every_door() -> None:
    def missing(request: HttpRequest) -> HttpResponse:
        raise Http404

    for view in (public_page(missing), machine_endpoint(missing), staff_page()(missing)):
        with pytest.raises(Http404):
            view(RequestFactory().get("/en/"))


def test_the_home_page_is_public_without_a_query_only(client: Client) -> None:
    assert client.get("/en/").headers["Cache-Control"] == PUBLIC_CACHE
    assert client.get("/en/?country=gb").headers["Cache-Control"] == "no-store"
    assert client.get("/en/no-such-page/").headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_the_desk_is_kept_by_nobody(client: Client) -> None:
    client.force_login(Person.objects.create_user("a@example.org"))

    response = client.get(reverse("accounts:desk"))

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store, private")
