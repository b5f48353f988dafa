"""Why a move of a proposal is not legal yet, each with the way out."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import User
from processes.innovation_hearing import limits, parts, window
from processes.innovation_hearing.choices import GROUP_CODES
from processes.innovation_hearing.terms import LONGEST_DEFERRAL, end_of_term
from workflows import sittings
from workflows.acts import notice
from workflows.models import Opinion
from workflows.registry import guard
from workflows.step import moment


def key(name):
    return guard(f"innovation_hearing.{name}")


def said(step, name):
    """An answer to the move, "" while the page only asks what stands in the way."""
    return step.answers.get(name, "") if step else None


@key("complete")
def complete(case, step):
    for name, (least, most) in limits.TEXTS.items():
        length = len(getattr(case, name).strip())
        if not least <= length <= most:
            label = case._meta.get_field(name).verbose_name
            why = _("“%(field)s”须为 %(least)d 至 %(most)d 字，现有 %(now)d 字，没有提交。请修改后再提交。")
            return why % {"field": label, "least": least, "most": most, "now": length}
    bare = [name for name in limits.REQUIRED if not getattr(case, name).strip()]
    empty = [str(case._meta.get_field(name).verbose_name) for name in bare]
    if empty:
        return _("还没有填写：%s，没有提交。请补充后再提交。") % "、".join(empty)
    return _rows(case) or _legal(case)


def _rows(case):
    if len([row for row in case.milestones if row.get("name") and row.get("due") and row.get("deliverable")]) < 2:
        return _("里程碑至少两项，每项写明名称、日期和成果，没有提交。请补充后再提交。")
    if not [row for row in case.risk_list if row.get("risk") and row.get("level") and row.get("measure")]:
        return _("风险至少一项，写明等级和措施，没有提交。请补充后再提交。")
    if not 0 <= Decimal(case.budget) <= Decimal(limits.MOST_BUDGET):
        return _("经费须在 0 至 9,999,999.99 元之间，没有提交。请修改后再提交。")
    return ""


def _legal(case):
    if case.legal_basis.strip() and not case.exploratory or case.legal_risk_note.strip():
        return ""
    return _("没有上位规定的探索性做法须写明法律风险，没有提交。请填写依据或法律风险说明。")


@key("in_window")
def in_window(case, step):
    return window.why_late(case, moment(step))


@key("returns_left")
def returns_left(case, step):
    if case.returns < limits.RETURNS:
        return ""
    return _("没有退回：已经退回三次。请科室负责人当面说明，再予通过，问题留到听证会上解决。")


@key("chair_free")
def chair_free(case, step):
    asked = step and "chair" in step.answers
    if case.stage == "precheck" and not asked:
        return ""
    chosen = step.answers["chair"] if asked else case.chair_id
    why = parts.why_not_chair(case, User.objects.filter(pk=getattr(chosen, "pk", chosen)).first())
    if not why and asked and "chair_declared" in step.answers and not step.answers["chair_declared"]:
        why = _("没有通过：还没有收到主持人的无利害关系声明。请主持人先作声明。")
    sitting = sittings.current(case, "planned")
    if not why and not asked and sitting and sitting.seats.filter(person=case.chair_id, recused=True).exists():
        why = _("主持人已回避，不能开始听证。请办公室更换主持人。")
    return why


@key("hearing_called")
def hearing_called(case, step):
    return "" if sittings.current(case, "planned") else _("还没有安排听证会。请办公室先安排时间、地点和参加人。")


@key("hearing_day")
def hearing_day(case, step):
    sitting = sittings.current(case, "planned")
    if sitting and timezone.localdate(moment(step)) < timezone.localdate(sitting.starts_at):
        day = timezone.localdate(sitting.starts_at).isoformat()
        return _("没有开始：听证定于 %s 召开。需要提前的，请办公室改期。") % day
    return ""


@key("everybody_served")
def everybody_served(case, step):
    sitting = sittings.current(case, "planned")
    lacking = notice.unserved(case, sitting.seats.all()) if sitting else ()
    return _("材料还没有送达：%s。请办公室先送达。") % "、".join(lacking) if lacking else ""


def _panel(case):
    """Participants from outside the proposing side, by their group; observers and recused ones do not count."""
    sitting = sittings.current(case, "planned")
    seats = sitting.seats.filter(role="member", recused=False, confirmed=True) if sitting else ()
    return [seat for seat in seats if seat.group in GROUP_CODES]


@key("groups_present")
def groups_present(case, step):
    groups = {seat.group for seat in _panel(case) if seat.present}
    if len(groups) >= limits.GROUPS_PRESENT:
        return ""
    return _("没有开始：到会的参加人只有 %d 类，须有三类以上。请核对到会登记，或由办公室改期。") % len(groups)


@key("panel_quorum")
def panel_quorum(case, step):
    panel = _panel(case)
    came, needed = sum(seat.present for seat in panel), -(-2 * len(panel) // 3)
    if came >= needed:
        return ""
    why = _("听证没有开始：应到 %(should)d 人，至少到 %(needed)d 人，实到 %(came)d 人。请催请到会，或由办公室改期。")
    return why % {"should": len(panel), "needed": needed, "came": came}


@key("minutes_written")
def minutes_written(case, step):
    sitting = sittings.current(case, "open")
    return "" if sitting and sitting.minutes else _("听证笔录还没有完成，不能结束。请先记录笔录并由到会人签字。")


@key("everybody_signed")
def everybody_signed(case, step):
    sitting = sittings.current(case, "open")
    seats = sitting.seats.filter(present=True, signed_at=None, refusal="") if sitting else ()
    names = [seat.name for seat in seats]
    return _("还没有签字，也没有登记拒签理由：%s。请签字或登记后再结束。") % "、".join(names) if names else ""


@key("opinions_answered")
def opinions_answered(case, step):
    left = Opinion.objects.filter(sitting__case=case, adopted="").count()
    return _("还有 %d 条意见没有答复，没有提交。请逐条写明采纳或不采纳及理由。") % left if left else ""


@key("not_own_review")
def not_own_review(case, step):
    own = step and step.actor.pk in case.conflicted()
    return _("你与本事项有利害关系，不能审核，没有办理。请由其他合规审核人办理。") if own else ""


@key("risk_noted")
def risk_noted(case, step):
    exploratory = case.exploratory or said(step, "exploratory") is True
    if exploratory and not case.legal_risk_note.strip():
        return _("探索性做法还没有写明法律风险，没有通过。请退回科室补写法律风险说明。")
    if step and len(str(said(step, "opinion")).strip()) < 10:
        return _("书面审核意见至少 10 个字，没有通过。请写明审核意见。")
    return ""


@key("resubmit_date")
def resubmit_date(case, step):
    if step is None:
        return ""
    day, today = said(step, "resubmit_date"), timezone.localdate(step.at)
    last = end_of_term(LONGEST_DEFERRAL, today)
    if isinstance(day, date) and today < day <= last:
        return ""
    return _("再报日期须在今天之后、%s 之前，没有办理。请重新选择。") % last.isoformat()


@key("defects_addressed")
def defects_addressed(case, step):
    short = step and len(str(said(step, "corrections")).strip()) < 20
    return _("没有再报：请写明针对缓议意见补正了什么，至少 20 个字。") if short else ""


@key("no_more_time_asked")
def no_more_time_asked(case, step):
    asked = case.more_time
    if asked and "granted" not in asked:
        return _("科室已申请延期，还没有答复。请先答复延期申请。")
    if asked.get("granted") and timezone.localdate(moment(step)) <= date.fromisoformat(asked["until"]):
        return _("已同意延期至 %s，现在不能按到期未报办理。请等到期后再办。") % asked["until"]
    if not case.reminded_at or case.reminded_at < case.stage_since:
        return _("还没有提醒科室再报，不能按到期未报办理。系统会在再报日期前提醒，请提醒后再办。")
    return ""


@key("once")
def once(case, step):
    return _("复议只能申请一次，没有受理。如有新的做法，可以另行呈报。") if case.reconsidered else ""


@key("new_facts")
def new_facts(case, step):
    short = step and len(str(said(step, "new_facts")).strip()) < 20
    return _("没有受理：申请复议要写明新的事实，至少 20 个字。请补充后再申请。") if short else ""


@key("objections_answered")
def objections_answered(case, step):
    left = sum(1 for row in case.objections if not row.get("answer"))
    if left:
        return _("还有 %d 条公示异议没有答复，没有确认。请办公室核实并答复后再确认。") % left
    if any(row.get("upheld") for row in case.objections if row.get("at", "") >= case.stage_since.isoformat()):
        return _("有异议经核实成立，应退回部务会，没有确认。请办公室办理“异议成立”。")
    return ""


@key("pilot_set")
def pilot_set(case, step):
    if step is None:
        return ""
    until = said(step, "pilot_until")
    if len(str(said(step, "pilot_scope")).strip()) < 4 or not isinstance(until, date):
        return _("转试点须写明试点范围和截止日期，没有办理。请补充后再确认。")
    return "" if until > timezone.localdate(step.at) else _("试点截止日期已过，没有办理。请选择以后的日期。")


@key("objection_found")
def objection_found(case, step):
    since = case.stage_since.isoformat()
    found = [row for row in case.objections if row.get("upheld") and row.get("finding") and row.get("at", "") >= since]
    return "" if found else _("还没有核实成立的异议，不能退回部务会。请先登记异议并写明核实情况。")
