"""`/api/hsds/3/`: the edition in the Human Services Data Specification, for programs that speak it."""

from datetime import UTC
from typing import Annotated, Any, Literal

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Schema
from ninja.errors import HttpError
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict

from greenroom.api import problems
from greenroom.api.description import DescribedAPI, described
from greenroom.api.hsds import dataset, profile, services
from greenroom.api.hsds.dataset import DataSet, Filters
from greenroom.core.access import PUBLIC_CACHE
from greenroom.edition.reader import live

MOST_PER_PAGE = 1_000
NDJSON = "application/x-ndjson"

hsds = DescribedAPI(
    title="Greenroom: Human Services Data Specification",
    version=profile.HSDS_VERSION,
    description="Support lines and bodies for people in music, worldwide. Open, without a key.",
    urls_namespace="api_hsds",
    docs_url=None,
    openapi_url=None,
)
problems.answer_with_problems(hsds)
Many = problems.responses(422, 503)
One = problems.responses(404, 503)


class Thing(BaseModel):
    """Anything of HSDS: its id, and what its schema and our profile say."""

    model_config = ConfigDict(extra="allow")
    id: str


class Page(Schema):
    """One page of a list. A page beyond the last is empty."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Thing]


class Paging(Schema):
    search: str = Field("", max_length=300, description="Every word must stand in the names or descriptions.")
    page: int = Field(1, ge=1, le=100_000)
    per_page: int = Field(50, ge=1, le=MOST_PER_PAGE)
    format: Literal["json", "ndjson"] = Field("json", description="`ndjson`: everything that fits, whole, one a line.")


def _as_date_and_time(written: object) -> object:
    """Raise ValueError for a bare number: it would be read as seconds since 1970, which no one said they are."""
    if isinstance(written, str) and "T" not in written.upper():
        raise ValueError("not a date and time (RFC 3339)")
    return written


Instant = Annotated[AwareDatetime, BeforeValidator(_as_date_and_time)]


class Narrowing(Paging):
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    modified_after: Instant | None = Field(None, description="Changed at or after this instant, in whatever way.")
    full: bool = Field(False, description="With everything that hangs on it.")

    def filters(self, has_place: bool = False) -> Filters:
        return Filters(
            self.search,
            self.taxonomy_term_id,
            self.taxonomy_id,
            self.organization_id,
            self.modified_after.astimezone(UTC) if self.modified_after else None,
            has_place,
        )


class ServiceQuery(Narrowing):
    minimal: bool = Field(False, description="All that fits at once: ids, names, status and last change.")


class AtLocationQuery(Narrowing):
    postcode: str = Field("", description="Services here are reached by phone and internet: none lies at a postcode.")
    proximity: float | None = Field(None, ge=0, description="Metres around the postcode.")


class OrganizationQuery(Paging):
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    full: bool = False
    full_service: bool = Field(False, description="With its services, whole.")


class TermQuery(Paging):
    taxonomy_id: str = ""
    parent_id: str = Field("", description="Our terms have no parents: with one, nothing fits.")
    top_only: bool = False


@hsds.get("/", summary="Which version and profile this is", response={200: dict[str, str]}, tags=["About"])
def base(request: HttpRequest) -> HttpResponse:
    site = settings.SITE_URL
    about = {"version": profile.HSDS_VERSION, "profile": profile.address()}
    return _json(request, {**about, "openapi_url": f"{site}/api/hsds/3/openapi.json"})


@hsds.get("/services", response={200: Page, **Many}, summary="Services, gone ones included", tags=["Services"])
def service_list(request: HttpRequest, asked: Query[ServiceQuery]) -> HttpResponse:
    found = _data().filtered(asked.filters())
    if asked.minimal:
        named = ("id", "name", "status", "last_modified")
        all_at_once = [{**{name: one[name] for name in named}, "modified_date": one["last_modified"]} for one in found]
        return _json(request, dataset.page_of(all_at_once, 1, max(len(found), 1)))
    return _listed(request, found, asked, found if asked.full else list(map(services.short, found)))


@hsds.get("/services/{id}", response={200: Thing, **One}, summary="One service, whole", tags=["Services"])
def service(request: HttpRequest, id: str) -> HttpResponse:
    return _json(request, _known(_data().service_by_id, id))


@hsds.get("/organizations", response={200: Page, **Many}, summary="Who runs services", tags=["Organizations"])
def organization_list(request: HttpRequest, asked: Query[OrganizationQuery]) -> HttpResponse:
    data = _data()
    wanted = Filters(asked.search, asked.taxonomy_term_id, asked.taxonomy_id)
    run = {one["organization"]["id"] for one in data.filtered(wanted)}
    whole = [dataset.organization(data, one, asked.full_service) for one in data.organizations if one in run]
    plain = [data.organizations[one["id"]] for one in whole]
    return _listed(request, whole, asked, whole if asked.full or asked.full_service else plain)


@hsds.get(
    "/organizations/{id}", response={200: Thing, **One, **Many}, summary="One organization", tags=["Organizations"]
)
def organization(
    request: HttpRequest, id: str, full_service: Annotated[bool, Query(description="Its services whole.")] = False
) -> HttpResponse:
    data = _data()
    _known(data.organizations, id)
    return _json(request, dataset.organization(data, id, full_service))


@hsds.get("/service_at_locations", response={200: Page, **Many}, summary="Where services are", tags=["Locations"])
def service_at_location_list(request: HttpRequest, asked: Query[AtLocationQuery]) -> HttpResponse:
    has_place = bool(asked.postcode) or asked.proximity is not None
    found = [one for one in _data().filtered(asked.filters(has_place)) if "service_at_locations" in one]
    whole = [dataset.at_location(one, full=True) for one in found]
    plain = [dataset.at_location(one, full=False) for one in found]
    return _listed(request, whole, asked, whole if asked.full else plain)


@hsds.get("/service_at_locations/{id}", response={200: Thing, **One}, summary="Where one is", tags=["Locations"])
def service_at_location(request: HttpRequest, id: str) -> HttpResponse:
    return _json(request, dataset.at_location(_known(_data().service_by_location, id), full=True))


@hsds.get("/taxonomies", response={200: Page, **Many}, summary="Our lists of terms", tags=["Taxonomies"])
def taxonomy_list(request: HttpRequest, asked: Query[Paging]) -> HttpResponse:
    found = _named(list(_data().taxonomies.values()), asked.search)
    return _listed(request, found, asked, found)


@hsds.get("/taxonomies/{id}", response={200: Thing, **One}, summary="One list of terms", tags=["Taxonomies"])
def taxonomy(request: HttpRequest, id: str) -> HttpResponse:
    return _json(request, _known(_data().taxonomies, id))


@hsds.get("/taxonomy_terms", response={200: Page, **Many}, summary="Terms", tags=["Taxonomies"])
def taxonomy_term_list(request: HttpRequest, asked: Query[TermQuery]) -> HttpResponse:
    every = _named(list(_data().terms.values()), asked.search)
    fits = [one for one in every if asked.taxonomy_id in ("", one["taxonomy_detail"]["id"]) and not asked.parent_id]
    return _listed(request, fits, asked, fits)


@hsds.get("/taxonomy_terms/{id}", response={200: Thing, **One}, summary="One term", tags=["Taxonomies"])
def taxonomy_term(request: HttpRequest, id: str) -> HttpResponse:
    return _json(request, _known(_data().terms, id))


@hsds.get("/profile/", response={200: dict[str, Any]}, summary="Our profile", tags=["About"])
def profile_index(request: HttpRequest) -> HttpResponse:
    return _json(request, profile.index())


@hsds.get("/profile/{name}.json", response={200: dict[str, Any], **One}, summary="A merge patch", tags=["About"])
def profile_patch(request: HttpRequest, name: str) -> HttpResponse:
    _known(dict.fromkeys(profile.NAMES), name)
    return _json(request, profile.patch(name))


@hsds.get("/profile/schema/{name}.json", response={200: dict[str, Any], **One}, summary="A schema", tags=["About"])
def profile_schema(request: HttpRequest, name: str) -> HttpResponse:
    _known(dict.fromkeys(profile.NAMES), name)
    return _json(request, profile.schema(name))


@hsds.get("/openapi.json", response={200: dict[str, Any]}, summary="This description", tags=["About"])
def openapi(request: HttpRequest) -> HttpResponse:
    document = described(hsds, "/api/hsds/3/")
    for operations in document["paths"].values():
        asked = {parameter["name"] for parameter in operations["get"]["parameters"]}
        if "format" in asked:
            operations["get"]["responses"][200]["content"][NDJSON] = {"schema": {"type": "string"}}
    return _json(request, document)


def _data() -> DataSet:
    return dataset.of_edition(live.current())


def _known(things: dict[str, Any], key: str) -> Any:
    if key not in things:
        raise HttpError(404, "there is no such thing in this edition")
    return things[key]


def _named(things: list[dict[str, Any]], search: str) -> list[dict[str, Any]]:
    sought = search.casefold().strip()
    return [one for one in things if sought in one["name"].casefold()]


def _listed(request: HttpRequest, whole: list[Any], asked: Paging, items: list[Any]) -> HttpResponse:
    """Answer a list: page by page, or everything at once, one thing a line."""
    if asked.format == "ndjson":
        lines = b"".join(msgspec.json.encode(one) + b"\n" for one in whole)
        return _answer(request, lines, NDJSON)
    return _json(request, dataset.page_of(items, asked.page, asked.per_page))


def _json(request: HttpRequest, value: Any) -> HttpResponse:
    return _answer(request, msgspec.json.encode(value), "application/json")


def _answer(request: HttpRequest, body: bytes, content_type: str) -> HttpResponse:
    """Answer; a page of a list may be kept as long as any other, one that was searched for by nobody."""
    response = HttpResponse(body, content_type=content_type)
    response.headers["Cache-Control"] = "no-store" if request.GET.get("search") else PUBLIC_CACHE
    return response
