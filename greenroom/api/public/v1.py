"""`/api/v1/`: numbers and search for programs. Everything is read out of the edition; nothing is kept of what was
asked.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal

from babel import Locale
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Path, Query, Schema
from ninja.errors import HttpError
from pydantic import WithJsonSchema

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
from greenroom.api.description import DescribedAPI, described
from greenroom.core import countries, languages
from greenroom.core.access import PUBLIC_CACHE
from greenroom.directory.choices import Channel, Cost, Kind, Topic
from greenroom.edition.reader import live, public_files
from greenroom.search import filters, finding, helping, suggesting
from greenroom.search.filters import Facet

v1 = DescribedAPI(
    title="Greenroom",
    version="1",
    description="Numbers and support for people in music, worldwide. Open, without a key. Say `say_first` before any "
    "number; show `as_of`; never alter or complete a number; do not keep an answer for longer than an hour.",
    urls_namespace="api_v1",
    docs_url=None,
    openapi_url=None,
)
problems.answer_with_problems(v1)


def _one_of(values: Iterable[str], description: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(values), "description": description})


_BOTH_CASES = [written for code in countries.codes() for written in (code.lower(), code)]
_SPOKEN = [code for code in map(str, Locale.parse("en").languages) if languages.primary_subtag(code) == code]
# Closed lists, checked in here and named in the description.
Empty = Literal[""]


_IN_LANGUAGE = _one_of(languages.OFFERED_CODES, "The language of texts.")
Language = Annotated[str, Query(), _IN_LANGUAGE]
Country = Annotated[str, Path(), _one_of(_BOTH_CASES, "ISO 3166-1 alpha-2, or xk.")]
Where = Annotated[str, Query(), _one_of(["", *_BOTH_CASES], "Where its contacts have to work.")]
Words = Annotated[str, Query(description="The beginning of a word.")]
Refused = problems.responses(422, 503)
Unknown = problems.responses(404, 422, 503)


class FindQuery(Schema):
    """What can be asked for: the parameters of the find page, which `search.filters` reads. Here they are checked."""

    q: str = Field("", description="Words, as somebody would say them, in any offered language.")
    country: Annotated[str, _one_of(["", *_BOTH_CASES], "Where help has to be.")] = ""
    language: Annotated[str, _one_of(["", *_SPOKEN], "Spoken by whom answers.")] = ""
    kind: Kind | Empty = Field("", description="What sort of service.")
    topic: Topic | Empty = Field("", description="What it is about.")
    role: Annotated[str, _one_of(["", *(role.value for role in filters.ROLES)], "For whom in music.")] = ""
    channel: Channel | Empty = Field("", description="How it is reached.")
    cost: Cost | Empty = Field("", description="What it costs.")
    open: Literal["now", ""] = Field("", description="Only what is open at this minute.")
    unchecked: Literal["yes", ""] = Field("", description="Also what nobody has checked for half a year.")
    without: list[str] = Field([], description="What the words do not mean, like `topic.sleep`.")
    page: int = Field(1, ge=1, le=100_000, description="Which page of the results.")
    lang: Annotated[str, _IN_LANGUAGE] = languages.DEFAULT_CODE


@v1.get("/now/{country}", response={200: NowAnswer, **Unknown}, summary="Crisis help of a country, in order")
def now(
    request: HttpRequest, response: HttpResponse, country: Country, lang: Language = languages.DEFAULT_CODE
) -> NowAnswer:
    edition = live.current()
    reader = Reader(language=_offered(lang), country=_known(country, status=404), at=_this_minute())
    _may_be_kept(request, response, reader.language)
    return NowAnswer.of(edition, helping.help_now(edition, reader.country or "", reader.language, reader.at), reader)


@v1.get("/find", response={200: FindAnswer, **Refused}, summary="What fits words and filters")
def find(request: HttpRequest, response: HttpResponse, asked: Query[FindQuery]) -> FindAnswer:
    """Words without a letter in them (an emoji) mean nothing here, and are no mistake; a value that does not exist is
    one.
    """
    wanted = filters.parse(request.GET.dict(), request.GET.getlist("without"))
    mistaken = [facet.value for facet in Facet if request.GET.get(facet.value) and facet not in wanted.chosen]
    if mistaken:
        raise HttpError(422, f"not understood: {', '.join(mistaken)}")
    edition, at, language = live.current(), _this_minute(), _offered(asked.lang)
    response.headers["Content-Language"] = language
    return FindAnswer.of(edition, finding.find(edition, wanted, language, at, asked.page), language, at)


@v1.get("/suggest", response={200: SuggestAnswer, **Refused}, summary="What the beginning of a word may become")
def suggest(
    request: HttpRequest, response: HttpResponse, q: Words = "", lang: Language = languages.DEFAULT_CODE
) -> SuggestAnswer:
    response.headers["Content-Language"] = _offered(lang)
    return SuggestAnswer.of(suggesting.suggest(live.current(), q[: filters.MOST_CHARACTERS], lang))


@v1.get("/resources/{id}", response={200: ResourceAnswer, **Unknown}, summary="One support service")
def resource(
    request: HttpRequest,
    response: HttpResponse,
    id: Annotated[str, Path(description="As answers and addresses of pages name it.")],
    lang: Language = languages.DEFAULT_CODE,
    country: Where = "",
) -> ResourceAnswer:
    edition = live.current()
    reader = Reader(
        language=_offered(lang), country=_known(country, status=422) if country else None, at=_this_minute()
    )
    document = edition.resources.get(id)
    if document is None:
        raise HttpError(404, "there is no such resource in this edition")
    _may_be_kept(request, response, reader.language)
    return ResourceAnswer(edition=edition.number, as_of=reader.at, resource=Resource.of(document, reader))


@v1.get("/editions", response={200: EditionsAnswer, **problems.responses(503)}, summary="The editions that are kept")
def editions(request: HttpRequest) -> EditionsAnswer:
    current = live.current().number
    kept = (public_files.manifest_of(number) for number in public_files.kept_numbers())
    return EditionsAnswer(editions=[EditionEntry.of(manifest, current) for manifest in kept if manifest])


@v1.get("/openapi.json", response={200: dict[str, Any]}, summary="This description")
def openapi(request: HttpRequest) -> dict[str, Any]:
    return described(v1, "/api/v1/")


def _this_minute() -> datetime:
    """Answers are made for a minute, as pages are: whoever asks again within it is told that nothing is new."""
    return timezone.now().replace(second=0, microsecond=0)


def _may_be_kept(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """A language and a country are no search: the answer may be kept with them too."""
    response.headers["Content-Language"] = language
    if request.GET.keys() <= {"lang", "country"}:
        response.headers["Cache-Control"] = PUBLIC_CACHE


def _offered(language: str) -> str:
    if languages.get(language) is None:
        raise HttpError(422, f"lang is one of {' '.join(languages.OFFERED_CODES)}")
    return language


def _known(country: str, status: int) -> str:
    code = country.upper()
    if not countries.is_country(code):
        raise HttpError(status, "there is no such country or territory")
    return code
