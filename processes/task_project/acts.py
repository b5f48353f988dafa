"""Work inside a stage: contesting an assignment, deciding on it, finishing one task."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.task_project import tree
from workflows import agency, due, evidence, handing
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("contest", gettext_lazy("提出异议"))
act_label("arbitrate", gettext_lazy("裁定异议"))
act_label("finish_leaf", gettext_lazy("完成一项任务"))
agency.personal("contest")


@act("contest")
def contest(case, step, *, text):
    """The lead unit says within five working days why the task is not its own; the office decides."""
    if len(text.strip()) < 10:
        raise Refused(_("异议没有提出：请写明理由，至少 10 个字。"))
    if case.contested:
        raise Refused(_("已经提出过异议，没有重复记入。裁定结果会通知你。"))
    move = case.rules.find(case.stage, "dispute")
    if step.at > due.of_term(move.term, case.stage_since).due:
        raise Refused(_("已超过提出异议的 5 个工作日，没有记入。请签收；确有困难的，请联系督查室。"))
    case.contested = step.opinion = text.strip()
    handing.give(step, "office")
    step.tell("task_project.contested", case.players("office"))


@act("arbitrate")
def arbitrate(case, step, *, ruling, text):
    """The office upholds the objection or rejects it, with its reason."""
    if not case.contested or case.arbitration:
        raise Refused(_("没有待裁定的异议，没有记入。请刷新页面核对。"))
    if ruling not in ("upheld", "rejected") or len(text.strip()) < 10:
        raise Refused(_("裁定没有记入：请选择结果并写明理由，至少 10 个字。"))
    case.arbitration, step.decision, step.opinion = ruling, ruling, text.strip()
    handing.take_back(step, "office")
    step.tell("task_project.arbitrated", case.players("section_head@owner_unit"), ruling=ruling)


@act("finish_leaf")
def finish_leaf(case, step, *, code, note, uploads=()):
    """One task of the plan is done; the note says how it shows, files prove it."""
    if len(note.strip()) < 4:
        raise Refused(_("没有记入：请写明完成情况，至少 4 个字。"))
    try:
        case.wbs = tree.finished(case.wbs, code, note.strip())
    except KeyError:
        raise Refused(_("计划里没有这项未完成的任务，没有记入。请刷新页面核对。")) from None
    evidence.take(case, step, uploads, about=f"task:{code}")
