from typing import Any

from django.urls import include, path
from ninja import NinjaAPI

from greenroom.api.public import views
from greenroom.api.public.hsds import hsds
from greenroom.api.public.v1 import v1
from greenroom.core.access import open_endpoint


def addresses_of(api: NinjaAPI) -> Any:
    """Return the addresses of an API, each behind the door for open data."""
    patterns, _, namespace = api.urls
    for pattern in patterns:
        if pattern.callback is not None:
            pattern.callback = open_endpoint(pattern.callback)
    return include((patterns, "ninja"), namespace=namespace)


urlpatterns = [
    path("api/", views.api_page, name="api_page"),
    path("api/v1/", addresses_of(v1)),
    path("api/hsds/3/", addresses_of(hsds)),
    path("api/<path:rest>", views.api_missing, name="api_missing"),
]
