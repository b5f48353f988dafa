from django.apps import AppConfig


class ImmunityConfig(AppConfig):
    name = "processes.immunity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.immunity import acts, claiming, effects, guards, papers, told  # noqa: F401
        from processes.immunity.models import Certificate
        from workflows import registry

        registry.register(Certificate)
