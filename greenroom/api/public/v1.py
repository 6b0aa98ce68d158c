"""`/api/v1/`: numbers and search for programs. Everything is read out of the edition; nothing is kept of what was
asked.
"""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError

from greenroom.api import problems
from greenroom.api.answers import (
    EditionEntry,
    EditionsAnswer,
    FindAnswer,
    NowAnswer,
    Reader,
    Resource,
    ResourceAnswer,
    SuggestAnswer,
)
from greenroom.core import countries, languages
from greenroom.edition.reader import live, public_files
from greenroom.search import filters, finding, helping, suggesting
from greenroom.search.filters import Facet

v1 = NinjaAPI(title="Greenroom", version="1", urls_namespace="api_v1", docs_url=None, openapi_url=None)
problems.answer_with_problems(v1)

Language = Annotated[str, Query(description="The reader's language, a code of an offered one.")]
Country = Annotated[str, Path(description="ISO 3166-1 alpha-2, or xk; in either case of letters.")]


@v1.get("/now/{country}", response=NowAnswer, summary="Crisis help of a country, in the order in which to offer it")
def now(request: HttpRequest, country: Country, lang: Language = languages.DEFAULT_CODE) -> NowAnswer:
    edition = live.current()
    reader = Reader(language=_offered(lang), country=_known(country), at=timezone.now())
    return NowAnswer.of(edition, helping.help_now(edition, _known(country), reader.language, reader.at), reader)


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


@v1.get("/resources/{id}", response=ResourceAnswer, summary="One support service")
def resource(
    request: HttpRequest,
    id: str,
    lang: Language = languages.DEFAULT_CODE,
    country: Annotated[str | None, Query(description="Where the contacts have to work.")] = None,
) -> ResourceAnswer:
    edition, at = live.current(), timezone.now()
    document = edition.resources.get(id)
    if document is None:
        raise HttpError(404, "there is no such resource in this edition")
    reader = Reader(language=_offered(lang), country=_known(country) if country else None, at=at)
    return ResourceAnswer(edition=edition.number, as_of=at, resource=Resource.of(document, reader))


@v1.get("/editions", response=EditionsAnswer, summary="The editions that are kept, newest first")
def editions(request: HttpRequest) -> EditionsAnswer:
    current = live.current().number
    kept = (public_files.manifest_of(number) for number in public_files.kept_numbers())
    return EditionsAnswer(editions=[EditionEntry.of(manifest, current) for manifest in kept if manifest])


def _offered(language: str) -> str:
    if languages.get(language) is None:
        raise HttpError(422, f"lang is one of {' '.join(languages.OFFERED_CODES)}")
    return language


def _known(country: str) -> str:
    code = country.upper()
    if not countries.is_country(code):
        raise HttpError(404, "there is no such country or territory")
    return code
