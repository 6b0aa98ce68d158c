import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse

from greenroom.core import compression

LONG = b"Talk to someone. " * 100


@pytest.mark.parametrize(
    ("accept_encoding", "expected"),
    [
        ("br", "br"),
        ("BR", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br ; q = 0.000, gzip ; q = 0.5", "gzip"),
        ("gzip;q=0,br;q=0", "identity"),
        ("br;Q=0", "identity"),
        ("identity", "identity"),
        ("deflate", "identity"),
        ("*", "identity"),
        ("", "identity"),
        (",;,;q=", "identity"),
        ("brotli", "identity"),
        ("x" * 1_000_000 + ", br", "identity"),
    ],
)
def test_the_best_coding_the_browser_accepts_is_taken(accept_encoding: str, expected: str) -> None:
    assert compression.preferred_coding(accept_encoding) == expected


def test_a_long_page_travels_as_brotli_and_reads_the_same() -> None:
    response = HttpResponse(LONG)

    compression.compress(response, "gzip, br")

    assert brotli.decompress(response.content) == LONG
    assert response.headers["Content-Encoding"] == "br"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["Vary"] == "Accept-Encoding"


def test_a_long_page_travels_as_gzip_where_brotli_is_not_taken() -> None:
    response = HttpResponse(LONG)

    compression.compress(response, "gzip")

    assert gzip.decompress(response.content) == LONG
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["Vary"] == "Accept-Encoding"


def test_a_browser_that_takes_neither_gets_the_page_as_it_is_and_caches_are_told() -> None:
    response = HttpResponse(LONG)

    compression.compress(response, "identity")

    assert response.content == LONG
    assert not response.has_header("Content-Encoding")
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_the_same_page_is_the_same_bytes(coding: str) -> None:
    first, second = HttpResponse(LONG), HttpResponse(LONG)

    compression.compress(first, coding)
    compression.compress(second, coding)

    assert first.content == second.content


def test_what_varies_already_goes_on_varying() -> None:
    response = HttpResponse(LONG, headers={"Vary": "Accept-Language"})

    compression.compress(response, "br")

    assert response.headers["Vary"] == "Accept-Language, Accept-Encoding"


@pytest.mark.parametrize(("size", "expected"), [(0, False), (399, False), (400, True)])
def test_short_answers_are_left_alone(size: int, expected: bool) -> None:
    response = HttpResponse(b"a" * size)

    compression.compress(response, "br")

    assert response.has_header("Content-Encoding") == expected


def test_what_is_compressed_already_is_left_alone() -> None:
    response = HttpResponse(LONG, headers={"Content-Encoding": "gzip"})

    compression.compress(response, "br")

    assert response.content == LONG
    assert response.headers["Content-Encoding"] == "gzip"


def test_a_stream_is_left_alone() -> None:
    response = StreamingHttpResponse([LONG])

    compression.compress(response, "br")  # type: ignore[arg-type] # what the test is about

    assert response.getvalue() == LONG
    assert not response.has_header("Content-Encoding")


def test_what_is_for_everybody_is_compressed_harder_but_not_what_is_very_large() -> None:
    def size(text: str, is_for_all: bool) -> int:
        response = HttpResponse(text)
        compression.compress(response, "br", is_for_all=is_for_all)
        return len(response.content)

    page = "".join(f"<p>{number * 7919 % 1009} line {number % 13}</p>" for number in range(2_000))
    assert len(page) < compression.LARGEST_FOR_ALL_BYTES < len(page * 10)
    assert size(page, is_for_all=True) < size(page, is_for_all=False)
    assert size(page * 10, is_for_all=True) == size(page * 10, is_for_all=False)
