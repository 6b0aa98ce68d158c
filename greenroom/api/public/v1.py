"""`/api/v1/`: search for programs. Everything is read out of the edition; nothing is kept of what was asked."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Query
from ninja.errors import HttpError, ValidationError

from greenroom.api.answers import FindAnswer, Problem, SuggestAnswer
from greenroom.core import languages
from greenroom.edition.reader import live
from greenroom.search import filters, finding, suggesting
from greenroom.search.filters import Facet

# The addresses of OpenAPI and its page belong to a later part; until then there are none.
v1 = NinjaAPI(title="Greenroom", version="1", urls_namespace="api_v1", docs_url=None, openapi_url=None)

PROBLEM_TYPE = "application/problem+json"
Language = Annotated[str, Query(description="The reader's language, a code of an offered one.")]


@v1.get("/find", response=FindAnswer, summary="What fits words and filters, and what the words were taken for")
def find(request: HttpRequest, lang: Language = languages.DEFAULT_CODE, page: int = 1) -> FindAnswer:
    """Take the parameters of the find page: `q`, `country`, `language`, `kind`, `topic`, `role`, `channel`, `cost`,
    `open`, `unchecked`, `without`.
    """
    asked = filters.parse(request.GET.dict(), request.GET.getlist("without"))
    # Words without a letter in them (an emoji) mean nothing here, and are no mistake; a value that does not exist is
    # one.
    mistaken = [
        facet.value for facet in Facet if request.GET.get(facet.value, "").strip() and facet not in asked.chosen
    ]
    if mistaken:
        raise HttpError(422, f"not understood: {', '.join(mistaken)}")
    edition, at, language = live.current(), timezone.now(), _offered(lang)
    return FindAnswer.of(edition, finding.find(edition, asked, language, at, page), language, at)


@v1.get("/suggest", response=SuggestAnswer, summary="What the beginning of a word may become")
def suggest(request: HttpRequest, q: str = "", lang: Language = languages.DEFAULT_CODE) -> SuggestAnswer:
    return SuggestAnswer.of(suggesting.suggest(live.current(), q[: filters.MOST_CHARACTERS], _offered(lang)))


def _offered(language: str) -> str:
    if languages.get(language) is None:
        raise HttpError(422, f"lang is one of {' '.join(languages.OFFERED_CODES)}")
    return language


@v1.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(error.status_code, "This cannot be answered", str(error))


@v1.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = {".".join(map(str, one["loc"])): one["msg"] for one in error.errors}
    return _problem(422, "A parameter is not valid", "; ".join(f"{place}: {says}" for place, says in places.items()))


@v1.exception_handler(live.EditionMissing)
def no_edition(request: HttpRequest, error: live.EditionMissing) -> HttpResponse:
    response = _problem(503, "There is no edition to answer from", "Please try again in a few minutes.")
    response.headers["Retry-After"] = "60"
    return response


def _problem(status: int, title: str, detail: str) -> HttpResponse:
    body = Problem(title=title, status=status, detail=detail).model_dump_json()
    return HttpResponse(body, status=status, content_type=PROBLEM_TYPE)
