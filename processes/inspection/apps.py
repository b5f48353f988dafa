from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "processes.inspection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.inspection import (  # noqa: F401
            acts_field,
            acts_objection,
            acts_plan,
            acts_report,
            effects,
            effects_after,
            guards,
            guards_after,
            papers,
            papers_after,
        )  # fmt: skip
        from processes.inspection.models import Inspection
        from workflows import registry

        registry.register(Inspection)
