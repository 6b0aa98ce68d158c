"""What programs read: search engines, and the browser's own worker."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone

from greenroom.core.access import public_page
from greenroom.edition.reader.opening import Edition
from greenroom.hub import sitemap
from greenroom.hub.public.with_edition import from_edition

XML = "application/xml"
# What every page needs to look and work as it does.
SHELL = ("core/greenroom.css", "core/greenroom.js", "core/door.svg", "hub/kept.js")


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
        "paths": sitemap.paths(edition, timezone.now().date()),
        "built_at": edition.manifest.built_at,
    }
    return render(request, "hub/sitemap.xml", context, content_type=XML)


@public_page
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker's own text names the shell's files: a new release is a new worker."""
    shell = [static(name) for name in SHELL]
    context = {"shell": shell, "version": sha256(" ".join(shell).encode()).hexdigest()[:12]}
    response = render(request, "hub/service_worker.js", context, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response
