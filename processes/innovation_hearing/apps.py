from django.apps import AppConfig


class InnovationHearingConfig(AppConfig):
    name = "processes.innovation_hearing"
    label = "innovation_hearing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.innovation_hearing import acts, effects, guards, models, papers, told  # noqa: F401
        from workflows import registry

        registry.register(models.InnovationHearing)
