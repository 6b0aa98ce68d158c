from django.apps import AppConfig


class EditionConfig(AppConfig):
    name = "greenroom.edition"
    label = "edition"
