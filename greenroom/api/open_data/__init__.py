"""The open data of an edition: everything public, as files that others can use and start their own Greenroom from."""

from collections.abc import Mapping

from greenroom.api.open_data import papers, records, tables
from greenroom.edition.documents import Draft


def files(draft: Draft) -> Mapping[str, bytes]:
    """Return the files of a draft (an edition source): {name below `public/`: content}."""
    return {**records.files(draft), **tables.files(draft), **papers.files(draft)}
