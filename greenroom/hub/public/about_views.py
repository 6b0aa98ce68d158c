"""Pages about the service itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from greenroom.core import countries
from greenroom.core.access import public_page
from greenroom.directory.choices import Channel
from greenroom.edition.reader import changes as edition_changes
from greenroom.edition.reader import live
from greenroom.edition.reader.opening import Edition
from greenroom.hub.cards import ResourceCard, concierge_card
from greenroom.hub.figures import figures
from greenroom.hub.open_words import Clock
from greenroom.hub.public.with_edition import from_edition
from greenroom.hub.world_map import world_map
from greenroom.search import labels

PACK_CRISIS_WORDS = (
    "life_in_danger", "call_at_once", "no_emergency_number", "ask_anyone", "talk_to_someone", "no_line",
    "only_special_lines", "for_particular_people", "works_anywhere", "may_involve_authorities", "serves_all",
    "serves_police", "serves_ambulance", "serves_fire",
)  # fmt: skip
PACK_WORDS = {
    "music": gettext_lazy("Made for people in music"),
    "always": gettext_lazy("Open day and night"),
    "press": gettext_lazy("When it answers, press:"),
    "checked": gettext_lazy("Last checked:"),
}


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
    return render(request, "hub/kept.html", {"names": countries.sorted_names(language)})


@public_page
def kept_pack(request: HttpRequest, language: str) -> HttpResponse:
    """The page that shows a kept pack where there is no connection: all words, and no numbers."""
    words = [(channel.value, labels.CHANNEL[channel]) for channel in Channel]
    words += [(key, label) for key, label in PACK_WORDS.items()]
    context = {"crisis_words": PACK_CRISIS_WORDS, "words": words, "has_quick_exit": True}
    return render(request, "hub/kept_pack.html", context)


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
