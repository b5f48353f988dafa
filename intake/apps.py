from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("举报受理")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from intake import acts  # noqa: F401
