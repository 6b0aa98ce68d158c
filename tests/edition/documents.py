"""Small documents for tests of editions."""

from collections.abc import Iterator

from greenroom.core.evidence import Confidence
from greenroom.directory import choices
from greenroom.edition.documents import ContactDocument, ResourceDocument, TextDocument


def contact_document(**changes: object) -> ContactDocument:
    base = {
        "countries": (),
        "channel": choices.Channel.PHONE,
        "value": "0800 111 222",
        "dial": "0800111222",
        "keyword": "",
        "steps": (),
        "hours": "24/7",
        "zone": "Europe/London",
        "cost": choices.CallCost.FREE,
        "languages": ("en",),
        "language_hours": {},
        "e164": "",
        "abroad_reach": choices.Reach.UNKNOWN,
        "abroad_source": "",
        "serves": (),
        "notes": {},
        "is_unconfirmed": False,
    }
    return ContactDocument(**(base | changes))  # type: ignore[arg-type] # tests give the right types


def resource_document(slug: str, **changes: object) -> ResourceDocument:
    base = {
        "slug": slug,
        "organization": "Test Organization",
        "name": slug,
        "kind": choices.Kind.CRISIS_LINE,
        "is_music_specific": False,
        "is_worldwide": False,
        "countries": ("GB",),
        "regions": (),
        "contacts": (contact_document(),),
        "url": "",
        "languages": ("en",),
        "has_assumed_languages": False,
        "may_involve_authorities": False,
        "audiences": (choices.Audience.EVERYONE,),
        "topics": (choices.Topic.SUICIDE,),
        "cost": choices.Cost.FREE,
        "texts": {"en": TextDocument("", "A line that only exists in tests.", "", choices.TextState.REVIEWED)},
        "sources": (),
        "checks": (),
        "confidence": Confidence.HIGH,
        "status": choices.Status.ACTIVE,
        "valid_from_date": None,
        "valid_to_date": None,
        "superseded_by": None,
        "paired_with": (),
    }
    return ResourceDocument(**(base | changes))  # type: ignore[arg-type] # tests give the right types


def some_documents(count: int, generation: int) -> Iterator[ResourceDocument]:
    """Yield documents that all carry the same generation in their name, so that a mixed edition shows."""
    for index in range(count):
        yield resource_document(f"gb-line-{index:03d}", name=f"generation {generation}")
