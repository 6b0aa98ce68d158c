"""A whole edition in HSDS, held ready: every list, and what each is filtered by. Filters combine with AND."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from greenroom.api.hsds import services, taxonomies
from greenroom.core import words
from greenroom.edition.reader.opening import Edition

Thing = dict[str, Any]


@dataclass(frozen=True)
class Filters:
    """What a list may be narrowed by; empty and None narrow nothing. `has_place`: only what lies somewhere on a map."""

    search: str = ""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    modified_after: datetime | None = None
    has_place: bool = False


@dataclass(frozen=True, eq=False)
class DataSet:
    """The things of an edition. Services are whole; `services.short` cuts them."""

    services: tuple[Thing, ...]
    _tokens: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def service_by_id(self) -> dict[str, Thing]:
        return {service["id"]: service for service in self.services}

    @cached_property
    def organizations(self) -> dict[str, Thing]:
        """Every organization by id, in the order of their names."""
        found = {service["organization"]["id"]: service["organization"] for service in self.services}
        return dict(sorted(found.items(), key=lambda pair: (pair[1]["name"], pair[0])))

    @cached_property
    def services_by_organization(self) -> dict[str, list[Thing]]:
        found: dict[str, list[Thing]] = {}
        for service in self.services:
            found.setdefault(service["organization"]["id"], []).append(service)
        return found

    @cached_property
    def service_by_location(self) -> dict[str, Thing]:
        """The service of each service at a location, by that one's id; what is gone is at none."""
        return {
            at_location["id"]: service
            for service in self.services
            for at_location in service.get("service_at_locations", ())
        }

    @cached_property
    def taxonomies(self) -> dict[str, Thing]:
        return {taxonomy["id"]: taxonomy for taxonomy in taxonomies.taxonomies()}

    @cached_property
    def terms(self) -> dict[str, Thing]:
        return {term["id"]: term for term in taxonomies.terms()}

    def filtered(self, wanted: Filters) -> list[Thing]:
        """Return the services that fit all filters."""
        if wanted.has_place:
            return []
        tests = self._tests(wanted)
        return [service for service in self.services if all(test(service) for test in tests)]

    def _tests(self, wanted: Filters) -> list[Callable[[Thing], bool]]:
        tests: list[Callable[[Thing], bool]] = []
        if wanted.search:
            sought = frozenset(words.index_tokens(wanted.search))
            tests.append(lambda service: sought <= self._words_of(service))
        if wanted.taxonomy_term_id:
            tests.append(lambda service: wanted.taxonomy_term_id in _term_ids(service))
        if wanted.taxonomy_id:
            tests.append(lambda service: wanted.taxonomy_id in _taxonomy_ids(service))
        if wanted.organization_id:
            tests.append(lambda service: service["organization"]["id"] == wanted.organization_id)
        if wanted.modified_after:
            after = wanted.modified_after
            tests.append(lambda service: datetime.fromisoformat(service["last_modified"]) >= after)
        return tests

    def _words_of(self, service: Thing) -> frozenset[str]:
        """Return the words of a service, in every language it is described in."""
        known = self._tokens.get(service["id"])
        if known is None:
            translations = service["greenroom"].get("translations", {}).values()
            said = [service.get("name", ""), service.get("alternate_name", ""), service["organization"]["name"]]
            said += [text["summary"] for text in translations]
            known = frozenset(token for text in said for token in words.index_tokens(text))
            self._tokens[service["id"]] = known
        return known


def _term_ids(service: Thing) -> Iterable[str]:
    return (attribute["taxonomy_term_id"] for attribute in service.get("attributes", ()))


def _taxonomy_ids(service: Thing) -> Iterable[str]:
    return (attribute["taxonomy_term"]["taxonomy_detail"]["id"] for attribute in service.get("attributes", ()))


@lru_cache(maxsize=2)
def of_edition(edition: Edition) -> DataSet:
    """Return an edition in HSDS, made once."""
    documents = edition.resources.values()
    return DataSet(tuple(services.services(documents, edition.history, edition.manifest.built_at)))


def organization(data: DataSet, organization_id: str, full_service: bool) -> Thing:
    """Return an organization with its services: short, or whole."""
    found = data.services_by_organization[organization_id]
    inner = [{name: value for name, value in one.items() if name != "organization"} for one in found]
    return {
        **data.organizations[organization_id],
        "services": inner if full_service else [services.short(one) for one in inner],
    }


def at_location(service: Thing, full: bool) -> Thing:
    """Return where a service is, with the service: short; whole, with what hangs on it, when asked."""
    found: Thing = {**services.at_location(service), "service": service if full else services.short(service)}
    hanging = ("service_areas", "phones", "schedules") if full else ()
    return found | {name: service[name] for name in hanging if name in service}


def page_of(things: Sequence[Any], number: int, per_page: int) -> dict[str, Any]:
    """Return one page of a list with its header; pages count from one, and one beyond the last is empty."""
    pages = -(-len(things) // per_page)
    contents = list(things[(number - 1) * per_page : number * per_page])
    return {
        "total_items": len(things),
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }
