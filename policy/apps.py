from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "policy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from policy import two_people  # noqa: F401
