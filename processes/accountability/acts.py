"""Work inside a stage that only accountability knows: the inquiry, the facts, a hearing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from processes.accountability import brackets, checking, limits, parts
from processes.accountability.choices import Form
from workflows.errors import Refused
from workflows.registry import act
from workflows.store.orm import keep_moment
from workflows.wording import act_label

act_label("log_inquiry", gettext_lazy("登记调查经过"))
act_label("settle_facts", gettext_lazy("核定事实"))
act_label("report_suspicion", gettext_lazy("登记涉嫌违纪违法情况"))
act_label("ask_hearing", gettext_lazy("申请听证"))
act_label("log_hearing", gettext_lazy("登记听证笔录"))


def demand(label, text, span, name=""):
    """The text without its edges; Refused if it is too short or too long."""
    if why := limits.fault(label, text, span):
        raise Refused(_("没有保存：%s。请修改后再提交。") % why, name)
    return text.strip()


@act("log_inquiry")
def log_inquiry(case, step, *, held_on, way, people, text, who=""):
    """One step of the inquiry: who of the team took it, with whom they spoke, what was found."""
    ids = list(dict.fromkeys(parts.pks(people)))
    team = {case.officer_id, *case.investigators}
    if len(ids) < parts.TEAM or not set(ids) <= team:
        raise Refused(_("没有保存：调查须由本案两名以上调查人员进行。请核对参加人员。"), "people")
    if held_on > step.at.astimezone().date():
        raise Refused(_("没有保存：调查日期在今天以后。请核对日期。"), "held_on")
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    row = {
        "on": held_on.isoformat(), "way": way.strip(), "people": ids, "names": [names[pk] for pk in ids],
        "who": who.strip(), "text": demand(_("调查情况"), text, limits.REASON, "text"),
    }  # fmt: skip
    case.records = [*case.records, row]
    step.fields["record"] = len(case.records)


@act("settle_facts")
def settle_facts(case, step, *, fact_text, evidence_list, basis, intended_form):
    """The facts as they will be shown, the evidence, the ground, and what they may lead to at the most."""
    checking.source_facts(case, step)  # where they come from another case, the question stands in the history (F21)
    case.fact_text = demand(_("认定的事实"), fact_text, limits.FACTS, "fact_text")
    case.evidence_list = demand(_("证据目录"), evidence_list, limits.EVIDENCE, "evidence_list")
    case.basis = demand(_("拟适用的依据"), basis, limits.BASIS, "basis")
    if intended_form not in brackets.forms(case.object_kind):
        raise Refused(_("没有保存：这种方式不适用于本事项的对象。请重新选择。"), "intended_form")
    if intended_form == Form.SANCTION:
        raise Refused(
            _("没有保存：纪律处分不由本部门决定。请登记涉嫌违纪的情况，由部长移送纪委监委。"), "intended_form"
        )
    case.intended_form = intended_form


@act("report_suspicion")
def report_suspicion(case, step, *, text):
    """Discipline or crime is suspected: five working days from now for the minister to transfer it."""
    case.suspicion = demand(_("涉嫌违纪违法的情况"), text, limits.REASON, "text")
    keep_moment(case, "found", step.at)
    step.tell("accountability.suspected", case.players("minister"))


@act("ask_hearing")
def ask_hearing(case, step, *, text):
    """The person asks for a hearing where an adjustment or a public criticism is meant."""
    if case.intended_form not in (Form.ADJUSTMENT, Form.REORGANISATION, Form.CIRCULAR):
        raise Refused(_("没有受理：拟采用的方式不属于可以申请听证的情形。你仍可以书面或当面陈述申辩。"))
    if case.hearing:
        raise Refused(_("已经申请过听证，没有重复记入。请等待听证安排。"))
    case.hearing = {"asked": demand(_("申请理由"), text, limits.REASON, "text"), "at": step.at.isoformat()}
    step.tell("accountability.hearing_asked", case.players("case_officer"))


@act("log_hearing")
def log_hearing(case, step, *, held_on, text):
    """What was said in the hearing that the person asked for."""
    if not case.hearing or case.hearing.get("record"):
        raise Refused(_("没有待举行的听证，没有登记。请刷新页面核对。"))
    if held_on > step.at.astimezone().date():
        raise Refused(_("没有保存：听证日期在今天以后。请核对日期。"), "held_on")
    record = demand(_("听证笔录"), text, limits.REASON, "text")
    case.hearing = case.hearing | {"on": held_on.isoformat(), "record": record}
