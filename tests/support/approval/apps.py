from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    name = "tests.support.approval"
    label = "approval"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from workflows import registry

        from tests.support.approval.models import Approval

        registry.register(Approval)
