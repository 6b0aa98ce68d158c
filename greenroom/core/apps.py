from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "greenroom.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from greenroom.core import append_only

        post_migrate.connect(append_only.install_after_migrate, sender=self)
