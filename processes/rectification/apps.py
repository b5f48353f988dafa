from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "processes.rectification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.rectification import acts, effects, extending, guards, holding, papers  # noqa: F401
        from processes.rectification.models import Rectification
        from workflows import registry

        registry.register(Rectification)
