"""What an API says when it cannot answer, as a problem (RFC 9457)."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from greenroom.core.problems import problem
from greenroom.edition.reader import live


class Problem(Schema):
    """RFC 9457."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str


def responses(*statuses: int) -> dict[int, type[Problem]]:
    """Return the refusals that an operation may answer with, for its description."""
    return dict.fromkeys(statuses, Problem)


def answer_with_problems(api: NinjaAPI) -> None:
    """Have an API say every refusal as a problem."""
    api.exception_handler(HttpError)(_refused)
    api.exception_handler(ValidationError)(_not_valid)
    api.exception_handler(live.EditionMissing)(_no_edition)


def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = {".".join(map(str, one["loc"])): one["msg"] for one in error.errors}
    return problem(422, "; ".join(f"{place}: {says}" for place, says in places.items()))


def _no_edition(request: HttpRequest, error: live.EditionMissing) -> HttpResponse:
    return no_edition()


def no_edition() -> HttpResponse:
    """Return what is said while no whole edition can be opened."""
    response = problem(503, "There is no edition to answer from. Please try again in a few minutes.")
    response.headers["Retry-After"] = "60"
    return response
