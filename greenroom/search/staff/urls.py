from django.urls import path

from greenroom.search.staff import views

app_name = "search"

urlpatterns = [path("", views.search_explain, name="search_explain")]
