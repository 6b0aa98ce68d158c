"""Which pages of the guide fit what somebody asked for on the find page."""

from greenroom.core import words
from greenroom.core.topics import Topic
from greenroom.directory.choices import Audience
from greenroom.edition.documents import GuidePageDocument
from greenroom.edition.reader.opening import Edition
from greenroom.guide.choices import Moment, PageKind, Role
from greenroom.search import ranking
from greenroom.search.filters import Facet
from greenroom.search.finding import Found

MOST_PAGES = 3
# A page is mainly about its first topic.
_FIRST_TOPIC, _OTHER_TOPIC = 1.0, 0.6
_OWN_ROLE, _NAMED, _TOOL = 0.3, 1.5, 0.1
_LEAST = 0.5
# What only artists have words for is a topic at a moment here.
_AT_A_MOMENT = {
    "performance_anxiety": (Topic.ANXIETY, Moment.BEFORE_THE_SHOW),
    "creative_block": (Topic.CAREER, Moment.IN_THE_STUDIO),
}
_ROLES: dict[Audience, frozenset[Role]] = {
    Audience.ARTISTS: frozenset({Role.ARTIST, Role.BAND_MEMBER}),
    Audience.SONGWRITERS: frozenset({Role.SONGWRITER}),
    Audience.DJ: frozenset({Role.DJ}),
    Audience.CREW: frozenset({Role.CREW, Role.ENGINEER, Role.TOUR_MANAGER}),
    Audience.INDUSTRY: frozenset({Role.MANAGER, Role.LABEL, Role.PROMOTER}),
    Audience.EXECUTIVES: frozenset({Role.MANAGER, Role.LABEL}),
    Audience.PERFORMING_ARTS: frozenset({Role.BAND_MEMBER, Role.EDUCATOR}),
    Audience.FAMILY: frozenset({Role.FAMILY}),
}


def fitting_pages(edition: Edition, found: Found, language: str) -> list[GuidePageDocument]:
    """Return the pages that fit best, at most MOST_PAGES. Where life may be in danger none: people come first."""
    if found.understood and found.understood.is_danger:
        return []
    topics = _topics(found)
    roles = _roles(found)
    scored = [(_points(page, topics, roles) + _named(page, found, language), page) for page in edition.guide.values()]
    best = sorted((one for one in scored if one[0] >= _LEAST), key=lambda one: (-one[0], one[1].minutes))
    return [page for _, page in best[:MOST_PAGES]]


def _topics(found: Found) -> dict[str, float]:
    topics = ranking.clear_topics(found.understood) if found.understood else {}
    chosen = found.used.chosen.get(Facet.TOPIC)
    return topics | ({chosen: 1.0} if chosen else {})


def _roles(found: Found) -> frozenset[Role]:
    read = found.understood.filters.get(Facet.ROLE.value) if found.understood else None
    audience = found.used.chosen.get(Facet.ROLE) or read
    return _ROLES[Audience(audience)] if audience else frozenset()


def _points(page: GuidePageDocument, topics: dict[str, float], roles: frozenset[Role]) -> float:
    about = max((weight * _share(page, topic) for topic, weight in topics.items()), default=0.0)
    if not about:
        return 0.0
    return (
        about + (_OWN_ROLE if roles.intersection(page.roles) else 0.0) + (_TOOL if page.kind is PageKind.TOOL else 0.0)
    )


def _share(page: GuidePageDocument, topic: str) -> float:
    if topic in _AT_A_MOMENT:
        about, moment = _AT_A_MOMENT[topic]
        return _FIRST_TOPIC if about in page.topics and moment in page.moments else 0.0
    if topic not in page.topics:
        return 0.0
    return _FIRST_TOPIC if page.topics[0] == topic else _OTHER_TOPIC


def _named(page: GuidePageDocument, found: Found, language: str) -> float:
    """Return points where every word that was typed stands in the title, in the reader's language or in English."""
    typed = set(words.runs_of(found.used.words))
    texts = [page.texts[code] for code in (language, "en") if code in page.texts]
    return _NAMED if typed and any(typed <= set(words.runs_of(text.title)) for text in texts) else 0.0
