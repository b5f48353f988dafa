from django.apps import AppConfig


class InvestigationConfig(AppConfig):
    name = "processes.investigation"
    label = "investigation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.investigation import acts, acts_field, acts_result, effects, guards, guards_after, models, papers  # noqa: F401
        from workflows import registry

        registry.register(models.Investigation)
