from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from greenroom.core import countries
from greenroom.core.access import public_page
from greenroom.core.topics import Topic
from greenroom.edition.reader.opening import Edition
from greenroom.guide.choices import Moment, PageKind, Role
from greenroom.hub import guide, guide_words
from greenroom.hub.guide_help import help_for
from greenroom.hub.public.with_edition import chosen_country, from_edition
from greenroom.search import labels

E = TypeVar("E", bound=Enum)


@public_page
@from_edition
def guide_index(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    topics = sorted({topic for page in edition.guide.values() for topic in page.topics}, key=list(Topic).index)
    context = {
        "roles": guide_words.ROLE,
        "moments": guide_words.MOMENT,
        "lengths": guide_words.LENGTH,
        "topics": {topic: labels.TOPIC[topic] for topic in topics},
        "chosen_country": chosen_country(request),
        "edition": edition,
    }
    return render(request, "hub/guide/index.html", context)


@public_page
@from_edition
def guide_role(
    request: HttpRequest, edition: Edition, language: str, role: str, moment: str | None = None
) -> HttpResponse:
    chosen, when = _member(Role, role), _member(Moment, moment) if moment else None
    links = guide.pages_for(edition, language, role=chosen, moment=when)
    title = guide_words.ROLE[chosen]
    context = {"role": chosen, "moments": guide_words.MOMENT, "when": when}
    return _list(request, edition, title, links, context | {"subtitle": guide_words.MOMENT[when] if when else None})


@public_page
@from_edition
def guide_moment(request: HttpRequest, edition: Edition, language: str, moment: str) -> HttpResponse:
    when = _member(Moment, moment)
    return _list(request, edition, guide_words.MOMENT[when], guide.pages_for(edition, language, moment=when), {})


@public_page
@from_edition
def guide_topic(request: HttpRequest, edition: Edition, language: str, topic: str) -> HttpResponse:
    about = _member(Topic, topic.replace("-", "_"))
    links = guide.pages_for(edition, language, topic=about)
    context = {"help": help_for(edition, (about,), chosen_country(request), language, timezone.now())}
    return _list(request, edition, labels.TOPIC[about], links, context)


@public_page
@from_edition
def guide_length(request: HttpRequest, edition: Edition, language: str, length: str) -> HttpResponse:
    chosen = _member(guide.Length, length)
    return _list(request, edition, guide_words.LENGTH[chosen], guide.pages_for(edition, language, length=chosen), {})


@public_page
@from_edition
def guide_tool(request: HttpRequest, edition: Edition, language: str, slug: str) -> HttpResponse:
    return _page(request, edition, language, PageKind.TOOL, slug)


@public_page
@from_edition
def guide_chapter(request: HttpRequest, edition: Edition, language: str, slug: str) -> HttpResponse:
    return _page(request, edition, language, PageKind.CHAPTER, slug)


def _member(values: Callable[[str], E], written: str) -> E:
    try:
        return values(written)
    except ValueError:
        raise Http404 from None


def _list(
    request: HttpRequest, edition: Edition, title: object, links: list[guide.PageLink], context: dict[str, object]
) -> HttpResponse:
    if not links:
        raise Http404
    shared = {
        "title": title,
        "tools": [link for link in links if link.is_tool],
        "chapters": [link for link in links if not link.is_tool],
        "chosen_country": chosen_country(request),
        "edition": edition,
    }
    return render(request, "hub/guide/list.html", shared | context)


def _page(request: HttpRequest, edition: Edition, language: str, kind: PageKind, slug: str) -> HttpResponse:
    document = edition.guide.get((kind, slug))
    if document is None:
        raise Http404
    page = guide.page_view(edition, document, language)
    country = chosen_country(request)
    context = {
        "page": page,
        "document": document,
        "help": help_for(edition, page.topics, country, language, timezone.now()),
        "roles": [(role, guide_words.ROLE[role]) for role in document.roles],
        "moments": [(moment, guide_words.MOMENT[moment]) for moment in document.moments],
        "chosen_country": country,
        "names": countries.sorted_names(language),
        "has_quick_exit": document.needs_quick_exit,
        "edition": edition,
    }
    return render(request, f"hub/guide/{kind.value}.html", context)
