"""Work on the plan and the team, and what the clock does by itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake import upward
from processes.investigation import guards, opening, parts, words
from processes.investigation.choices import Measure
from workflows import handing, leaving
from workflows.acts.common import participate
from workflows.errors import Refused
from workflows.registry import act
from workflows.store.orm import retitle
from workflows.wording import act_label, role_words

act_label("amend_clue", gettext_lazy("修改线索"))
act_label("hand_up", gettext_lazy("移出并径送上级"))
act_label("write_plan", gettext_lazy("拟订核查方案"))
act_label("change_team", gettext_lazy("更换核查人员"))
act_label("remind_review", gettext_lazy("提醒复看"))
act_label("forget_names", gettext_lazy("删除姓名"))
role_words("case_officer", gettext_lazy("承办人"))
role_words("investigator", gettext_lazy("核查人员"))
role_words("respondent", gettext_lazy("被反映人"))


@act("amend_clue")
def amend_clue(case, step, **values):
    """The clue in other words, until it is judged. What concerns those who lead the department is not written here."""
    if set(values) - set(case.editable):
        raise Refused(_("表单里有不能修改的项，没有保存。请刷新页面重新填写。"))
    if any(parts.chief(row["person"]) for row in values.get("respondents", ()) if row.get("person")):
        raise Refused(_("没有保存：反映的是本部门负责人或举报受理人员，内容不能写在这里。请办理“移出并径送上级”。"))
    for name, value in values.items():
        setattr(case, name, value)
    if why := opening.faults(case):
        raise Refused(why)
    if not step.changed:
        raise Refused(_("内容没有变化，没有保存。"))
    if "title" in step.changed:
        retitle(case)
    participate(case, parts.accounts(case), "respondent")


@act("hand_up")
def hand_up(case, step, *, about):
    """It turned out to concern those who lead the department, or officials managed above: its content goes (F13)."""
    if case.goes_up:
        raise Refused(_("没有办理：内容已经移出，等待径送上级。"))
    case.chief = about == "chief"
    if case.report_uid:  # the conversation goes the same way, and nothing joins the two any more
        upward.leave(case.report_uid, by=step.actor)
        case.report_uid = None
    opening.empty(case)
    leaving.forget(step, opening.UP_TITLE)
    handing.take_back(step, words.CLERK[0])
    handing.give(step, words.PASSES_UP[0], term=words.wd(5, "received"), start=case.created)


@act("write_plan")
def write_plan(case, step, *, plan, measures):
    """What is looked into, by which of the measures there are: none of them is coercive."""
    if len(plan.strip()) < 20:
        raise Refused(_("没有保存：核查方案至少 20 个字。请写明查什么、怎么查、谁来查。"), "plan")
    if not measures or set(measures) - set(Measure.values):
        raise Refused(_("没有保存：核查措施只能从列出的五种里选择。强制措施不是本部门的权限。"), "measures")
    case.plan, case.measures = plan.strip(), sorted(set(measures))
    case.planned_by = sorted({*case.planned_by, step.actor.pk})
    if not step.changed:
        raise Refused(_("内容没有变化，没有保存。"))
    handing.take_back(step, "case_officer")


@act("change_team")
def change_team(case, step, *, officer, team, text):
    """Others verify, or more; whoever leaves has no more to do with the case."""
    if len(text.strip()) < 10:
        raise Refused(_("没有更换：请写明理由，至少 10 个字。"), "text")
    said = {"officer": officer, "team": team}
    if why := guards.team_fault(case, said):
        raise Refused(why)
    chosen = sorted({parts.number(one) for one in team})
    if set(chosen) & set(case.earlier_team):
        raise Refused(_("没有更换：原核查人员不能再核查同一件线索。请另选。"), "team")
    if case.stage == "verifying":
        handing.take_back(step, "investigator")
    else:
        handing.take_back(step, "case_officer")
    case.team, case.officer_id, step.opinion = chosen, parts.number(officer), text.strip()
    participate(case, [*case.team, case.officer_id], "team")
    handing.give(step, "investigator" if case.stage == "verifying" else "case_officer")


@act("remind_review")
def remind_review(case, step):
    """The day on which a stored clue is to be looked at again has come."""
    if case.reminded_at and case.reminded_at >= case.stage_since:
        raise Refused(_("已经提醒过，没有重复提醒。"))
    case.reminded_at = step.at
    step.tell("investigation.review", case.players("section_head@intake_unit"))


@act("forget_names")
def forget_names(case, step, *, rule):
    """Appraised and approved: nothing finds an unfounded case by whom it named any more (F23)."""
    step.fields["rule"] = rule
    if case.names_gone or parts.found(case):
        raise Refused(_("没有删除：还有属实的问题，或者已经删除过。"))
    gone = _("已删除")
    case.respondents = [{"n": row["n"], "name": gone, "post": "", "person": None} for row in case.respondents]
    case.names_gone = True
