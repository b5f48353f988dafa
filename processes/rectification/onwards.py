"""Where a rectification leads that does not hold: a consultation, a topic of an inspection (L6). Proposals only."""

from django.utils.translation import gettext as _

from workflows import moves, registry
from workflows.links import join

CONSULTATION, INSPECTION = "consultation", "inspection"


def consult(case, step):
    """The third failure proposes a consultation; a deputy minister decides whether it takes place."""
    reason = _("第 %d 次核查未通过，建议会诊") % case.failures
    target = None
    if CONSULTATION in registry.KINDS:
        target = moves.open_case(CONSULTATION, licensed=True, by=step.actor, unit=case.owner_unit, **_request(case))
    join(step, kind="L6", reason=reason, target=target, intended="" if target else CONSULTATION)
    step.tell("rectification.consult", case.players("supervision_office") + case.players("deputy_minister"))


def _request(case):
    known = {field.name for field in registry.kind(CONSULTATION)._meta.get_fields()}
    fields = {
        "title": (_("会诊：%s") % case.title)[:120], "symptoms": symptoms(case)[:2000], "trigger": "inspection_finding",
        "work_ref": {"uid": str(case.uid), "number": case.number, "title": case.title, "kind": case.kind},
    }  # fmt: skip
    return {name: value for name, value in fields.items() if name in known}


def symptoms(case):
    """What is wrong, in the words of the finding and of each check that was not passed."""
    lines = [_("问题：%s") % case.finding.get("fact", "")]
    for row in case.rounds:
        if row["result"] == "failed":
            lines.append(_("%(day)s 核查未通过：%(gaps)s") % {"day": row["on"], "gaps": "；".join(row["gaps"])})
    lines.append(_("单位分析的原因：%s") % case.root_cause)
    lines.append(_("已采取的措施：%s") % "；".join(row["text"] for row in case.measures))
    return "\n".join(lines)


def propose_topic(case, step):
    """What keeps coming back is proposed as a topic of the next inspection."""
    reason = _("第 %d 次反弹，建议列为督查选题") % case.rebounds
    join(step, kind="L6", reason=reason, intended=INSPECTION)
    step.tell("rectification.topic", case.players("inspector_lead") + case.players("supervision_office"))
