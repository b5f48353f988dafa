"""What happens when accountability is proposed, by a person or by an effect of another case (L5, L7)."""

from django.utils.translation import gettext as _

from processes.accountability.choices import Object, Trigger
from workflows import handing, links, numbers
from workflows.errors import Refused

TRIGGERS = {
    "inspection": Trigger.INSPECTION, "investigation": Trigger.INVESTIGATION, "task_project": Trigger.PROJECT,
    "consultation": Trigger.CONSULTATION,
}  # fmt: skip
LINKS = {"inspection": "L5", "investigation": "L7"}
WORKS = ("innovation_hearing", "task_project")  # what a certificate of immunity may cover (L8)


def check(case, step):
    """A number, what the case came from, and no more open than it must be."""
    if not case.title.strip():
        raise Refused(_("没有标题，没有提出。请用一句话写明是什么事。"), "title")
    case.number = case.number or numbers.take(case.process.series, step.at)
    numbers.reserve(case.number)
    case.classification = "sealed" if case.classification == "sealed" else "restricted"
    by_hand = bool(case.trigger)
    case.trigger = case.trigger or TRIGGERS.get(case.trigger_case.kind if case.trigger_case_id else "", "")
    if case.object_kind == Object.UNIT and not case.respondent_unit_id:
        case.respondent_unit_id = case.owner_unit_id
    # Whoever opens from another process knows what it came from; people name the work themselves.
    if case.trigger_case_id and not case.work_ref_id and case.trigger_case.kind in WORKS:
        case.work_ref_id = case.trigger_case_id
    step.after.append(join_work)
    if by_hand:  # an effect of another case joins the two itself
        step.after.append(join_origin)
    elif not case.respondent_id:
        handing.give(step, "opened_by")  # opened by another case, which names nobody: somebody completes it


def join_origin(step):
    """The case is joined to what it came from."""
    case = step.case
    if case.trigger_case_id:
        kind = LINKS.get(case.trigger_case.kind, "P06")
        links.begin(step, case.trigger_case_id, kind=kind, reason="责任追究的来源事项")


def join_work(step):
    """The case is joined to the work on whose certificates and dissent must be looked up (L8)."""
    if step.case.work_ref_id:
        reason = "责任追究涉及的工作，决定前核对承诺书和保留意见"
        links.look_up(step, step.case.work_ref_id, kind="L8", reason=reason)
