"""Bringing an open case to another version of its rules. Taken by the system when two people have decided it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import definitions, flows, pauses, versions, work
from workflows.errors import Refused
from workflows.models import Case, WorkItem
from workflows.registry import act
from workflows.wording import act_label

act_label("migrate", gettext_lazy("改用另一版规则"))


@act("migrate")
def migrate(case, step, *, definition, reason, change):
    """The case goes on under another version: its stage is the same, its term and its work follow the new rules."""
    old, new = case.rules, definitions.rules_of(definition)
    found = versions.trial(case, new)
    if found.why_not:
        raise Refused(_("没有改用：%s") % found.why_not)
    before = case.stage
    flow = getattr(flows, flows.PREFIX + new.hash[: definitions.SHORT])
    Case.objects.filter(pk=case.pk).update(definition=definition, flow_class=flow)
    case.definition_id, case.flow_class = definition, flow
    if found.stage != before:  # the same stage under another name: no transition
        case.__dict__["stage"] = found.stage
    step.reason = reason
    step.fields |= {"automatic": True, "from": old.hash[:12], "to": new.hash[:12], "change": change}
    _redate(case)
    _work(case, step, before, found)


def _redate(case):
    found = pauses.deadline(case)
    case.due, case.warn_at, case.provisional = found.due, found.warn_at, found.provisional
    case.lapse_move = found.lapse


def _work(case, step, before, found):
    """Work of roles that have none any more is closed, that of new ones is given, the rest goes on."""
    # What waits, for its turn or for the case to go on, follows the rules as well.
    open_now = WorkItem.objects.filter(process=case, status__in=("ASSIGNED", "SCHEDULED"), stage=before)
    gone = open_now.filter(kind="move", role__in=found.loses)
    case.open_items -= gone.filter(status="ASSIGNED").count()
    gone.update(status="CANCELED", finished=step.at, closed_why="superseded")
    times = {"due": case.due, "warn_at": case.warn_at, "provisional": case.provisional}
    open_now.update(stage=case.stage)
    open_now.filter(kind__in=("move", "sign")).update(**times)
    people = {pk: role for role in reversed(found.gains) for pk in case.players(role)}
    step.born += [work.item(case, case.stage, owner_id=pk, role=role, **times) for pk, role in people.items()]
    if case.suspended_at:  # new work waits with the rest
        for item in step.born:
            item.status, item.held = "SCHEDULED", "suspended"
        return
    case.open_items += len(people)
    step.tell("work.assigned", list(people), stage=case.stage)
