"""The acceptance group: who may sit in it, and its sitting."""

from django.utils.translation import gettext as _

from people.models import User
from processes.task_project import parts
from workflows import recusals, registry
from workflows.acts.common import participate

GROUP = 3


def fault(case, people):
    """Why these people may not accept the project, as a sentence without its ending, or ""."""
    found = list(User.objects.filter(pk__in=[getattr(p, "pk", p) for p in people], is_active=True))
    if len(found) < GROUP:
        return _("验收组至少 3 人。请补充人员。")
    gone = "、".join(person.name for person in found if person.pk in recusals.held(case))
    if gone:
        return _("%s已决定回避，不能参加验收。请更换。") % gone
    own = parts.interested(case)
    named = [f"{person.name}（{own[person.pk]}）" for person in found if person.pk in own]
    return _("%s不能验收自己的任务，应当回避。请更换。") % "、".join(named) if named else ""


def voted(case):
    """The sitting that voted in this acceptance, or None."""
    held = case.sittings.filter(kind="acceptance", state="closed", signing__opened_at__gte=case.stage_since)
    return held.exclude(signing__outcome="").order_by("-pk").first()


def call(case, step, starts_at, place):
    """Call the group to a sitting of its own."""
    participate(case, case.group, "acceptor")
    registry.ACTS["convene"](
        case, step, kind="acceptance", starts_at=starts_at, place=place, seats=[{"person": pk} for pk in case.group]
    )
