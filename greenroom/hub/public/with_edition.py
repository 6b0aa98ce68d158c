"""What views of the hub share: the edition at hand, and what a reader's address says of their country."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from greenroom.core import countries
from greenroom.core.errors_views import edition_missing
from greenroom.edition.reader import live
from greenroom.edition.reader.opening import Edition

P = ParamSpec("P")


def from_edition(
    view: Callable[Concatenate[HttpRequest, Edition, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hand the edition to a view that shows what it holds; where there is none, the page says so."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            edition = live.current()
        except live.EditionMissing:
            return edition_missing(request)
        return view(request, edition, *args, **kwargs)

    return wrapped


def chosen_country(request: HttpRequest) -> str | None:
    """Return the country that travels in the address, upper case."""
    code = request.GET.get("country", "").upper()
    return code if countries.is_country(code) else None
