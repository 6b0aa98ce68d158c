"""One document of the edition as an HSDS service, with everything that hangs on it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from greenroom.api.hsds import extension, ids, taxonomies
from greenroom.api.hsds.schedules import schedules_of
from greenroom.core import countries, languages
from greenroom.directory.choices import Channel, Cost, Status
from greenroom.edition import reading
from greenroom.edition.documents import ContactDocument, HistoryDocument, ResourceDocument

ENGLISH = "en"
_STATUS = {
    Status.ACTIVE: "active",
    Status.REDUCED: "active",
    Status.CLOSING: "active",
    Status.PAUSED: "temporarily closed",
    Status.CLOSED: "defunct",
}
_ALERT = {Status.REDUCED: "Running with less than before.", Status.CLOSING: "Closes soon."}
# Words of RFC 6350 (6.4.1), as HSDS asks for.
_PHONE_TYPES = {Channel.PHONE: "voice", Channel.SMS: "text", Channel.WHATSAPP: "text"}
_URL_LABELS = {Channel.WEB_CHAT: "chat", Channel.WEB: "web", Channel.APP: "app"}
# What a list leaves out: arrays of other things.
CHILDREN = (
    "additional_urls", "phones", "schedules", "service_areas", "service_at_locations", "languages", "cost_options",
    "attributes", "greenroom",
)  # fmt: skip


def services(
    documents: Iterable[ResourceDocument], history: Mapping[str, HistoryDocument], built_at: datetime
) -> list[dict[str, Any]]:
    """Return all services, whole, in the order of our ids; what is gone stands among them, so that readers learn of it.

    `built_at`: the last change of what has no history.
    """
    by_slug = {document.slug: document for document in documents}
    found = []
    for slug in sorted({*by_slug, *history}):
        entry, document = history.get(slug), by_slug.get(slug)
        changed_at = entry.changed_at if entry else built_at
        if document is not None:
            found.append(_service(document, changed_at))
        elif entry is not None:
            found.append(_gone(entry))
    return found


def short(service: dict[str, Any]) -> dict[str, Any]:
    """Return a service as it stands in a list."""
    return {name: value for name, value in service.items() if name not in CHILDREN}


def organization(name: str) -> dict[str, Any]:
    # The sentence is the same for all, so that a service does not change when another of its organization does.
    return {
        "id": ids.made("organization", name),
        "name": name,
        "description": f"{name} runs support services that are listed here.",
    }


def at_location(service: dict[str, Any]) -> dict[str, Any]:
    """Return where a service is: nowhere but on the line, which HSDS calls a virtual location."""
    (found,) = service["service_at_locations"]
    return {**found, "service_id": service["id"], "location_id": found["location"]["id"]}


def _service(document: ResourceDocument, changed_at: datetime) -> dict[str, Any]:
    slug, english = document.slug, document.texts[ENGLISH]
    service_id = ids.made("service", slug)
    confirmed = reading.last_confirmation(document)
    made = {
        "id": service_id,
        "name": document.name,
        "alternate_name": english.name,
        "description": english.summary,
        "url": document.url,
        "additional_urls": _urls(document),
        "email": next((one.value for one in document.contacts if one.channel is Channel.EMAIL), ""),
        "status": _STATUS[document.status],
        "assured_date": confirmed.checked_date.isoformat() if confirmed else "",
        "alert": " ".join(filter(None, (_ALERT.get(document.status, ""), english.caution))),
        "last_modified": _instant(changed_at),
        "organization": organization(document.organization),
        "phones": [
            _phone(slug, number, one) for number, one in enumerate(document.contacts) if one.channel in _PHONE_TYPES
        ],
        "schedules": schedules_of(slug, document.contacts, confirmed.checked_date if confirmed else None),
        "service_areas": _areas(document),
        "service_at_locations": [
            {
                "id": ids.made("service_at_location", slug),
                "location": {"id": ids.made("location", slug), "location_type": "virtual", "name": document.name},
            }
        ],
        "languages": _languages(slug, document.languages),
        "cost_options": _costs(document),
        "attributes": taxonomies.attributes(service_id, _attributes(document)),
        "greenroom": msgspec.to_builtins(extension.of_document(document)),
    }
    return {name: value for name, value in made.items() if value not in ("", [], None)}


def _gone(entry: HistoryDocument) -> dict[str, Any]:
    return {
        "id": ids.made("service", entry.slug),
        "name": entry.name,
        "status": "defunct",
        "last_modified": _instant(entry.changed_at),
        "organization": organization(entry.organization),
        "greenroom": msgspec.to_builtins(extension.ServiceExtension(id=entry.slug, is_gone=True)),
    }


def _attributes(document: ResourceDocument) -> list[tuple[str, str]]:
    return [
        *(("topic", topic.value) for topic in document.topics),
        ("kind", document.kind.value),
        *(("audience", audience.value) for audience in document.audiences),
        ("cost", document.cost.value),
    ]


def _phone(slug: str, number: int, contact: ContactDocument) -> dict[str, Any]:
    made = {
        "id": ids.made("phone", slug, str(number)),
        "number": contact.value,
        "type": _PHONE_TYPES[contact.channel],
        "description": contact.notes.get(ENGLISH, ""),
        "languages": _languages(f"{slug}\tphone\t{number}", contact.languages),
    }
    return {name: value for name, value in made.items() if value not in ("", [])}


def _languages(owner: str, tags: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"id": ids.made("language", owner, tag), "code": tag, "name": languages.language_name(tag, ENGLISH)}
        for tag in tags
    ]


def _urls(document: ResourceDocument) -> list[dict[str, Any]]:
    return [
        {"id": ids.made("url", document.slug, str(number)), "label": _URL_LABELS[contact.channel], "url": contact.value}
        for number, contact in enumerate(document.contacts)
        if contact.channel in _URL_LABELS and contact.value.startswith(("https://", "http://"))
    ]


def _areas(document: ResourceDocument) -> list[dict[str, Any]]:
    if document.is_worldwide:
        return [
            {"id": ids.made("service_area", document.slug, "*"), "name": "Worldwide", "description": "Any country."}
        ]
    return [
        {
            "id": ids.made("service_area", document.slug, code),
            "name": name,
            "uri": f"https://www.iso.org/obp/ui/#iso:code:3166:{code[:2]}",
            "description": f"ISO 3166: {code}",
        }
        for code, name in _places(document)
    ]


def _places(document: ResourceDocument) -> list[tuple[str, str]]:
    """Return (ISO 3166 code, name): regions in place of their country where a service names them."""
    in_part = {region[:2] for region in document.regions}
    whole = [(code, countries.name(code, ENGLISH)) for code in document.countries if code not in in_part]
    return [*whole, *((region, countries.region_name(region)) for region in document.regions)]


def _costs(document: ResourceDocument) -> list[dict[str, Any]]:
    if document.cost is Cost.UNKNOWN:
        return []
    return [{"id": ids.made("cost_option", document.slug), "option": document.cost.value}]


def _instant(instant: datetime) -> str:
    """Return an instant in UTC to the millisecond, as HSDS writes `last_modified`."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
