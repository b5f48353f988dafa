"""Where a rectification leads that does not hold: a consultation, a topic of an inspection (L6). Proposals only."""

from workflows import moves, registry
from workflows.links import join

CONSULTATION, INSPECTION = "consultation", "inspection"


def consult(case, step):
    """The third failure proposes a consultation; a deputy minister decides whether it takes place."""
    reason = f"第 {case.failures} 次核查未通过，建议会诊"
    target = None
    if CONSULTATION in registry.KINDS:
        target = moves.open_case(
            CONSULTATION, licensed=True, by=step.actor, unit=case.owner_unit, work_ref=case,
            title=f"会诊：{case.title}"[:120], trigger="inspection_finding", symptoms=symptoms(case)[:2000],
        )  # fmt: skip
    join(step, kind="L6", reason=reason, target=target, intended="" if target else CONSULTATION)
    step.tell("rectification.consult", case.players("supervision_office") + case.players("deputy_minister"))


def symptoms(case):
    """What is wrong, in the words of the finding and of each check that was not passed."""
    lines = ["问题：" + case.finding.get("fact", "")]
    for row in case.rounds:
        if row["result"] == "failed":
            lines.append(f"{row['on']} 核查未通过：" + "；".join(row["gaps"]))
    lines.append(f"单位分析的原因：{case.root_cause}")
    lines.append("已采取的措施：" + "；".join(row["text"] for row in case.measures))
    return "\n".join(lines)


def propose_topic(case, step):
    """What keeps coming back is proposed as a topic of the next inspection."""
    reason = f"第 {case.rebounds} 次反弹，建议列为督查选题"
    join(step, kind="L6", reason=reason, intended=INSPECTION)
    step.tell("rectification.topic", case.players("inspector_lead") + case.players("supervision_office"))
