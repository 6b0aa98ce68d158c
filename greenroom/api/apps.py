from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "greenroom.api"
    label = "api"
