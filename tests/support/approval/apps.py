from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    name = "tests.support.approval"
    label = "approval"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from tests.support.approval.models import Approval
        from workflows import registry

        registry.register(Approval)
