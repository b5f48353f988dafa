from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "processes.accountability"
    label = "accountability"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.accountability import (  # noqa: F401
            acts,
            acts_after,
            acts_weighing,
            effects,
            effects_after,
            guards,
            guards_after,
            guards_weighing,
            models,
            papers,
            papers_after,
            told,
        )
        from workflows import registry

        registry.register(models.Accountability)
