from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from greenroom.core import countries, languages
from greenroom.core.access import public_page
from greenroom.directory import policy
from greenroom.edition.reader.opening import Edition
from greenroom.hub.cards import resource_card
from greenroom.hub.country_list import countries_by_letter
from greenroom.hub.country_page import country_page
from greenroom.hub.find_page import find_page
from greenroom.hub.help_now import help_now
from greenroom.hub.open_words import Clock
from greenroom.hub.paper import qr_code
from greenroom.hub.public.with_edition import chosen_country, from_edition
from greenroom.search import filters, places, suggesting


@public_page
def language_choose(request: HttpRequest) -> HttpResponse:
    code = languages.negotiate(request.headers.get("Accept-Language", ""))
    response = redirect("hub:home", language=code)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public_page
def home(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "hub/home.html", {"names": countries.sorted_names(language)})


@public_page
def now_choose(request: HttpRequest, language: str) -> HttpResponse:
    where = "".join(filter(str.isprintable, " ".join(request.GET.get("country", "").split())))
    found = places.country_named(where, language) if where.strip() else None
    if found:
        return redirect("hub:now_country", language=language, country=found)
    return render(
        request,
        "hub/now_choose.html",
        {
            "letters": countries_by_letter(language),
            "names": countries.sorted_names(language),
            "where": where[:100].strip(),
        },
    )


@public_page
@from_edition
def now_country(request: HttpRequest, edition: Edition, language: str, country: str) -> HttpResponse:
    page = help_now(edition, country, language, timezone.now())
    return render(
        request,
        "hub/now_country.html",
        {
            "page": page,
            "clock": page.clock,
            "country": country,
            "chosen_country": country,
            "edition": edition,
            "has_quick_exit": True,
            **_paper(request),
        },
    )


@public_page
@from_edition
def country_detail(request: HttpRequest, edition: Edition, language: str, country: str) -> HttpResponse:
    page = country_page(edition, country, language, timezone.now())
    context = {
        "page": page,
        "clock": page.now.clock,
        "country": country,
        "chosen_country": country,
        "edition": edition,
        "has_quick_exit": True,
        **_paper(request),
    }
    return render(request, "hub/country_detail.html", context)


@public_page
@from_edition
def find(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    asked = filters.parse(request.GET.dict(), request.GET.getlist("without"))
    page = find_page(edition, asked, language, timezone.now(), _page_number(request))
    context = {
        "page": page,
        "clock": page.clock,
        "chosen_country": page.found.country,
        "names": countries.sorted_names(language),
        "carried_query": asked.query(),
        "edition": edition,
        "has_quick_exit": True,
    }
    return render(request, "hub/find.html", context)


@public_page
@from_edition
def find_suggest(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    """What may follow what was typed so far: a piece of the find page, fetched while somebody types."""
    asked = filters.parse(request.GET.dict(), request.GET.getlist("without"))
    suggestions = suggesting.suggest(edition, asked.words, language)
    return render(
        request, "hub/find_suggest.html", {"suggestions": [(one, one.taken_up(asked).query()) for one in suggestions]}
    )


@public_page
@from_edition
def resource_detail(request: HttpRequest, edition: Edition, language: str, slug: str) -> HttpResponse:
    document = edition.resources.get(slug)
    if document is None:
        raise Http404
    chosen = chosen_country(request)
    home_country = document.countries[0] if len(document.countries) == 1 else None
    clock = Clock.for_place(timezone.now(), language, chosen or home_country)
    is_about_abuse = policy.is_about_abuse(document.topics)
    context = {
        "card": resource_card(document, clock),
        "clock": clock,
        "country": chosen or home_country,
        "chosen_country": chosen,
        "is_about_abuse": is_about_abuse,
        "successor": edition.resources.get(document.superseded_by or ""),
        "has_quick_exit": is_about_abuse,
        "pairs": [edition.resources[other] for other in document.paired_with if other in edition.resources],
        "edition": edition,
    }
    return render(request, "hub/resource_detail.html", context)


def _page_number(request: HttpRequest) -> int:
    written = request.GET.get("page", "")
    return int(written) if written.isdecimal() and len(written) < 6 else 1


def _paper(request: HttpRequest) -> dict[str, str]:
    """What the page carries when it is printed: where the live one is."""
    address = f"{settings.SITE_URL}{request.path}"
    return {"live_address": address, "qr": qr_code(address)}
