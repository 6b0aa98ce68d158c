"""The phrases that search learned from and is measured with: files under `data/search` (its README says what is what).

Only to be matched and learned from. Nothing in them is ever shown or suggested to anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from django.conf import settings

from greenroom.core import languages, words
from greenroom.directory.choices import Topic


class Risk(str, Enum):
    """How near danger a message sounds. **Source**: categories of docs/safety.md, S22."""

    IMMINENT = "imminent"
    HIGH = "high"
    DISTRESS = "distress"
    NONE = "none"


T = TypeVar("T")

# What people look for: the topics of records, and two that only artists have words for.
SEARCH_TOPICS = (*(topic.value for topic in Topic), "creative_block", "performance_anxiety")


# One of so many phrases is learned in a context of music too.
IN_CONTEXT_ONE_OF = 4
# Languages in which where and when stand before what.
_CONTEXT_FIRST = {"ja", "ko", "zh", "hi", "tr"}


# What a text can be about beside a topic: a name, a kind of help, small talk.
OTHER = "other"


class TopicWords(msgspec.Struct, frozen=True):
    """`words` stand for the topic wherever they stand; `phrases` are whole things that somebody typed."""

    name: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Labelled:
    text: str
    language: str
    label: str


@cache
def topic_words(language: str) -> dict[str, TopicWords]:
    """Return {topic: its words} in a language."""
    return read(f"topics/{language}.json", dict[str, TopicWords])


def topic_phrases() -> list[Labelled]:
    """Return every phrase and word of the thesaurus with its topic."""
    return [
        Labelled(text, language, topic)
        for language in languages.OFFERED_CODES
        for topic, known in topic_words(language).items()
        for text in (known.name, *known.words, *known.phrases)
    ]


@cache
def known_tokens() -> frozenset[str]:
    """Return every word that stands in a phrase or message: it may be rare, but it is spelt right."""
    return frozenset(token for one in (*topic_phrases(), *messages()) for token in words.tokens_of(one.text))


def in_context(every: Sequence[Labelled]) -> list[Labelled]:
    """Return some of the phrases said of life in music: «insomnia on tour» is about sleep. In turn, without chance."""
    contexts = read("contexts.json", dict[str, tuple[str, ...]])
    found = []
    for number, one in enumerate(every[::IN_CONTEXT_ONE_OF]):
        context = contexts[one.language][number % len(contexts[one.language])]
        text = f"{context} {one.text}" if one.language in _CONTEXT_FIRST else f"{one.text} {context}"
        found.append(Labelled(text, one.language, one.label))
    return found


def messages() -> list[Labelled]:
    """Return our messages with their risk."""
    return [
        Labelled(text, language, risk)
        for language in languages.OFFERED_CODES
        for risk, texts in read(f"messages/{language}.json", dict[str, tuple[str, ...]]).items()
        for text in texts
    ]


def other_hands(name: str) -> list[Labelled]:
    """Return what other hands wrote: `topics` or `messages`, labelled likewise."""
    by_label = read(f"other_hands/{name}.json", dict[str, dict[str, tuple[str, ...]]])
    return [
        Labelled(text, language, label)
        for label, by_language in by_label.items()
        for language, texts in by_language.items()
        for text in texts
    ]


def read(name: str, form: type[T]) -> T:
    return msgspec.json.decode((folder() / name).read_bytes(), type=form)


def folder() -> Path:
    """Return where the files lie."""
    return Path(settings.DATA_DIR) / "search"
