from django.urls import include, path

from greenroom.api.public.v1 import v1
from greenroom.core.access import open_endpoint

patterns, _, namespace = v1.urls
for pattern in patterns:
    if pattern.callback is not None:
        pattern.callback = open_endpoint(pattern.callback)

urlpatterns = [path("v1/", include((patterns, "ninja"), namespace=namespace))]
