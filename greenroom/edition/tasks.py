"""Slow work that the worker does."""

from django_tasks import task

from greenroom.core import audit
from greenroom.core.actor import Actor
from greenroom.edition import publication
from greenroom.edition import queries as edition_queries


@task()
def publish_if_due() -> None:
    """Publish an edition if the directory has changed since the last one. Running it twice publishes once."""
    if edition_queries.is_publication_due():
        manifest = publication.publish_now()
        audit.record(Actor.clock(), "edition.publish_edition", f"edition:{manifest.number}", dict(manifest.counts))
