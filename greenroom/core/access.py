"""The doors. Every view wears exactly one of these wrappers (house test); a view without one is for staff only.

- `public_page`: for everyone, out of the edition alone; no cookie, no session, may be kept by caches.
- `staff_page`: for signed-in staff with the named permission; `no-store`.
- `machine_endpoint`: for programs (health probes); no cookie, no session.
- `embedded_page`: a public page that may stand inside a page of any other site.
- `open_form`: for everyone; what is written is answered and kept nowhere: nothing changes, and no cookie is needed.
- `open_endpoint`: for anybody's programs, from any site: reading only, out of the edition alone; no cookie, no session.
"""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required, permission_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt

from greenroom.core import compression, errors_views

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Pages carry the minute they were made in; a cache may go on serving one for a minute, and an old one while the
# origin is slow or away (RFC 5861).
FRAMED_ANYWHERE = {"frame-ancestors": ["*"]}
# Any site's script may read an answer, and ask whether its own copy is still the same.
FOR_ANY_PAGE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
PREFLIGHT = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
PUBLIC_CACHE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"


class StaffOnlyUnlessMarkedMiddleware(LoginRequiredMiddleware):
    """Django's rule that every page needs sign-in, but the view's mark is read before `request.user`.

    Django reads the user first, which opens the session, adds `Vary: Cookie` and needs the database on every page.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> Any:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def public_page(view: View[P]) -> View[P]:
    """Door for public pages: reading only. Cacheable without a query; with one `no-store`: it may be a search."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return errors_views.method_not_allowed(request)
        response = view(request, *args, **kwargs)
        has_query = bool(request.META.get("QUERY_STRING"))
        if has_query:
            response.headers["Cache-Control"] = "no-store"
        elif response.status_code == 200:
            response.headers.setdefault("Cache-Control", PUBLIC_CACHE)
        compression.compress(response, request.headers.get("Accept-Encoding", ""), is_for_all=not has_query)
        return response

    return _with_door(csrf_exempt(login_not_required(wrapped)), "public_page")


def embedded_page(view: View[P]) -> View[P]:
    """Door for pages that partners put into their own: any site may frame one, and its script may fetch one (CORS)."""
    page: Any = csp_replace(FRAMED_ANYWHERE)(xframe_options_exempt(public_page(view)))

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response: HttpResponse = page(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return _with_door(csrf_exempt(login_not_required(wrapped)), "embedded_page")


def open_form(view: View[P]) -> View[P]:
    """Door for forms whose answer depends on what is written and on nothing else: a POST, so that it is in no address.

    Another site's page may not post here: somebody's routing must not be read out of a page that frames ours.
    """

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "POST"):
            return errors_views.method_not_allowed(request, allowed="GET, HEAD, POST")
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "none") == "cross-site":
            return errors_views.permission_denied(request, PermissionDenied())
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        compression.compress(response, request.headers.get("Accept-Encoding", ""), is_for_all=False)
        return response

    return _with_door(csrf_exempt(login_not_required(wrapped)), "open_form")


def machine_endpoint(view: View[P]) -> View[P]:
    """Door for programs that ask after the service itself."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return _with_door(login_not_required(wrapped), "machine_endpoint")


def open_endpoint(view: View[P]) -> View[P]:
    """Door for open data: anybody's page may read it (CORS).

    `no-store` with a query, since it may be a search, unless the view itself says how long its answer may be kept.
    """

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        has_query = bool(request.META.get("QUERY_STRING"))
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=PREFLIGHT)
        elif request.method in ("GET", "HEAD"):
            # The server keeps the body of an answer to HEAD to itself; an API need not know that there is such a thing.
            request.method = "GET"
            response = view(request, *args, **kwargs)
        else:
            response = errors_views.method_not_allowed(request, allowed=PREFLIGHT["Allow"])
        is_kept = response.status_code == 200 and not has_query
        response.headers.setdefault("Cache-Control", PUBLIC_CACHE if is_kept else "no-store")
        response.headers.setdefault("Content-Language", "en")
        compression.compress(response, request.headers.get("Accept-Encoding", ""), is_for_all=not has_query)
        response = _unless_it_is_held(request, response)
        for name, value in FOR_ANY_PAGE.items():
            response.headers[name] = value
        return response

    return _with_door(csrf_exempt(login_not_required(wrapped)), "open_endpoint")


def _unless_it_is_held(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer 304 to whoever holds this answer already (RFC 9110, 13): here, so that the door's headers stand on it."""
    if response.status_code != 200:
        return response
    language = response.headers["Content-Language"]
    set_response_etag(response)
    answer = get_conditional_response(request, etag=response.headers.get("ETag"), response=response) or response
    answer.headers["Content-Language"] = language
    return answer


def staff_page(permission: str | None = None) -> Callable[[View[P]], View[P]]:
    """Door for staff. `permission` is `app.codename`; None means that being signed in is enough."""

    def decorate(view: View[P]) -> View[P]:
        guarded = permission_required(permission, raise_exception=True)(view) if permission else view

        @functools.wraps(view)
        def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = guarded(request, *args, **kwargs)
            patch_cache_control(response, no_store=True, private=True)
            return response

        return _with_door(wrapped, "staff_page")

    return decorate


def _with_door(view: Callable[..., HttpResponse], door: str) -> View[P]:
    view.door = door  # type: ignore[attr-defined] # read by the house test
    return view
