from django.apps import AppConfig


class SuggestionConfig(AppConfig):
    name = "processes.suggestion"
    label = "suggestion"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.suggestion import acts, effects, guards, models, papers, taking_up  # noqa: F401
        from workflows import registry

        registry.register(models.Suggestion)
