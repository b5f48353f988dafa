from importlib.util import find_spec

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "processes.consultation"
    label = "consultation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.consultation import effects, guards, models  # noqa: F401
        from processes.consultation.acts import following, meeting, session  # noqa: F401
        from workflows import registry

        registry.register(models.Consultation)
        if find_spec("workflows.papers"):
            from processes.consultation import papers  # noqa: F401
