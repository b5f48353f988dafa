"""On what ground somebody reads a restricted or sealed case, as the access log keeps it and people are told it."""

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people import clock, mandates, roles
from policy import rules

GROUNDS = {
    "opened": _("发起人"), "work": _("承办或参与办理"), "named": _("事项中指定的人员"), "let_in": _("准予知悉"),
    "agent": _("代他人办理"), "audit": _("审计查阅"), "other": _("其他"),
}  # fmt: skip


def of(user, case) -> str:
    """The first ground that holds; that of an admission carries its reason."""
    if case.opened_by_id == user.pk:
        return "opened"
    if _rows("WorkItem", process=case.pk, owner=user).exclude(closed_why__in=rules.LOST).exists():
        return "work"
    if _rows("Participant", case=case.pk, person=user).exists():
        return "named"
    mine = _rows("Admission", case=case.pk, until__gte=clock.today())
    if let_in := mine.filter(Q(person=user) | Q(unit__in=roles.units(user))).values_list("reason", flat=True).first():
        return f"let_in:{let_in}"
    return "agent" if mandates.lent_to(user) else "audit" if rules.is_auditor(user) else "other"


def told(why: str) -> str:
    """The ground of an entry in the reader's language."""
    code, _colon, reason = why.partition(":")
    label = str(GROUNDS.get(code, why))
    return f"{label}（{reason}）" if reason and code in GROUNDS else label


def _rows(model, **only):
    return apps.get_model("workflows", model).objects.filter(**only)
