"""A leaver's work in one case is handed to somebody else. Taken for many cases at once by `workflows.departing`."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import agency, naming, recusals, staffing, work
from workflows.acts.common import participate
from workflows.errors import Refused
from workflows.models import Appointee, WorkItem
from workflows.registry import act
from workflows.wording import act_label

act_label("hand_over_leaver", gettext_lazy("离任交接"))
OPEN = ("ASSIGNED", "SCHEDULED")


@act("hand_over_leaver")
def hand_over_leaver(case, step, *, leaver, to, reason):
    """Everything that `leaver` holds here goes to `to`, with the same terms; nobody else's work changes."""
    items = list(WorkItem.objects.filter(process=case.pk, owner=leaver, status__in=OPEN).order_by("pk"))
    if not items:
        raise Refused(_("没有交接：%s在本事项没有待办。请刷新页面查看。") % leaver.name)
    for item in items:
        if why := why_not(case, item, to):
            raise Refused(why)
    held = WorkItem.objects.filter(process=case.pk, owner=to, status="ASSIGNED", kind="move")
    known = set(held.values_list("stage", "role"))
    for item in items:
        _hand_on(step, item, to, known)
    Appointee.objects.filter(case=case.pk, person=leaver).update(person=to)
    step.reason = reason
    step.fields |= {"person": leaver.name, "person_id": leaver.pk, "to": to.name, "to_id": to.pk, "items": len(items)}
    step.tell("work.reassigned", [to.pk], stage=case.stage)


def why_not(case, item, to):
    """Why somebody cannot take over a piece of work, or ""."""
    said = {"name": to.name}
    if item.kind == "seat" or item.role in agency.ROLES:
        return _("没有交接：会议席位和本人陈述不能移交。请由办公室调整名单。")
    if to.pk in case.barred() or to.pk in recusals.flags(case):
        return _("没有交接：%(name)s应当回避本事项。请另选接收人。") % said
    if to.pk in staffing.acted(case, case.rules.stages[item.stage].apart):
        return _("没有交接：%(name)s办过须由他人办理的环节。请另选接收人。") % said
    twice = WorkItem.objects.filter(signing=item.signing_id, owner=to).exclude(status="CANCELED")
    if item.kind == "sign" and item.signing_id and twice.exists():
        return _("没有交接：%(name)s已是这次签批的签批人。请另选接收人。") % said
    return ""


def _hand_on(step, item, to, known):
    case, was_open = step.case, item.status == "ASSIGNED"
    WorkItem.objects.filter(pk=item.pk).update(status="CANCELED", finished=step.at, closed_why="left")
    counted = was_open and item.stage == case.stage and item.kind in ("move", "sign")
    if item.kind == "move" and (item.stage, item.role) in known:
        case.open_items -= counted
        return
    kept = ("kind", "role", "place", "branch", "weight", "due", "warn_at", "provisional", "held", "claimed_at")
    fields = {name: getattr(item, name) for name in kept}
    new = work.item(case, item.stage, owner_id=to.pk, asked="left", parent=item, **fields)
    new.signing_id, new.status = item.signing_id, item.status
    step.born.append(new)
    role = naming.read(item.role)[0][1].name
    participate(case, [to.pk], recusals.STAND_IN + role)
    case.stands_in(role, to)
