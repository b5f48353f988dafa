"""Why a move is not legal yet, from the proposal to the end of the defence, each with the way out."""

from django.utils.translation import gettext as _

from intake.blind import adverse
from processes.accountability import limits, parts
from processes.accountability.choices import Object, Trigger
from workflows.defence import readers
from workflows.registry import guard

HERE = ("facts_shown", "weighing")


def key(name):
    return guard(f"accountability.{name}")


@adverse("accountability", "proposed")
def against(case):
    """Whom the proposal is against: they are checked for before it is opened (F12)."""
    return [case.respondent_id]


def said(step, name, default=""):
    """An answer to the move; the default while the page only asks what stands in the way."""
    return step.answers.get(name, default) if step else default


def text(case, *names):
    """The first text of the case that is too short, as a sentence, or ""."""
    for name, span in names:
        if why := limits.fault(case._meta.get_field(name).verbose_name, getattr(case, name), span):
            return _("没有办理：%s。请修改后再办。") % why
    return ""


@key("clue")
def clue(case, step):
    """A written clue, a duty and its ground, where it came from, and whom it is about."""
    if why := text(case, ("clue", limits.CLUE), ("duty_basis", limits.DUTY)):
        return why
    if not case.trigger_case_id and not (case.trigger == Trigger.SUPERIOR and case.trigger_note.strip()):
        return _("没有启动：还没有写明来源事项。请提出人补上来源事项的编号；上级交办的，写明文号。")
    if not case.respondent_id or case.object_kind == Object.UNIT and not case.respondent_unit_id:
        return _("没有启动：还没有写明被反映人或单位及其代表。请提出人修改内容后再批。")
    return ""


@key("not_rumour")
def not_rumour(case, step):
    """An anonymous report may start a verification, never by itself accountability (F19)."""
    if case.anonymous and limits.fault("", case.corroboration, limits.CORROBORATION):
        return _("没有启动：线索为匿名反映，没有独立佐证，不能据此追究责任。请先核实，补充佐证后再批，或不予启动。")
    return ""


@key("team")
def team(case, step):
    if not step:
        return ""
    return parts.why_not_team(case, said(step, "officer", None), said(step, "investigators", ()))


@key("scope_limited")
def scope_limited(case, step):
    if not step:
        return ""
    why = limits.fault(_("调查范围"), said(step, "scope"), limits.SCOPE)
    why = why or limits.fault(_("调查方案"), said(step, "plan_text"), limits.PLAN)
    return _("没有办理：%s。请写明查什么、不查什么。") % why if why else ""


@key("record_complete")
def record_complete(case, step):
    """Each step of the inquiry was taken by two, and there is one at least."""
    if not case.records:
        return _("没有见面：还没有调查记录。请调查人员先登记调查经过，每次两人以上。")
    alone = [str(n) for n, row in enumerate(case.records, start=1) if len(set(row["people"])) < parts.TEAM]
    return _("没有见面：第 %s 次调查不足两人。请由两人以上重新调查。") % "、".join(alone) if alone else ""


@key("facts_written")
def facts_written(case, step):
    why = text(case, ("fact_text", limits.FACTS), ("evidence_list", limits.EVIDENCE), ("basis", limits.BASIS))
    return why or ("" if case.intended_form else _("没有见面：还没有写明拟采用的方式。请承办人先核定事实。"))


@key("nobody_named")
def nobody_named(case, step):
    """What the person is shown names no witness and nobody who reported (F06)."""
    shown = f"{case.fact_text}\n{case.evidence_list}\n{case.basis}"
    found = [row["who"] for row in case.records if row.get("who") and row["who"] in shown]
    if not found:
        return ""
    return _("没有见面：见面材料里出现了谈话对象的姓名（%s）。请改用“有关人员”等说法。") % "、".join(sorted(set(found)))


@key("suspected")
def suspected(case, step):
    return "" if case.suspicion else _("没有移送：还没有登记涉嫌违纪违法的情况。请承办人先登记。")


@key("heard")
def heard(case, step):
    """Nothing adverse before the person was heard, waived it, or let the term pass (F04, F05)."""
    return readers.missing(case, step.at if step else None, [case.respondent_id])


@key("hearing_held")
def hearing_held(case, step):
    if case.hearing and not case.hearing.get("record"):
        return _("没有结束：本人申请了听证，还没有举行。请先举行听证并登记笔录。")
    return ""


@key("new_facts")
def new_facts(case, step):
    """Facts are looked into again because of what the defence says, not for another reason."""
    if any(point.text for point in readers.points(case)) or any(row.received_at for row in readers.rounds(case)):
        return ""
    return _("没有补查：还没有收到陈述申辩，没有新的事实可查。请等收到申辩意见后再办。")
