"""Part of `make bench`: the guide's files for all languages, made from nothing and then again after one change."""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

import django

django.setup()

import msgspec  # noqa: E402 - Django must be set up first
from django.conf import settings  # noqa: E402 - see above

from greenroom.core.languages import OFFERED_CODES  # noqa: E402 - see above
from greenroom.edition.reader import live  # noqa: E402 - see above
from greenroom.edition.reader.opening import Edition  # noqa: E402 - see above
from greenroom.hub import guide_books  # noqa: E402 - see above

LIMIT_SECONDS = 60


def main() -> None:
    edition = live.current()
    with tempfile.TemporaryDirectory() as folder:
        settings.BOOK_DIR = Path(folder)
        report("from nothing", edition)
        report("after one changed English promise", changed(edition))


def report(when: str, edition: Edition) -> None:
    started = time.monotonic()
    made = [one for one in guide_books.make_books(edition) if one.is_new]
    seconds = time.monotonic() - started
    print(f"the guide's files {when}: {len(made)} made, {seconds:.1f} s, {seconds / LIMIT_SECONDS:.2f} of 60 s")


def changed(edition: Edition) -> Edition:
    """The next edition; one tool that every language has has another promise in English."""
    key, page = next((key, page) for key, page in edition.guide.items() if len(page.texts) == len(OFFERED_CODES))
    text = msgspec.structs.replace(page.texts["en"], promise="Another promise.")
    texts = {**page.texts, "en": text}
    return replace(
        edition,
        manifest=msgspec.structs.replace(edition.manifest, number=edition.number + 1),
        guide=edition.guide | {key: msgspec.structs.replace(page, texts=texts)},
    )


if __name__ == "__main__":
    main()
