"""Ids of HSDS are UUIDs; ours are slugs. The one is made from the other, the same on every installation."""

from uuid import NAMESPACE_URL, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "urn:greenroom:hsds")


def made(kind: str, *parts: str) -> str:
    """Return the id of a thing of a kind: UUIDv5 (RFC 9562, 5.5) of its kind and what names it, a tab between."""
    return str(uuid5(NAMESPACE, "\t".join((kind, *parts))))
