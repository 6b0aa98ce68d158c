"""What programs read: search engines, and the browser's own worker."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from greenroom.core.access import public_page
from greenroom.edition.reader.opening import Edition
from greenroom.hub import sitemap
from greenroom.hub.public.with_edition import from_edition

XML = "application/xml"


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "hub/robots.txt", {"site": settings.SITE_URL}, content_type="text/plain")


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return render(request, "hub/sitemap_index.xml", {"site": settings.SITE_URL}, content_type=XML)


@public_page
@from_edition
def sitemap_in_language(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    context = {
        "site": settings.SITE_URL,
        "language": language,
        "undated_paths": sitemap.UNDATED_PATHS,
        "edition_paths": sitemap.edition_paths(edition, timezone.now().date()),
        "built_at": edition.manifest.built_at,
    }
    return render(request, "hub/sitemap.xml", context, content_type=XML)


@public_page
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root of the site: a worker may only serve pages below its own address."""
    response = render(request, "hub/service_worker.js", content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response
