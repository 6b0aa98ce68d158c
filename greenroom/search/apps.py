from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "greenroom.search"
    label = "search"
