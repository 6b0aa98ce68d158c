"""The exchange form of how care works in a country: one country, one JSON file. Described in data/care/README.md."""

from datetime import date
from typing import Annotated, Any, TypeAlias

import msgspec

from greenroom.core.evidence import Confidence, Publisher
from greenroom.guide.choices import CareTopic

Text: TypeAlias = Annotated[str, msgspec.Meta(min_length=1)]


class CareSourceEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    url: Annotated[str, msgspec.Meta(pattern=r"^https?://", max_length=1000)]
    publisher: Publisher
    page_date: date | None


class CareFactEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`value`: nothing, or what the fact says in structured form; for `words_to_use` a list of phrases."""

    topic: CareTopic
    fact_en: Text
    value: Any
    sources: tuple[CareSourceEntry, ...]
    confidence: Confidence
    caution: Text | None


class PhraseEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    lang: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$(?!\n)", max_length=20)]
    phrase: Text
    meaning_en: Text


class CareFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    country: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$(?!\n)")]
    as_of: date
    facts: Annotated[tuple[CareFactEntry, ...], msgspec.Meta(min_length=1)]


def phrases(fact: CareFactEntry) -> tuple[PhraseEntry, ...]:
    """Return the phrases of a `words_to_use` fact. Refuses: msgspec.ValidationError for any other shape."""
    if fact.topic is not CareTopic.WORDS_TO_USE:
        return ()
    return msgspec.convert(fact.value, type=tuple[PhraseEntry, ...])
