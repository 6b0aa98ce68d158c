"""`/data/`: the files of every kept edition, what is different between two, and feeds of it."""

from datetime import UTC
from pathlib import PurePath
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from greenroom.api import problems
from greenroom.core.access import open_endpoint
from greenroom.core.problems import problem
from greenroom.edition.manifest import PUBLIC_FOLDER
from greenroom.edition.reader import changes, live, public_files
from greenroom.edition.reader.changes import Changes

# An edition never changes: what was fetched of it once is good for ever.
FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".csv": "text/csv; charset=utf-8",
    ".pub": "application/x-pem-file",
}
_TEXT = "text/plain; charset=utf-8"


@open_endpoint
def data_file(request: HttpRequest, edition: int, name: str) -> HttpResponse:
    content = public_files.public_file(edition, name)
    if content is None:
        return _missing(f"edition {edition} has no such file; {settings.SITE_URL}/data/{edition}/ lists what it has")
    response = HttpResponse(content, content_type=_TYPES.get(PurePath(name).suffix, _TEXT))
    response.headers["Cache-Control"] = FOR_EVER
    return response


@open_endpoint
def data_index(request: HttpRequest, edition: int) -> HttpResponse:
    manifest = public_files.manifest_of(edition)
    if manifest is None:
        return _missing(f"edition {edition} is not kept here; {settings.SITE_URL}/api/v1/editions lists which are")
    files = [
        {"path": name.removeprefix(PUBLIC_FOLDER), "sha256": entry.sha256, "size_bytes": entry.size_bytes}
        for name, entry in manifest.files.items()
        if name.startswith(PUBLIC_FOLDER)
    ]
    response = _json({"edition": edition, "built_at": manifest.built_at, "files": files})
    response.headers["Cache-Control"] = FOR_EVER
    return response


@open_endpoint
def data_current(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Lead to the current edition: its files have addresses that stay."""
    try:
        edition = live.current().number
    except live.EditionMissing:
        return problems.no_edition()
    if rest:
        return redirect("data_file", edition=edition, name=rest)
    return redirect("data_index", edition=edition)


@open_endpoint
def data_key(request: HttpRequest) -> HttpResponse:
    """The public key that editions are checked with."""
    try:
        return HttpResponse(settings.EDITION_PUBLIC_KEY.read_bytes(), content_type=_TYPES[".pub"])
    except OSError:
        return problem(503, "The key cannot be read. Please try again in a few minutes.")


@open_endpoint
def data_changes(request: HttpRequest) -> HttpResponse:
    """What is different from one kept edition to another; by itself, from the last but one to the current."""
    kept = public_files.kept_numbers()
    newest = [str(number) for number in kept[:2]] or ["0"]
    later, earlier = request.GET.get("to", newest[0]), request.GET.get("from", newest[-1])
    if not (_is_number(later) and _is_number(earlier)):
        return problem(422, "from and to are numbers of editions")
    found = changes.changes_between(int(earlier), int(later))
    if found is None:
        return _missing(f"editions kept here: {', '.join(map(str, kept)) or 'none'}")
    return _json({"from": found.earlier, "to": found.later, "built_at": found.built_at, **_lists(found)})


@open_endpoint
def data_changes_atom(request: HttpRequest) -> HttpResponse:
    return _feed(Atom1Feed, "/data/changes.atom")


@open_endpoint
def data_changes_rss(request: HttpRequest) -> HttpResponse:
    return _feed(Rss201rev2Feed, "/data/changes.rss")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _lists(found: Changes) -> dict[str, Any]:
    return {name: msgspec.to_builtins(getattr(found, name)) for name in ("added", "changed", "retired")}


def _feed(form: type[Atom1Feed] | type[Rss201rev2Feed], path: str) -> HttpResponse:
    """Return the latest changes as a feed, in English: an entry for each edition that changed something."""
    site = settings.SITE_URL
    page = f"{site}/en/data/changes/"
    feed = form(
        title="Greenroom: what changed",
        link=page,
        description="Support lines and bodies for people in music: what each edition added, changed and retired.",
        language="en",
        author_name="Greenroom",
        feed_url=f"{site}{path}",
    )
    for found in changes.latest_changes():
        feed.add_item(
            title=f"Edition {found.later}",
            link=f"{page}#edition-{found.later}",
            description=_in_words(found),
            unique_id=f"{site}/data/{found.later}/",
            pubdate=found.built_at.astimezone(UTC),
            updateddate=found.built_at.astimezone(UTC),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=form.content_type)


def _in_words(found: Changes) -> str:
    said = (("Added", found.added), ("Changed", found.changed), ("Retired", found.retired))
    return " ".join(f"{word}: {', '.join(one.name for one in group)}." for word, group in said if group)


def _json(value: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(value), content_type="application/json")


def _missing(detail: str) -> HttpResponse:
    return problem(404, detail)
