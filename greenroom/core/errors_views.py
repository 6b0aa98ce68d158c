"""Failures, answered in the reader's language and always with the way to help. They need no database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.core.problems import is_asked_by_a_program, problem


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _failure(request, 404, _("This page does not exist"), _("The address may be old or mistyped."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _failure(request, 403, _("This page is not open to you"), _("You may need to sign in again."))


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer to a form without a fresh token (`CSRF_FAILURE_VIEW`), in the reader's language."""
    return _failure(
        request, 403, _("This form was open for too long"), _("Please go back, load the page again and retry.")
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _failure(request, 400, _("We could not read that request"), _("Please go back and try again."))


def method_not_allowed(request: HttpRequest, allowed: str = "GET, HEAD") -> HttpResponse:
    response = _failure(request, 405, _("This page can only be read"), _("Please go back and try again."))
    response.headers["Allow"] = allowed
    return response


def address_too_long(request: HttpRequest) -> HttpResponse:
    return _failure(request, 414, _("This address is too long"), _("Please go back and try again."))


def server_error(request: HttpRequest) -> HttpResponse:
    return _failure(request, 500, _("Something broke on our side"), _("It is not your fault. We have been told."))


def edition_missing(request: HttpRequest) -> HttpResponse:
    """Answer when no whole edition can be opened: say so. The page itself says what helps without us."""
    title, explanation = _("We cannot show numbers right now"), _("Please try again in a few minutes.")
    response = _failure(request, 503, title, explanation)
    response.headers["Retry-After"] = "60"
    return response


def _failure(request: HttpRequest, status: int, title: Promise, explanation: Promise) -> HttpResponse:
    if is_asked_by_a_program(request):
        return _as_problem(status, title, explanation)
    response = render(request, "core/failure.html", {"title": title, "explanation": explanation}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _as_problem(status: int, title: Promise, explanation: Promise) -> HttpResponse:
    with translation.override("en"):
        response = problem(status, f"{title}. {explanation}")
    response.headers["Cache-Control"] = "no-store"
    return response
