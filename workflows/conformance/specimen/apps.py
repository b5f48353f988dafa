from django.apps import AppConfig


class SpecimenConfig(AppConfig):
    """Installed by the tests and by `manage.py conformance`; no installation has it."""

    name = "workflows.conformance.specimen"
    label = "specimen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from workflows import registry
        from workflows.conformance.specimen import effects  # noqa: F401
        from workflows.conformance.specimen.models import Specimen

        registry.register(Specimen)
