from django.urls import include, path

from greenroom.api.public.v1 import v1
from greenroom.core.access import open_endpoint

v1_patterns, _, v1_namespace = v1.urls
for pattern in v1_patterns:
    if pattern.callback is not None:
        pattern.callback = open_endpoint(pattern.callback)

urlpatterns = [
    path("api/v1/", include((v1_patterns, "ninja"), namespace=v1_namespace)),
]
