from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    name = "vault"
    verbose_name = _("身份封存")
    default_auto_field = "django.db.models.BigAutoField"
