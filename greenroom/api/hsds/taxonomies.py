"""Our closed lists as HSDS taxonomies: topics, kinds of help, for whom, cost. Names in every language of the pages."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation

from greenroom.api.hsds import ids
from greenroom.api.hsds.extension import TermExtension
from greenroom.core import languages
from greenroom.search import labels

VERSION = "1"


class _Taxonomy(NamedTuple):
    key: str
    name: str
    description: str
    terms: Mapping[Any, labels.Label]


_TAXONOMIES = (
    _Taxonomy("topic", "Topics", "What a service helps with.", labels.TOPIC),
    _Taxonomy("kind", "Kinds of help", "What kind of help a service is.", labels.KIND),
    _Taxonomy("audience", "For whom", "Whom a service is for.", labels.AUDIENCE),
    _Taxonomy("cost", "Cost", "What help costs the person helped.", labels.COST),
)


def taxonomies() -> list[dict[str, Any]]:
    return [_taxonomy(one) for one in _TAXONOMIES]


def terms() -> list[dict[str, Any]]:
    """Return every term, with its taxonomy and its names."""
    return [
        {**term(one.key, value.value), "greenroom": TermExtension(_names(one.key, value.value))}
        for one in _TAXONOMIES
        for value in one.terms
    ]


def taxonomy_id(key: str) -> str:
    return ids.made("taxonomy", key)


def term(key: str, value: str) -> dict[str, Any]:
    """Return a term as it stands inside a service."""
    taxonomy = next(one for one in _TAXONOMIES if one.key == key)
    name = _names(key, value)[languages.DEFAULT_CODE]
    term_id = ids.made("taxonomy_term", key, value)
    return {
        "id": term_id,
        "code": value,
        "name": name,
        "description": f"{taxonomy.name}: {name}",
        "taxonomy": taxonomy.name,
        "taxonomy_detail": _taxonomy(taxonomy),
        "language": languages.DEFAULT_CODE,
        "term_uri": f"{settings.SITE_URL}/api/hsds/3/taxonomy_terms/{term_id}",
    }


def attributes(service_id: str, values: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return (taxonomy, value) pairs as the attributes of a service."""
    return [
        {
            "id": ids.made("attribute", service_id, key, value),
            "link_id": service_id,
            "link_type": key,
            "link_entity": "service",
            "taxonomy_term_id": ids.made("taxonomy_term", key, value),
            "taxonomy_term": term(key, value),
        }
        for key, value in values
    ]


def _taxonomy(one: _Taxonomy) -> dict[str, Any]:
    taxonomy = taxonomy_id(one.key)
    uri = f"{settings.SITE_URL}/api/hsds/3/taxonomies/{taxonomy}"
    return {"id": taxonomy, "name": one.name, "description": one.description, "uri": uri, "version": VERSION}


@cache
def _names(key: str, value: str) -> dict[str, str]:
    taxonomy = next(one for one in _TAXONOMIES if one.key == key)
    label = next(label for known, label in taxonomy.terms.items() if known.value == value)
    names = {}
    for language in languages.offered().values():
        with translation.override(language.tag):
            names[language.code] = str(label)
    return names
