from typing import Any

from django.urls import include, path
from ninja import NinjaAPI

from greenroom.api.public import data, views
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
    path("llms.txt", views.llms, name="llms"),
    path("api/", views.api_page, name="api_page"),
    path("api/v1/", addresses_of(v1)),
    path("api/hsds/3/", addresses_of(hsds)),
    path("api/<path:rest>", views.api_missing, name="api_missing"),
    path("data/edition.pub", data.data_key, name="data_key"),
    path("data/changes.json", data.data_changes, name="data_changes"),
    path("data/changes.atom", data.data_changes_atom, name="data_changes_atom"),
    path("data/changes.rss", data.data_changes_rss, name="data_changes_rss"),
    path("data/current/", data.data_current, name="data_current"),
    path("data/current/<path:rest>", data.data_current, name="data_current"),
    path("data/<int:edition>/", data.data_index, name="data_index"),
    path("data/<int:edition>/<path:name>", data.data_file, name="data_file"),
]
