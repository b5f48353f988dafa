from django.apps import AppConfig


class AdmonitionConfig(AppConfig):
    name = "processes.admonition"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.admonition import (  # noqa: F401
            acts,
            acts_reply,
            complaints,
            effects,
            guards,
            guards_after,
            models,
            papers,
        )
        from workflows import registry

        registry.register(models.Admonition)
