"""Ready pages: Django's whole answers for a few public addresses, replayed for at most a minute.

Sits in front of Django in the web process. Only a GET for an address on the list (no search is) is answered from here;
what Django said (status, headers, body) is given back as it was. A new edition is visible at once.
"""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.http import parse_etags

from greenroom.core import compression
from greenroom.edition.reader import live

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# Home, the list of countries, and each country's help-now page, in any language; the same for programs.
READY_PATHS = re.compile(r"^/([a-z]{2}/(now/([a-z]{2}/)?)?|api/v1/now/[A-Za-z]{2}(\?lang=[a-z]{2})?)$")
_HOST = re.compile(r"^([^:]+|\[[^\]]*\])(?::\d{1,5})?$")
# Enough for every country in every language, in two encodings; a page is some 10 kB.
MOST_PAGES = 12_000


@dataclass(frozen=True)
class ReadyPage:
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    made_at: float
    edition: int


class ReadyPages:
    """WSGI application in front of `application`. Safe to share between threads."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._pages: OrderedDict[tuple[str, str], ReadyPage] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        address = f"{path}?{query}" if query else path
        if environ["REQUEST_METHOD"] != "GET" or not READY_PATHS.match(address):
            return self.application(environ, start_response)
        if not _is_allowed_host(environ):
            return self.application(environ, start_response)
        # Capital letters mean the same where an address on the list may have any.
        key = (address.lower(), compression.preferred_coding(environ.get("HTTP_ACCEPT_ENCODING", "")))
        page = self._pages.get(key)
        if page is None or not _is_usable(page):
            page = self._ask_django(environ, key)
        return _answer(page, environ, start_response)

    def _ask_django(self, environ: Environ, key: tuple[str, str]) -> ReadyPage:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def remember(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            said.append((status, headers))

        asked = {name: value for name, value in environ.items() if name not in ("HTTP_IF_NONE_MATCH", "HTTP_COOKIE")}
        asked["HTTP_ACCEPT_ENCODING"] = key[1]
        edition = _edition_number()
        answer = self.application(asked, remember)
        try:
            body = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        status, headers = said[-1]
        etag = next((value for name, value in headers if name.lower() == "etag"), "")
        page = ReadyPage(status, headers, body, etag, time.monotonic(), edition)
        if status.startswith("200 ") and not any(name.lower() == "set-cookie" for name, _ in headers):
            self._keep(key, page)
        return page

    def _keep(self, key: tuple[str, str], page: ReadyPage) -> None:
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)


def _is_allowed_host(environ: Environ) -> bool:
    """Hosts that Django would refuse, and plain HTTP that it would send to HTTPS, are left to Django."""
    if settings.SECURE_SSL_REDIRECT and environ.get("HTTP_X_FORWARDED_PROTO") != "https":
        return False
    host = _HOST.match(environ.get("HTTP_HOST", ""))
    return host is not None and host.group(1) in settings.ALLOWED_HOSTS


def _is_usable(page: ReadyPage) -> bool:
    return time.monotonic() - page.made_at < settings.READY_PAGE_SECONDS and page.edition == _edition_number()


def _edition_number() -> int:
    try:
        return live.current().number
    except live.EditionMissing:
        return 0


def _is_held(etag: str, if_none_match: str) -> bool:
    """Say whether a reader's copies hold an ETag, compared weakly (RFC 9110, 13.1.2)."""
    held = parse_etags(if_none_match)
    return "*" in held or etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in held}


def _answer(page: ReadyPage, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if page.etag and _is_held(page.etag, environ.get("HTTP_IF_NONE_MATCH", "")):
        headers = [
            (name, value) for name, value in page.headers if name.lower() not in ("content-length", "content-type")
        ]
        start_response("304 Not Modified", headers)
        return [b""]
    start_response(page.status, page.headers)
    return [page.body]
