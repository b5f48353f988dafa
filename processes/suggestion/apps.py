from django.apps import AppConfig


class SuggestionConfig(AppConfig):
    name = "processes.suggestion"
    label = "suggestion"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from workflows import registry

        from processes.suggestion import acts, effects, guards, models  # noqa: F401

        registry.register(models.Suggestion)
