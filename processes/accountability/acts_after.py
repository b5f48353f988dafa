"""Work after the decision: self-criticism, the panel of an appeal, staying execution, the talk, the legal opinion."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.accountability import brackets, guards_after, lifting, limits, panels, parts
from processes.accountability.acts import demand
from processes.accountability.acts_weighing import unvoted
from workflows import handing
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("hand_in_criticism", gettext_lazy("提交书面检讨"))
act_label("record_criticism", gettext_lazy("登记纸质检讨"))
act_label("form_panel", gettext_lazy("组成复核组"))
act_label("stay_execution", gettext_lazy("决定停止执行"))
act_label("propose_finding", gettext_lazy("提出复核意见"))
act_label("log_effect_talk", gettext_lazy("登记回访谈话"))
act_label("ask_correction_opinion", gettext_lazy("征求合规审核意见"))
act_label("give_correction_opinion", gettext_lazy("出具合规审核意见"))


@act("hand_in_criticism")
def hand_in_criticism(case, step, *, text):
    """The person hands in the self-criticism."""
    _criticism(case, step, text)


@act("record_criticism")
def record_criticism(case, step, *, text, note):
    """A self-criticism that came on paper, taken in as it stands (F28)."""
    step.reason = demand(_("登记说明"), note, limits.REASON, "note")
    _criticism(case, step, text)


def _criticism(case, step, text):
    if case.self_criticism:
        raise Refused(_("书面检讨已经收到，没有重复登记。需要补充的，请作为材料添加。"))
    case.self_criticism = demand(_("书面检讨"), text, limits.CRITICISM, "text")
    step.tell("accountability.criticism", case.players("archivist"))


@act("form_panel")
def form_panel(case, step, *, people, starts_at, place):
    """At least three who have touched nothing of the matter are called to a sitting of their own (F08)."""
    if case.signings.filter(stage=case.stage, opened_at__gte=case.stage_since, settled_at=None).exists():
        raise Refused(_("复核组没有调整：表决正在进行。请等表决结束。"))
    if why := panels.fault(case, people):
        raise Refused(why, "people")
    handing.take_back(step, "appeal_officer")
    case.panel = list(dict.fromkeys(parts.pks(people)))
    panels.call(case, step, starts_at, place)
    handing.done(step, "office")
    term = case.rules.find("appeal", "uphold").term
    handing.give(step, "appeal_officer", term=term, start=case.stage_since)


@act("stay_execution")
def stay_execution(case, step, *, reason):
    """The minister stays the execution while the appeal is heard: the effect stands still until it is decided."""
    if case.stayed:
        raise Refused(_("已经决定停止执行，没有重复记入。"))
    why = demand(_("理由"), reason, limits.REASON, "reason")
    case.stayed = {"reason": why, "at": step.at.isoformat(), "by": step.actor.name}
    lifting.lift(case, step)
    step.tell("accountability.stayed", [*case.players("archivist"), *case.players("case_officer")])


@act("propose_finding")
def propose_finding(case, step, *, outcome, reasons, fault="", form=""):
    """What the panel will vote on: upheld, revoked, or changed to something lighter, with reasons."""
    unvoted(case)
    why = demand(_("理由"), reasons, limits.REASON, "reasons")
    if outcome not in ("uphold", "revoke"):
        raise Refused(_("没有保存：还没有选择维持，还是撤销或变更。请选择。"), "outcome")
    if outcome == "revoke" and not fault:
        raise Refused(_("没有保存：撤销或变更须写明原决定错在哪里。请选择情形。"), "fault")
    changed = form if outcome == "revoke" else ""
    kind = case.object_kind
    if changed and brackets.severity(changed, kind) >= brackets.severity(case.form, kind):
        raise Refused(guards_after.heavier(), "form")
    case.finding = {
        "outcome": outcome, "fault": fault, "form": changed, "reasons": why, "by": step.actor.name,
        "at": step.at.isoformat(),
    }  # fmt: skip


@act("log_effect_talk")
def log_effect_talk(case, step, *, held_on, people, text):
    """Two talk to the person before the effect ends; what was said is kept."""
    if held_on > step.at.astimezone().date():
        raise Refused(_("没有保存：谈话日期在今天以后。请核对日期。"), "held_on")
    names = demand(_("谈话人"), people, (2, 100), "people")
    case.talk = {"on": held_on.isoformat(), "people": names, "text": demand(_("谈话情况"), text, limits.REASON, "text")}


@act("ask_correction_opinion")
def ask_correction_opinion(case, step, *, reason):
    """The minister thinks that an error was made and asks the legal reviewer."""
    step.reason = demand(_("疑有错误之处"), reason, limits.REASON, "reason")
    handing.take_back(step, "legal_reviewer")
    handing.give(step, "legal_reviewer")


@act("give_correction_opinion")
def give_correction_opinion(case, step, *, text):
    """What the legal reviewer says of the error."""
    case.legal_opinion = demand(_("合规审核意见"), text, limits.REASON, "text")
    handing.done(step, "legal_reviewer")
    step.tell("accountability.reviewed", case.players("minister"))
