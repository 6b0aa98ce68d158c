from django.urls import include, path, register_converter

from greenroom.hub.public import (
    about_views,
    card_views,
    embed_views,
    guide_plan_views,
    guide_views,
    machine_views,
    views,
)
from greenroom.hub.public.converters import CountryConverter, LanguageConverter

app_name = "hub"

register_converter(LanguageConverter, "language")
register_converter(CountryConverter, "country")

in_language = [
    path("", views.home, name="home"),
    path("now/", views.now_choose, name="now_choose"),
    path("now/<country:country>/", views.now_country, name="now_country"),
    path("find/", views.find, name="find"),
    path("find/suggest/", views.find_suggest, name="find_suggest"),
    path("in/<country:country>/", views.country_detail, name="country_detail"),
    path("card/", card_views.card, name="card"),
    path("guide/", guide_views.guide_index, name="guide_index"),
    path("guide/for/<slug:role>/", guide_views.guide_role, name="guide_role"),
    path("guide/for/<slug:role>/<slug:moment>/", guide_views.guide_role_moment, name="guide_role_moment"),
    path("guide/when/<slug:moment>/", guide_views.guide_moment, name="guide_moment"),
    path("guide/about/<slug:topic>/", guide_views.guide_topic, name="guide_topic"),
    path("guide/in/<slug:length>/", guide_views.guide_length, name="guide_length"),
    path("guide/tools/light-plan/mine/", guide_plan_views.guide_light_plan, name="guide_light_plan"),
    path("guide/tools/rider-and-schedule/mine/", guide_plan_views.guide_schedule_check, name="guide_schedule_check"),
    path("guide/tools/<slug:slug>/", guide_views.guide_tool, name="guide_tool"),
    path("guide/read/<slug:slug>/", guide_views.guide_chapter, name="guide_chapter"),
    path("about/", about_views.about, name="about"),
    path("privacy/", about_views.privacy, name="privacy"),
    path("accessibility/", about_views.accessibility, name="accessibility"),
    path("data/", about_views.data, name="data"),
    path("data/changes/", about_views.changes, name="changes"),
    path("kept/", about_views.kept, name="kept"),
    path("kept/pack/", about_views.kept_pack, name="kept_pack"),
    path("kept/erased/", about_views.erased, name="erased"),
    path("sitemap.xml", machine_views.sitemap_in_language, name="sitemap_in_language"),
    path("r/<slug:slug>/", views.resource_detail, name="resource_detail"),
]

urlpatterns = [
    path("data/<int:edition>/guide/<str:name>", guide_plan_views.guide_book, name="guide_book"),
    path("", views.language_choose, name="language_choose"),
    path("robots.txt", machine_views.robots, name="robots"),
    path("sitemap.xml", machine_views.sitemap_index, name="sitemap_index"),
    path("service-worker.js", machine_views.service_worker, name="service_worker"),
    path("embed/", embed_views.embed, name="embed"),
    path("embed/help-now.js", embed_views.embed_script, name="embed_script"),
    path("embed/<language:language>/", embed_views.embed_choose, name="embed_choose"),
    path("embed/<language:language>/<country:country>/", embed_views.embed_now, name="embed_now"),
    path("<language:language>/", include(in_language)),
]
