"""The fixed sentences of a crisis: a catalogue of their own, never plain machine translation.

Each language's file says whether a native speaker has reviewed it. Until then a page shows the English beside it.
Source of the sentences: data/crisis_sentences/en.json. How translations are made: docs/crisis-sentences.md.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

ENGLISH = "en"


class SentenceFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`state`: `reviewed` by a native speaker, or `compared`: two independent translations agree, nobody reviewed."""

    state: Literal["reviewed", "compared"]
    reviewed_by: str
    sentences: dict[str, str]


@dataclass(frozen=True)
class Sentence:
    """A sentence in the reader's language; `english` is set when it must stand beside it."""

    text: str
    language: str
    english: str | None


def sentence(key: str, language: str, **values: str) -> Sentence:
    """Return a crisis sentence. Refuses an unknown key with KeyError; a language without the sentence gets English."""
    catalogue = _catalogue(language)
    english = _catalogue(ENGLISH)
    if catalogue is None or key not in catalogue.sentences:
        return Sentence(_english(key) % values, ENGLISH, None)
    text = catalogue.sentences[key] % values
    needs_english = language != ENGLISH and catalogue.state != "reviewed" and english is not None
    return Sentence(text, language, _english(key) % values if needs_english else None)


def in_html(key: str, page_language: str) -> SafeString:
    """Return a crisis sentence for a page, with its English beside it where that must stand there."""
    said = sentence(key, page_language)
    if said.language != page_language:
        return format_html('<span lang="{}" dir="auto">{}</span>', said.language, said.text)
    if said.english is None:
        return format_html("{}", said.text)
    return format_html('{} <span class="beside"><bdi lang="en" dir="ltr">{}</bdi></span>', said.text, said.english)


def is_known(key: str) -> bool:
    """Say whether there is a crisis sentence of that name."""
    catalogue = _catalogue(ENGLISH)
    return catalogue is not None and key in catalogue.sentences


def _english(key: str) -> str:
    catalogue = _catalogue(ENGLISH)
    if catalogue is None:
        raise KeyError(key)
    return catalogue.sentences[key]


@cache
def _catalogue(language: str) -> SentenceFile | None:
    path = Path(settings.DATA_DIR) / "crisis_sentences" / f"{language}.json"
    if not path.exists():
        return None
    return msgspec.json.decode(path.read_bytes(), type=SentenceFile)
