"""The pages of Mind the Music: found by role, moment, topic and length; each tool and chapter."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise

from greenroom.core import countries
from greenroom.core.access import public_page
from greenroom.core.topics import Topic
from greenroom.edition.reader.opening import Edition
from greenroom.guide.choices import Moment, PageKind, Role
from greenroom.hub import guide, guide_books, guide_words
from greenroom.hub.guide_help import help_for
from greenroom.hub.guide_words import Length
from greenroom.hub.paper import qr_code
from greenroom.hub.public.with_edition import chosen_country, from_edition
from greenroom.search import labels, places

E = TypeVar("E", bound=Enum)


@public_page
@from_edition
def guide_index(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    role, moment = request.GET.get("role", ""), request.GET.get("moment", "")
    if role in list(Role):
        return _to_list(language, role, moment if moment in list(Moment) else None)
    topics = {topic for page in edition.guide.values() for topic in page.topics}
    context = {
        "roles": guide_words.ROLE,
        "moments": guide_words.MOMENT,
        "lengths": guide_words.LENGTH,
        "topics": {topic.value.replace("_", "-"): labels.TOPIC[topic] for topic in Topic if topic in topics},
        "sections": guide.sections(guide.pages_for(edition, language)),
        "about": guide_words.ABOUT,
        "books": guide_books.offered(edition.number, language),
        "chosen_country": chosen_country(request),
        "edition": edition,
    }
    return render(request, "hub/guide/index.html", context)


@public_page
@from_edition
def guide_role(request: HttpRequest, edition: Edition, language: str, role: str) -> HttpResponse:
    chosen = _member(Role, role)
    context = {"role": chosen, "moments": _moments(edition, chosen)}
    sections = guide.sections_for_role(edition, language, chosen)
    return _list(request, edition, guide_words.ROLE[chosen], sections, context)


@public_page
@from_edition
def guide_role_moment(request: HttpRequest, edition: Edition, language: str, role: str, moment: str) -> HttpResponse:
    chosen, when = _member(Role, role), _member(Moment, moment)
    moments = _moments(edition, chosen)
    if when not in moments:
        return redirect("hub:guide_role", language=language, role=role)
    context = {"role": chosen, "when": when, "subtitle": guide_words.MOMENT[when], "moments": moments}
    sections = guide.sections(guide.pages_for(edition, language, role=chosen, moment=when))
    return _list(request, edition, guide_words.ROLE[chosen], sections, context)


@public_page
@from_edition
def guide_moment(request: HttpRequest, edition: Edition, language: str, moment: str) -> HttpResponse:
    when = _member(Moment, moment)
    sections = guide.sections(guide.pages_for(edition, language, moment=when))
    return _list(request, edition, guide_words.MOMENT[when], sections, {})


@public_page
@from_edition
def guide_topic(request: HttpRequest, edition: Edition, language: str, topic: str) -> HttpResponse:
    about = _member(Topic, topic.replace("-", "_"))
    helps = help_for(edition, (about,), _country(request, language), language, timezone.now())
    context = {
        "help": helps,
        "clock": helps.clock,
        "names": countries.sorted_names(language),
        "has_quick_exit": helps.is_first,
    }
    sections = guide.sections(guide.pages_for(edition, language, topic=about))
    return _list(request, edition, labels.TOPIC[about], sections, context)


@public_page
@from_edition
def guide_length(request: HttpRequest, edition: Edition, language: str, length: str) -> HttpResponse:
    chosen = _member(Length, length)
    sections = guide.sections(guide.pages_for(edition, language, length=chosen))
    return _list(request, edition, guide_words.LENGTH[chosen], sections, {})


@public_page
@from_edition
def guide_tool(request: HttpRequest, edition: Edition, language: str, slug: str) -> HttpResponse:
    return _page(request, edition, language, PageKind.TOOL, slug)


@public_page
@from_edition
def guide_chapter(request: HttpRequest, edition: Edition, language: str, slug: str) -> HttpResponse:
    return _page(request, edition, language, PageKind.CHAPTER, slug)


def _to_list(language: str, role: str, moment: str | None) -> HttpResponse:
    if moment is None:
        return redirect("hub:guide_role", language=language, role=role)
    return redirect("hub:guide_role_moment", language=language, role=role, moment=moment)


def _moments(edition: Edition, role: Role) -> dict[Moment, Promise]:
    """Return the moments for which somebody in a role finds something."""
    fitting = {moment for page in edition.guide.values() if guide.is_for(page, role) for moment in page.moments}
    return {moment: name for moment, name in guide_words.MOMENT.items() if moment in fitting}


def _member(values: Callable[[str], E], written: str) -> E:
    try:
        return values(written)
    except ValueError:
        raise Http404 from None


def _country(request: HttpRequest, language: str) -> str | None:
    """Return the country in the address, as a code or as somebody wrote its name."""
    return chosen_country(request) or places.country_named(request.GET.get("country", ""), language)


def _list(
    request: HttpRequest, edition: Edition, title: object, sections: list[guide.Section], context: Mapping[str, object]
) -> HttpResponse:
    if not sections:
        raise Http404
    shared = {
        "title": title,
        "sections": sections,
        "chosen_country": chosen_country(request),
        "edition": edition,
    }
    return render(request, "hub/guide/list.html", {**shared, **context})


def _page(request: HttpRequest, edition: Edition, language: str, kind: PageKind, slug: str) -> HttpResponse:
    document = edition.guide.get((kind, slug))
    if document is None:
        raise Http404
    page = guide.page_view(edition, document, language)
    country = _country(request, language)
    helps = help_for(edition, page.topics, country, language, timezone.now())
    address = f"{settings.SITE_URL}{request.path}"
    context = {
        "page": page,
        "document": document,
        "help": helps,
        "clock": helps.clock,
        "roles": [(role, guide_words.ROLE[role]) for role in document.roles],
        "moments": [(moment, guide_words.MOMENT[moment]) for moment in document.moments],
        "chosen_country": country,
        "names": countries.sorted_names(language),
        "has_quick_exit": document.needs_quick_exit or helps.is_first,
        "edition": edition,
        "live_address": address,
        "qr": qr_code(address),
    }
    return render(request, "hub/guide/page.html", context)
