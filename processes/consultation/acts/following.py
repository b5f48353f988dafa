"""Following the measures: month by month, the outcome measure by measure, and whether those concerned agree."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from processes.consultation import effects, proofs, table
from workflows import handing
from workflows.errors import Refused
from workflows.papers import signers
from workflows.registry import act
from workflows.wording import act_label

MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")
act_label("record_follow_up", gettext_lazy("登记月度问效"))
act_label("record_effect", gettext_lazy("登记成效"))
act_label("confirm_cure", gettext_lazy("确认效果"))


@act("record_follow_up")
def record_follow_up(case, step, *, month, text, problem=""):
    """One line a month: what the measures have brought, what stands in the way."""
    if not MONTH.match(month) or month > f"{step.at:%Y-%m}":
        raise Refused(_("月份不对，没有登记。请选择本月或以前的月份。"))
    if any(row["month"] == month for row in case.followups):
        raise Refused(_("%s 已经登记过，没有重复记入。需要补充的，请用“补充说明”。") % month)
    if len(text.strip()) < 10:
        raise Refused(_("问效情况至少 10 个字，没有登记。请写明见了什么效、指标到了多少。"))
    row = {"month": month, "text": text.strip(), "problem": problem.strip(), "by": step.actor.name}
    case.followups = sorted([*case.followups, row | {"round": case.round}], key=lambda row: row["month"])
    handing.done(step, effects.OFFICER)
    effects.ask_followup(case, step)


@act("record_effect")
def record_effect(case, step, *, results, evidence=()):
    """What became of each measure taken, and what proves it. A new outcome asks everybody anew whether they agree."""
    rows = [dict(row) for row in case.measures]
    mine = table.taken(rows)
    if len(results) != len(mine):
        raise Refused(_("共有 %d 条采纳的对策，成效没有逐条登记，没有保存。") % len(mine))
    for n, (row, said) in enumerate(zip(mine, results, strict=True), start=1):
        if len(said.get("value", "").strip()) < 1:
            raise Refused(_("第 %d 条对策没有写指标的实际值，没有保存。请写明实际达到多少。") % n)
        row |= {"done": bool(said["done"]), "reached": bool(said["reached"]), "value": said["value"].strip()}
        row["proof"] = said.get("proof", "").strip()
    case.measures, case.confirmations = rows, []
    proofs.take(case, step, evidence, f"effect:{case.round}")
    _ask_to_confirm(case, step, all(row["reached"] for row in mine))


def _ask_to_confirm(case, step, cured):
    for role in (effects.OWNER, "opened_by"):
        handing.take_back(step, role)
        if cured:
            handing.give(step, role)


@act("confirm_cure")
def confirm_cure(case, step, *, agree, text=""):
    """The unit and the requester say whether the work is cured; who is both speaks for both."""
    open_rows = [row for row in table.taken(case.measures) if row.get("reached") is not True]
    if open_rows:
        raise Refused(_("督查室还没有登记各项指标达到，不能确认，没有记入。请等登记后再确认。"))
    if not agree and len(text.strip()) < 4:
        raise Refused(_("不同意办结的请写明还有什么问题，没有记入。"))
    sides = _sides(case, step.actor)
    said = {"name": signers.of_step(step), "agree": bool(agree), "text": text.strip(), "at": step.at.isoformat()}
    others = [row for row in case.confirmations if row["side"] not in sides]
    case.confirmations = others + [said | {"side": side} for side in sides]
    for side in sides:
        handing.done(step, effects.OWNER if side == "owner" else "opened_by")
    step.tell("consultation.confirmed", case.players("supervision_office"), agree=bool(agree))


def _sides(case, person):
    heads = {head.pk for head in roles.holders("section_head", unit=case.owner_unit)}
    return ["owner"] * (person.pk in heads) + ["requester"] * (person.pk == case.opened_by_id)
