"""Small layers every request passes: can it be read, may it bring cookies, in which language is it answered."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from greenroom.core import languages

Next = Callable[[HttpRequest], HttpResponse]


class RequestShapeMiddleware:
    """Answer requests that nobody makes by hand with a short refusal: NUL bytes, invalid UTF-8, endless addresses."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) > settings.MAX_QUERY_BYTES or len(request.path) > 2_048:
            return HttpResponse("This address is too long.\n", status=414, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class CookiesForStaffOnlyMiddleware:
    """Make every page outside `/staff/` blind to cookies: what a browser sends along changes nothing there."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(settings.SESSION_COOKIE_PATH):
            request.COOKIES = {}
        return self.get_response(request)


class LanguageFromPathMiddleware:
    """Answer in the language that the address names; without one, in the one the browser asks for.

    Leaves `request.language`, an offered `Language`, behind. Never looks at a cookie.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = languages.get(request.path_info.lstrip("/").partition("/")[0])
        code = named.code if named else languages.negotiate(request.headers.get("Accept-Language", ""))
        request.language = languages.offered()[code]  # type: ignore[attr-defined] # our own attribute
        with translation.override(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response
