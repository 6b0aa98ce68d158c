from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "greenroom.hub"
    label = "hub"
