from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from greenroom.api import description
from greenroom.api.public.v1 import v1
from greenroom.core.access import open_endpoint, public_page
from greenroom.core.problems import problem

# One address to try for each operation.
EXAMPLES = {
    "/api/v1/now/{country}": "/api/v1/now/jp?lang=ja",
    "/api/v1/find": "/api/v1/find?q=no+puedo+dormir&lang=es",
    "/api/v1/suggest": "/api/v1/suggest?q=ger",
    "/api/v1/resources/{id}": "/api/v1/resources/gb-samaritans",
    "/api/v1/editions": "/api/v1/editions",
    "/api/v1/openapi.json": "/api/v1/openapi.json",
}


class Operation(NamedTuple):
    """What an operation is for and takes, as its description says."""

    path: str
    summary: str
    parameters: list[tuple[str, str]]
    example: str


@public_page
def api_page(request: HttpRequest) -> HttpResponse:
    """What programs may take from here. Its address names no language: it speaks the one the browser asks for."""
    context = {"operations": _operations(), "site": settings.SITE_URL, "mcp": settings.MCP_URL}
    response = render(request, "api/api_page.html", context)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public_page
def llms(request: HttpRequest) -> HttpResponse:
    """What a language model has to know of this site (llmstxt.org), in English as everything for programs."""
    context = {"site": settings.SITE_URL, "mcp": settings.MCP_URL}
    return render(request, "api/llms.txt", context, content_type="text/plain; charset=utf-8")


@open_endpoint
def api_missing(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(404, f"There is nothing at this address. What there is: {settings.SITE_URL}/api/")


def _operations() -> list[Operation]:
    paths: dict[str, Any] = description.described(v1, "/api/v1/")["paths"]
    return [_operation(path, operations["get"]) for path, operations in paths.items()]


def _operation(path: str, operation: dict[str, Any]) -> Operation:
    parameters = [
        (one["name"], one.get("description") or one["schema"].get("description", "")) for one in operation["parameters"]
    ]
    return Operation(path, operation["summary"], parameters, EXAMPLES[path])
