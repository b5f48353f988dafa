from django.apps import AppConfig


class TaskProjectConfig(AppConfig):
    name = "processes.task_project"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from processes.task_project import acts, early_acts, effects, guards, ledger_acts, papers  # noqa: F401
        from processes.task_project.models import TaskProject
        from workflows import registry

        registry.register(TaskProject)
