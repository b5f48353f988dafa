"""Weighing: what speaks for and against, what must be looked up first, what is proposed, what the county approves."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from processes.accountability import brackets, checking, comparables, guards_weighing, limits
from processes.accountability.acts import demand
from processes.accountability.choices import Applies, Form, Mitigation
from workflows import handing
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("weigh_up", gettext_lazy("量责"))
act_label("look_up_immunity", gettext_lazy("核对容错承诺书"))
act_label("look_up_dissent", gettext_lazy("核对保留意见"))
act_label("view_comparables", gettext_lazy("查看同类事项"))
act_label("propose_decision", gettext_lazy("提出拟处理意见"))
act_label("ask_committee", gettext_lazy("报县委批准"))
act_label("enter_approval", gettext_lazy("录入县委批准或决定"))

COVERS = ("full", "part")  # conclusions of a determination


def unvoted(case):
    """Refused while a vote runs or has decided: what was voted on does not change behind it."""
    votes = case.signings.filter(stage=case.stage, opened_at__gte=case.stage_since)
    if votes.filter(settled_at=None).exists() or votes.filter(outcome="pass").exists():
        raise Refused(_("没有保存：表决正在进行或已经通过，内容不能再改。请按表决结果办理，或者退回重新办理。"))


@act("weigh_up")
def weigh_up(case, step, *, severity, responsibility, loss, mitigation=(), aggravation=(), selfish=False):
    """How grave it is, whose responsibility, what mitigates and what aggravates; a dissenter's is prefilled."""
    unvoted(case)
    case.severity, case.responsibility, case.selfish = severity, responsibility, bool(selfish)
    case.loss = demand(_("损失和影响"), loss, limits.REASON, "loss")
    kept = [Mitigation.DISSENT] if Mitigation.DISSENT in case.mitigation else []
    case.mitigation = list(dict.fromkeys([*kept, *mitigation]))
    case.aggravation = list(aggravation)
    case.proposal = {}


@act("look_up_immunity")
def look_up_immunity(case, step, *, applies, reasons):
    """The certificates on the work are looked up, and it is said whether one holds; bottom lines are never covered."""
    unvoted(case)
    why = demand(_("理由"), reasons, limits.REASON, "reasons")
    found, results = checking.certificates(case, step), checking.results(case, step)
    if waiting := checking.undecided(case, step):
        raise Refused(_("没有保存：容错申请 %s 还没有认定。请等认定结果，再来核对。") % "、".join(waiting))
    numbers = [str(one.get("number", "")) for one in found]
    # What was determined for another matter says nothing about this one.
    own = (one for one in results if one.get("matter") == case.pk)
    covered = [str(one.get("number", "")) for one in own if one.get("conclusion") in COVERS]
    if applies == Applies.YES and case.selfish:
        raise Refused(_("没有保存：存在谋取私利等底线问题，承诺书不予适用。请选择不适用并写明理由。"), "applies")
    if applies == Applies.YES and not found:
        raise Refused(_("没有保存：没有查到有关的承诺书，不能认定适用。请核对涉及的工作。"), "applies")
    if applies != Applies.YES and covered and not case.selfish:
        raise Refused(_("没有保存：%s 已经认定容错，不能不予采用。请选择适用。") % "、".join(covered), "applies")
    if applies == Applies.NONE and found:
        raise Refused(_("没有保存：查到承诺书 %s，请说明适用或者不适用。") % "、".join(numbers), "applies")
    case.immunity_check = {
        "applies": applies, "certificates": numbers, "results": [str(one.get("conclusion", "")) for one in results],
        "reasons": why, "by": step.actor.name, "at": step.at.isoformat(),
    }  # fmt: skip


@act("look_up_dissent")
def look_up_dissent(case, step, *, reasons):
    """Who dissented on record when the work was approved; the person's own dissent mitigates (R6e)."""
    unvoted(case)
    why = demand(_("核对情况"), reasons, limits.REASON, "reasons")
    found = checking.dissenters(case, step)
    case.dissent_check = {
        "found": [{"name": one.get("name", ""), "opinion": one.get("opinion", "")} for one in found],
        "reasons": why, "by": step.actor.name, "at": step.at.isoformat(),
    }  # fmt: skip
    if case.respondent_id and case.respondent_id in [one.get("person") for one in found]:
        case.mitigation = list(dict.fromkeys([*case.mitigation, Mitigation.DISSENT]))


