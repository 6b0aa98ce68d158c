"""Pages about the service itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from greenroom.core.access import public_page
from greenroom.edition.reader import changes as edition_changes
from greenroom.edition.reader import live
from greenroom.edition.reader.opening import Edition
from greenroom.hub.cards import ResourceCard, concierge_card
from greenroom.hub.figures import figures
from greenroom.hub.open_words import Clock
from greenroom.hub.public.with_edition import from_edition
from greenroom.hub.world_map import world_map


@public_page
def about(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "hub/about.html", _address_to_write_to(language))


@public_page
def privacy(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "hub/privacy.html", _address_to_write_to(language))


@public_page
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "hub/accessibility.html", _address_to_write_to(language))


@public_page
@from_edition
def data(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    computed = figures(edition, language, timezone.now().date())
    return render(
        request, "hub/data.html", {"figures": computed, "map": world_map(computed.countries), "edition": edition}
    )


@public_page
@from_edition
def changes(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    return render(request, "hub/changes.html", {"editions": edition_changes.latest_changes(), "edition": edition})


@public_page
def kept(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "hub/kept.html")


@public_page
def erased(request: HttpRequest, language: str) -> HttpResponse:
    """Tell the browser to forget what this site left: its pages, its worker, its copies.

    Only when this site asks: a link from elsewhere must not take somebody's copies away.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return redirect("hub:kept", language=language)
    response = render(request, "hub/erased.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _address_to_write_to(language: str) -> dict[str, ResourceCard | None]:
    """These pages stand without an edition too; then there is no address on them."""
    try:
        edition = live.current()
    except live.EditionMissing:
        return {"concierge": None}
    return {"concierge": concierge_card(edition, Clock.for_place(timezone.now(), language, None))}
