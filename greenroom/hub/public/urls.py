from django.urls import include, path, register_converter

from greenroom.hub.public import views
from greenroom.hub.public.converters import CountryConverter, LanguageConverter

app_name = "hub"

register_converter(LanguageConverter, "language")
register_converter(CountryConverter, "country")

in_language = [
    path("", views.home, name="home"),
    path("now/", views.now_choose, name="now_choose"),
    path("now/<country:country>/", views.now_country, name="now_country"),
    path("r/<slug:slug>/", views.resource_detail, name="resource_detail"),
]

urlpatterns = [
    path("", views.language_choose, name="language_choose"),
    path("<language:language>/", include(in_language)),
]
