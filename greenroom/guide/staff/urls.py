from django.urls import path

from greenroom.guide.staff import views

app_name = "guide"

urlpatterns = [
    path("", views.guide_list, name="guide_list"),
    path("<str:kind>/<slug:slug>/<str:language>/", views.guide_text, name="guide_text"),
    path("<str:kind>/<slug:slug>/<str:language>/decide/", views.guide_decide, name="guide_decide"),
]
