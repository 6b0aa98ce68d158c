"""Compress what public pages say: brotli where the browser takes it, else gzip.

Only for pages that are the same for everyone; staff pages carry secrets beside what a stranger can put there (BREACH).
"""

import gzip

import brotli
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

SMALLEST_BYTES = 400
# A page that is made for everybody and kept for a minute is worth twenty milliseconds; an answer to one reader is not.
QUALITY_FOR_ALL = 10
QUALITY_FOR_ONE = 6
# Above this the work grows to seconds (a sitemap of 2 MB: 1.8 s); no page for readers is as large.
LARGEST_FOR_ALL_BYTES = 150_000
GZIP_LEVEL = 6


def compress(response: HttpResponse, accept_encoding: str, is_for_all: bool = False) -> None:
    """Compress a whole response in place, in the best coding the browser accepts (RFC 9110, 12.5.3).

    `is_for_all`: caches may keep it, so it is worth more work.
    """
    if response.streaming or response.has_header("Content-Encoding") or len(response.content) < SMALLEST_BYTES:
        return
    patch_vary_headers(response, ["Accept-Encoding"])
    coding = preferred_coding(accept_encoding)
    is_worth_it = is_for_all and len(response.content) <= LARGEST_FOR_ALL_BYTES
    quality = QUALITY_FOR_ALL if is_worth_it else QUALITY_FOR_ONE
    if coding == "br":
        response.content = brotli.compress(response.content, quality=quality)  # type: ignore[no-untyped-call] # it carries no types
    elif coding == "gzip":
        response.content = gzip.compress(response.content, compresslevel=GZIP_LEVEL, mtime=0)
    else:
        return
    response.headers["Content-Encoding"] = coding
    response.headers["Content-Length"] = str(len(response.content))


def preferred_coding(accept_encoding: str) -> str:
    """Return `br`, `gzip` or `identity`. A coding with `q=0` is refused; other weights do not matter to us."""
    accepted = set()
    for part in accept_encoding[:200].split(","):
        coding, _, weight = part.replace(" ", "").lower().partition(";q=")
        if weight.strip("0.") or not weight:
            accepted.add(coding)
    return next((coding for coding in ("br", "gzip") if coding in accepted), "identity")
