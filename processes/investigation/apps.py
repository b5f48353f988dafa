from importlib import import_module

from django.apps import AppConfig

# What registers guards, effects, acts, papers, answers, and the door for what is sealed.
PARTS = ("acts", "acts_field", "acts_result", "effects", "guards", "guards_after", "papers", "receiving", "told")


class InvestigationConfig(AppConfig):
    name = "processes.investigation"
    label = "investigation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.investigation.models import Investigation
        from workflows import registry

        for part in PARTS:
            import_module(f"{self.name}.{part}")
        registry.register(Investigation)
