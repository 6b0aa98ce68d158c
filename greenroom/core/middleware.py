"""Small layers every request passes: can it be read, may it bring cookies, in which language is it answered."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from greenroom.core import errors_views, languages

# Pages for other sites name their language second: their addresses begin with this.
EMBEDDED = "embed"

Next = Callable[[HttpRequest], HttpResponse]


class AddressLengthMiddleware:
    """Refuse endless addresses: nobody makes them by hand."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) > settings.MAX_QUERY_BYTES or len(request.path) > 2_048:
            return errors_views.address_too_long(request)
        return self.get_response(request)


class StaffPagesApartMiddleware:
    """Keep what belongs to staff under `/staff/`.

    Pages elsewhere are blind to cookies: what a browser sends along changes nothing there. Pages under `/staff/`, those
    of other packages too, are never kept by a cache, and send their own origin along: with `no-referrer` a browser
    posts `Origin: null`, which Django's CSRF check refuses.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(settings.SESSION_COOKIE_PATH):
            request.COOKIES = {}
            return self.get_response(request)
        response = self.get_response(request)
        response.headers["Referrer-Policy"] = "same-origin"
        patch_cache_control(response, no_store=True, private=True)
        return response


class LanguageFromPathMiddleware:
    """Answer in the language that the address names; without one, in the one the browser asks for.

    Leaves `request.language`, an offered `Language`, behind. Never looks at a cookie.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first, _, rest = request.path_info.lstrip("/").partition("/")
        named = languages.get(rest.partition("/")[0] if first == EMBEDDED else first)
        code = named.code if named else languages.negotiate(request.headers.get("Accept-Language", ""))
        language = languages.offered()[code]
        request.language = language  # type: ignore[attr-defined] # our own attribute
        with translation.override(language.tag.lower()):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language.tag)
        return response
