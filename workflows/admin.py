"""The administration site shows that cases exist and by which rules they move; of their contents it shows nothing.

Of a restricted or sealed case it does not even show that there is one: only who works on it knows.
"""

from django.contrib import admin

from people.admin import Shown
from policy import rules as policy
from workflows.models import Case, Counter, Definition, Outbox


@admin.register(Case)
class CaseAdmin(Shown):
    """Number, process and stage: enough to help, nothing of the matter itself (F30)."""

    list_display = fields = ("uid", "number", "kind", "stage", "created", "finished", "due")
    list_filter = ("kind",)
    search_fields = ("number",)

    def get_queryset(self, request):
        """To auditors alone: none of the three who run the system sees a case (F30)."""
        seen = policy.visible(request.user).filter(classification__in=policy.OPEN)
        return super().get_queryset(request).filter(pk__in=seen.values("pk"))


@admin.register(Definition)
class DefinitionAdmin(Shown):
    list_display = ("process", "number", "hash", "first_used")
    list_filter = ("process",)


@admin.register(Counter)
class CounterAdmin(Shown):
    list_display = ("series", "year", "value")


@admin.register(Outbox)
class OutboxAdmin(Shown):
    """What waits to be told, without its words."""

    list_display = fields = ("id", "number", "topic", "at", "tries", "sent_at")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(secret=False)
