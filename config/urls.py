"""Every address of the product. Public ones first: they are tested from outside and stay as they are."""

from django.contrib import admin
from django.urls import include, path

from greenroom.accounts.staff import views as staff_views
from greenroom.accounts.staff.urls import sign_in_urlpatterns
from greenroom.core import errors_views
from greenroom.hub.public import probes

urlpatterns = [
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("", include("greenroom.hub.public.urls")),
    path("", include("greenroom.api.public.urls")),
    path("staff/", include("greenroom.accounts.staff.urls")),
    path("staff/guide/", include("greenroom.guide.staff.urls")),
    path("staff/search/", include("greenroom.search.staff.urls")),
    # One way in: the admin's own sign-in page counts no attempts.
    path("staff/engine/login/", staff_views.engine_sign_in, name="engine_sign_in"),
    path("staff/engine/", admin.site.urls),
    path("staff/", include(sign_in_urlpatterns)),
]

handler400 = errors_views.bad_request
handler403 = errors_views.permission_denied
handler404 = errors_views.page_not_found
handler500 = errors_views.server_error
