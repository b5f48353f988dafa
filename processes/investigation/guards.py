"""Why a move of an investigation is not legal yet, each with the way out."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from people import roles
from processes.investigation import hearing, limits, parts
from processes.investigation.choices import Finding, Jurisdiction, Measure
from workflows.acts.minutes import unsigned
from workflows.models import Sitting
from workflows.registry import guard
from workflows.step import moment
from workflows.taking import signed


def key(name):
    return guard(f"investigation.{name}")


@key("here")
def here(case, step):
    """What concerns those who lead the department is not looked into here (F13)."""
    if case.goes_up or any(map(parts.chief, parts.accounts(case))):
        return _(
            "没有办理：反映的是本部门负责人、举报受理人员或者上级管理的干部，本科室不能登记、不能留存。请径送上级。"
        )
    return ""


@key("goes_up")
def goes_up(case, step):
    if case.goes_up or any(map(parts.chief, parts.accounts(case))):
        return ""
    return _("没有径送：这件线索不涉及本部门负责人，也不涉及上级管理的干部。请由经办人登记。")


@key("complete")
def complete(case, step):
    if not (case.source and case.reporter_kind):
        return _("没有登记：还没有写明来源和署名方式。请修改内容后再登记。")
    if not case.allegations or not case.respondents:
        return _("没有登记：还没有逐条写明反映的问题和被反映人。请修改内容后再登记。")
    known = {row["n"] for row in case.respondents}
    wrong = [str(row["n"]) for row in case.allegations if set(row.get("concerns") or ()) - known]
    return _("没有登记：第 %s 个问题涉及的人不在被反映人里。请核对序号后再登记。") % "、".join(wrong) if wrong else ""


@key("within_remit")
def within_remit(case, step):
    said = step.answers.get("jurisdiction", Jurisdiction.OWN) if step else Jurisdiction.OWN
    if said != Jurisdiction.OWN:
        return _("没有受理：不属于本部门职责的，请选择“转有权机关”。")
    return ""


@key("beyond_remit")
def beyond_remit(case, step):
    said = step.answers if step else {"jurisdiction": Jurisdiction.OTHER, "sent_to": "……"}
    if said["jurisdiction"] not in (Jurisdiction.DISCIPLINE, Jurisdiction.SUPERIOR, Jurisdiction.OTHER):
        return _("没有转出：属于本部门职责的应当受理。请选择“受理”。")
    return "" if said["sent_to"].strip() else _("没有转出：还没有写明转往哪个机关。请填写后再办。")


@key("triage_recorded")
def triage_recorded(case, step):
    """A collective judgment of at least three, with a record that they signed."""
    signing = signed(case)
    if signing and signing.mode == "above":
        return ""
    found = Sitting.objects.filter(signing=signing).first() if signing else None
    if not found or not found.minutes.strip():
        return _("还没有研判记录，不能办理。请先写好研判会的记录。")
    left = "、".join(seat.name for seat in unsigned(found))
    return _("研判记录还没有签字：%s。请签字，或登记拒签理由。") % left if left else ""


@key("team_fit")
def team_fit(case, step):
    return team_fault(case, step.answers) if step else ""


def team_fault(case, said):
    """Why these people may not verify, or "": two at least, from the register, nobody with an interest (F01)."""
    team = [parts.number(one) for one in said.get("team", ())]
    if len(set(team)) < limits.TEAM:
        return _("没有办理：核查组至少 %d 人。请补充核查人员。") % limits.TEAM
    if set(team) - {person.pk for person in roles.holders("investigator")}:
        return _("没有办理：所选的人不在核查人员名册中。请从名册中选择。")
    if parts.number(said["officer"]) not in {person.pk for person in roles.holders("case_officer")}:
        return _("没有办理：所选的承办人不在承办人名册中。请从名册中选择。")
    out = set(case.barred()) | set(parts.interested(case))
    if out & {*team, parts.number(said["officer"])}:
        return _("没有办理：所选的人与被反映人有利害关系，应当回避。请另选。")
    return ""


@key("team_stands")
def team_stands(case, step):
    free = [pk for pk in case.players("investigator") if pk not in case.barred()]
    if len(free) >= limits.TEAM:
        return ""
    return _("没有办理：回避后核查人员不足 %d 人。请分管副部长更换核查人员。") % limits.TEAM


@key("review_day")
def review_day(case, step):
    """Looked at again within six months at the latest."""
    if not step:
        return ""
    first, last = timezone.localdate(step.at), months_on(timezone.localdate(step.at), limits.STORED_MONTHS)
    if first < step.answers["review_on"] <= last:
        return ""
    return _("没有暂存：复看日期须在今天以后、%s 以前（最长六个月）。请另选日期。") % last.isoformat()


def months_on(day, n):
    """The same day some months on; the last of a shorter month."""
    month = day.month - 1 + n
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    return day


@key("review_due")
def review_due(case, step):
    clue = step.answers.get("new_clue", "") if step else ""
    if clue.strip() or case.review_on and timezone.localdate(moment(step)) >= case.review_on:
        return ""
    return _("没有复看：还没有到复看日期（%s），也没有写明新的线索。请写明新线索，或到期再办。") % case.review_on


@key("planned")
def planned(case, step):
    if not case.plan.strip():
        return _("没有批准：还没有核查方案。请承办人或核查人员先拟订。")
    if not case.measures or set(case.measures) - set(Measure.values):
        return _("没有批准：核查措施只能是调阅、谈话、走访、实地查看和书面说明。请修改方案。")
    return ""


@key("not_own_plan")
def not_own_plan(case, step):
    """Who plans does not approve (F30)."""
    if step and step.actor.pk in case.planned_by:
        return _("没有批准：方案由你拟订，须由另一名分管副部长批准。")
    return ""


@key("new_facts")
def new_facts(case, step):
    text = step.answers.get("allegation", "") if step else "." * limits.ALLEGATION[0]
    least, most = limits.ALLEGATION
    if least <= len(text.strip()) <= most:
        return ""
    return _("没有扩大：新发现的问题须写 %(least)d 至 %(most)d 字。请写明后再办。") % {"least": least, "most": most}


@key("minutes_settled")
def minutes_settled(case, step):
    """Each talk has minutes that were signed, or the refusal is noted."""
    waiting = [str(row["n"]) for row in case.interviews if not row.get("signed")]
    if waiting:
        return _("没有提交：第 %s 次谈话的笔录既没有签字，也没有注明拒签。请先登记签字情况。") % "、".join(waiting)
    return ""


@key("each_found")
def each_found(case, step):
    """A finding for each allegation, and evidence for each finding that says something was so or was not."""
    for row in case.allegations:
        if row.get("finding") not in Finding.values:
            return _("没有提交：第 %d 个问题还没有结论。请先逐条形成结论。") % row["n"]
        if row["finding"] != Finding.UNKNOWN and not row.get("items"):
            return _("没有提交：第 %d 个问题的结论没有证据。请写明依据哪些证据；查不清的，选“无法核实”。") % row["n"]
    return ""


@key("heard")
def heard(case, step):
    return hearing.missing(case)


@key("concluded")
def concluded(case, step):
    least, most = limits.CONCLUSION
    length = len(step.answers.get("conclusion", "").strip()) if step else least
    if least <= length <= most:
        return ""
    said = {"least": least, "most": most, "now": length}
    return _("没有提交：核查结论须为 %(least)d 至 %(most)d 字，现有 %(now)d 字。请补充后再提交。") % said


@key("list_given")
def list_given(case, step):
    if step and not [line for line in step.answers.get("wanted", ()) if len(line.strip()) >= 4]:
        return _("没有退回：请逐项写明需要补充核查什么，每项至少 4 个字。")
    return ""
