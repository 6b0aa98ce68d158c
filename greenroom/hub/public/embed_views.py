"""Help now inside other sites' pages: as a frame, and as the page that the embed script takes its content from."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from greenroom.core import countries, languages
from greenroom.core.access import embedded_page
from greenroom.edition.reader.opening import Edition
from greenroom.hub.help_now import help_now
from greenroom.hub.public.with_edition import chosen_country, from_edition


@embedded_page
def embed(request: HttpRequest) -> HttpResponse:
    """Lead to the page in the reader's language: the one asked for, or the one the browser asks for."""
    named = languages.get(request.GET.get("lang", ""))
    language = named.code if named else request.language.code  # type: ignore[attr-defined] # set by the middleware
    country = chosen_country(request)
    if country:
        response = redirect("hub:embed_now", language=language, country=country)
    else:
        response = redirect("hub:embed_choose", language=language)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@embedded_page
def embed_choose(request: HttpRequest, language: str) -> HttpResponse:
    country = chosen_country(request)
    if country:
        return redirect("hub:embed_now", language=language, country=country)
    return render(request, "hub/embed/choose.html", {"names": countries.sorted_names(language)})


@embedded_page
@from_edition
def embed_now(request: HttpRequest, edition: Edition, language: str, country: str) -> HttpResponse:
    page = help_now(edition, country, language, timezone.now())
    context = {"page": page, "clock": page.clock, "country": country, "edition": edition}
    return render(request, "hub/embed/now.html", context)


@embedded_page
def embed_script(request: HttpRequest) -> HttpResponse:
    """The script that a partner's line names: always at the same address."""
    content = Path(str(finders.find("hub/embed.js"))).read_bytes()
    response = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600, stale-while-revalidate=86400"
    return response
