from allauth.account import views as allauth_views
from django.urls import path

from greenroom.accounts.staff import views

app_name = "accounts"

urlpatterns = [
    path("", views.desk, name="desk"),
]

# allauth finds its own pages by these names, so they stand outside the namespace.
sign_in_urlpatterns = [
    path("sign-in/", allauth_views.login, name="account_login"),
    path("sign-out/", allauth_views.logout, name="account_logout"),
    path("closed/", allauth_views.account_inactive, name="account_inactive"),
]
