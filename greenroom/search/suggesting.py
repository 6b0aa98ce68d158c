"""What somebody may be typing: topics, countries, services. As they type, nothing else is done with it.

Never suggests what sounds like danger, and nothing that the phrase files hold: those are matched, not shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from itertools import islice

from greenroom.core import countries, languages, words
from greenroom.edition.reader.opening import Edition
from greenroom.search import danger, finding, phrases
from greenroom.search import index as search_index
from greenroom.search.filters import Facet, Filters
from greenroom.search.terms import shipped_terms

SHORTEST = 2
MOST_OF_A_KIND = 4
# From so many letters on, other words for a topic suggest it too.
_SAYS_SOMETHING = 4
# Nobody's search is completed to these.
_NEVER = frozenset({"suicide", "self_harm"})


class SuggestionKind(str, Enum):
    TOPIC = "topic"
    COUNTRY = "country"
    ORGANIZATION = "organization"


@dataclass(frozen=True)
class Suggestion:
    """`id`: a topic's id, a country's code in upper case, or the slug of a service; `text`: its name for the reader."""

    kind: SuggestionKind
    id: str
    text: str

    def taken_up(self, asked: Filters) -> Filters:
        """Return a question with the word that was being typed replaced by the suggestion."""
        before, _, _ = asked.words.rpartition(" ")
        if self.kind is SuggestionKind.COUNTRY:
            return replace(asked, words=before).in_country(self.id)
        return replace(asked, words=f"{before} {self.text}".strip())


def suggest(edition: Edition, typed: str, language: str) -> tuple[Suggestion, ...]:
    """Return what the beginning of a word, or of words, may become; nothing for less than two letters."""
    key = words.key_of(typed)
    if len(key.replace(" ", "")) < (1 if key and words.is_unspaced(key) else SHORTEST):
        return ()
    # Names of services are of several words; for the rest, the word at hand counts.
    last = words.key_of(typed.rpartition(" ")[2])
    if len(last.replace(" ", "")) < (1 if last and words.is_unspaced(last) else SHORTEST):
        return ()
    found = [
        suggestion
        for suggestions in (_topics(last, language), _countries(last, language), _services(edition, key))
        for suggestion in islice(dict.fromkeys(suggestions), MOST_OF_A_KIND)
    ]
    return tuple(suggestion for suggestion in found if not _sounds_dangerous(suggestion.text))


@lru_cache(maxsize=4_096)
def _sounds_dangerous(text: str) -> bool:
    heard = danger.listen(words.tokens_of(text), languages.OFFERED_CODES)
    return bool(heard.said) or heard.meant_otherwise


def _topics(key: str, language: str) -> Iterator[Suggestion]:
    known = phrases.topic_words(language)
    for term, topic in _beginnings(language, Facet.TOPIC.value):
        is_its_name = words.key_of(known[topic].name).startswith(key)
        if term.startswith(key) and (is_its_name or len(key) >= _SAYS_SOMETHING) and topic not in _NEVER:
            yield Suggestion(SuggestionKind.TOPIC, topic, known[topic].name)


def _countries(key: str, language: str) -> Iterator[Suggestion]:
    names = countries.names(language)
    for term, country in _beginnings(language, Facet.COUNTRY.value):
        if term.startswith(key) and country in names:
            yield Suggestion(SuggestionKind.COUNTRY, country, names[country])


@cache
def _beginnings(language: str, facet: str) -> tuple[tuple[str, str], ...]:
    """Return (a term, what it stands for), the shortest first."""
    found = [
        (term, meaning.value)
        for term, meanings in shipped_terms().known.items()
        for meaning, said_in in meanings
        if meaning.facet == facet and language in said_in
    ]
    return tuple(sorted(found, key=lambda pair: (len(pair[0]), pair)))


def _services(edition: Edition, key: str) -> Iterator[Suggestion]:
    index = search_index.index_of(edition)
    for document in finding.named(index, key, MOST_OF_A_KIND):
        yield Suggestion(SuggestionKind.ORGANIZATION, document.slug, document.name)
