"""No English is left on a page of another language but what is marked as English, or is a name.

English is told from names by script: on a page in a script of its own, three Latin words in a row are English.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from greenroom.core import countries
from greenroom.edition.reader.opening import Edition
from tests.public_paths import PATHS
from tests.service import Service

SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[ ,]+[A-Za-z][A-Za-z'’]*){2,}")
CONNECTING = {"of", "and", "for", "the", "in", "f"}
# Void elements have no end tag.
VOID = {"meta", "link", "input", "br", "svg", "use", "path", "img"}
SPOKEN_ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "content")
OWN_SCRIPT = ("ar", "hi", "ko", "zh", "uk")


@dataclass
class Reader(HTMLParser):
    """Collects what a page says in its own language, and where it leads."""

    language: str
    said: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "a":
            self.links.add((given.get("href") or "").split("?")[0].split("#")[0])
        is_ours = (self._open[-1][1] if self._open else True) and tag != "bdi"
        if given.get("lang"):
            is_ours = (given["lang"] or "").split("-")[0] == self.language
        if is_ours:
            self.said += [given[name] or "" for name in SPOKEN_ATTRIBUTES if name in given and tag != "meta"]
            if tag == "meta" and given.get("name") == "description":
                self.said.append(given["content"] or "")
        if tag not in VOID:
            self._open.append((tag, is_ours))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1] and self._open[-1][0] not in ("script", "style"):
            self.said.append(data)


def read(service: Service, path: str) -> Reader:
    answer = service.get(path)
    assert answer.status == 200, path
    reader = Reader(path.split("/")[1])
    reader.feed(answer.text)
    return reader


def english(reader: Reader, names: list[str]) -> Iterator[str]:
    for text in reader.said:
        if SENTENCE.search(text):
            rest = re.sub("|".join(map(re.escape, names)) or "$", "", text)
            yield from (words for words in SENTENCE.findall(rest) if not is_a_name(words))


def is_a_name(words: str) -> bool:
    return all(word[0].isupper() or word in CONNECTING for word in re.split("[ ,]+", words))


@pytest.fixture(scope="module")
def names(shipped_edition: Edition) -> list[str]:
    """What stays as it is: what services, their bodies, regions and a standard are called, and phrases to use."""
    documents = shipped_edition.resources.values()
    called = [name for document in documents for name in (document.name, document.organization)]
    regions = [countries.region_name(region) for document in documents for region in document.regions]
    phrases = [
        phrase.phrase for care in shipped_edition.care.values() for fact in care.facts for phrase in fact.phrases
    ]
    found = {name for name in (*called, *regions, *phrases, "Web Content Accessibility Guidelines") if " " in name}
    return sorted(found, key=len, reverse=True)


def test_no_english_sentence_is_left_on_any_japanese_page(service: Service, names: list[str]) -> None:
    seen, waiting, left = set(), ["/ja/"], {}
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        reader = read(service, path)
        waiting += [link for link in reader.links if link.startswith("/ja/")]
        found = set(english(reader, names))
        if found:
            left[path] = found

    assert len(seen) > 1_200
    assert left == {}


@pytest.mark.parametrize("language", OWN_SCRIPT)
@pytest.mark.parametrize("path", PATHS)
def test_no_english_sentence_is_left_in_another_script(
    service: Service, names: list[str], language: str, path: str
) -> None:
    assert set(english(read(service, f"/{language}/{path}"), names)) == set()


def test_the_reader_of_this_test_sees_english() -> None:
    reader = Reader("ja")
    reader.feed('<p>日本語 Read this first</p><p lang="en">Read this too now</p><p><bdi>Help And Care</bdi>です</p>')

    assert list(english(reader, [])) == ["Read this first"]