@act("view_comparables")
def view_comparables(case, step, *, none_why=""):
    """The nearest past outcomes were looked at, without names; too few are there only with a reason (F27)."""
    found = comparables.nearest(case)
    if len(found) < comparables.LEAST:
        none_why = demand(_("没有足够可比事项的说明"), none_why, limits.REASON, "none_why")
    case.comparables = {"shown": found, "none_why": none_why.strip(), "by": step.actor.name, "at": step.at.isoformat()}


@act("propose_decision")
def propose_decision(case, step, *, outcome, form="", publicity="", ground="", reasons="", outside="", deviation=""):
    """What the meeting will vote on: a form with its scope, or none with its ground."""
    unvoted(case)
    why = demand(_("理由"), reasons, limits.REASON, "reasons")
    if not case.severity:
        raise Refused(_("没有保存：还没有量责。请先认定情节、责任和从轻从重情形。"))
    said = {"outcome": outcome, "reasons": why, "by": step.actor.name, "at": step.at.isoformat()}
    case.proposal = said | (_form(case, form, publicity, outside, deviation) if outcome == "decide" else _none(ground))
    case.committee = {}
    for sentence in _faults(case, step) if outcome == "decide" else ():
        raise Refused(sentence, "form")
    handing.done(step, "case_officer")
    step.tell("accountability.proposed", case.players("exec_secretary"))


def _form(case, form, publicity, outside, deviation):
    if form not in brackets.forms(case.object_kind):
        raise Refused(_("没有保存：这种方式不适用于本事项的对象。请重新选择。"), "form")
    if not publicity:
        raise Refused(_("没有保存：还没有选择告知范围。请按最小必要选择。"), "publicity")
    if case.comparables and _deviates(case, form) and len(deviation.strip()) < limits.REASON[0]:
        raise Refused(_("没有保存：与所看同类事项的处理都不同，没有写明理由。请写明为什么不同。"), "deviation")
    return {"form": form, "publicity": publicity, "outside": outside.strip(), "deviation": deviation.strip()}


def _deviates(case, form):
    shown = [row["form"] for row in case.comparables.get("shown", ())]
    return len(shown) >= comparables.LEAST and form not in shown


def _none(ground):
    if not ground:
        raise Refused(_("没有保存：还没有选择不予问责的情形。请选择。"), "ground")
    return {"ground": ground}


def _faults(case, step):
    """What would keep the decision from being taken anyhow is said before anybody is called to vote."""
    if case.immunity_check.get("applies") == Applies.YES:
        yield _("没有保存：已经认定承诺书适用，应予容错。请提出不予问责的意见，或者重新核对承诺书。")
    if case.proposal["form"] == Form.SANCTION:
        yield guards_weighing.transferred()
    for check in (guards_weighing.in_bracket, guards_weighing.no_heavier):
        if why := check(case, step):
            yield why


@act("ask_committee")
def ask_committee(case, step, *, reason):
    """The secretary asks the county committee to approve, or to decide what is not the department's (F17)."""
    form = guards_weighing.form(case)
    if not form or brackets.authority(form, case.object_kind, case.committee_managed) == brackets.OWN:
        raise Refused(_("没有报送：拟处理意见由本部门决定，不需要报县委。请直接安排部务会。"))
    if not roles.holders("county_committee"):
        raise Refused(_("没有报送：没有人担任县委批示录入员。请系统管理员先指定。"))
    step.reason = demand(_("报送理由"), reason, limits.REASON, "reason")
    handing.take_back(step, "county_committee")
    handing.give(step, "county_committee")


@act("enter_approval")
def enter_approval(case, step, *, organ, number, decided_on, words, effect_months=None):
    """The committee's written approval or decision, entered as it stands."""
    if decided_on > timezone.localdate(step.at):
        raise Refused(_("没有录入：日期在今天以后。请核对原件。"), "decided_on")
    if not organ.strip() or not number.strip():
        raise Refused(_("没有录入：还没有写明机关和文号。请照原件填写。"), "number")
    case.committee = {
        "organ": organ.strip(), "number": number.strip(), "on": decided_on.isoformat(), "form": case.proposal["form"],
        "words": demand(_("原文"), words, (2, 2000), "words"), "months": effect_months,
    }  # fmt: skip
    handing.done(step, "county_committee")
    step.tell("accountability.approved", case.players("exec_secretary"))
