"""Acts and moves that have nothing to do now: a page does not offer them, and their door says why."""

from people import roles
from processes.admonition import complaints
from processes.admonition.choices import Measure
from processes.admonition.words import COUNTY
from workflows.models import Service


def idle(case, name, user):
    """Whether `name` waits for something else first, or is over."""
    check = CHECKS.get(name)
    return bool(check and check(case, user))


def _approving(case, user):
    """An admonition is approved by the county committee's record, the others by the minister."""
    county = COUNTY in roles.roles_of(user)
    return county != case.admonishes or case.admonishes and not case.concurred_at


def _served(case, user):
    return not Service.objects.filter(case=case, person=user.pk, read_at=None).exists()


def _unserved(case, user):
    return not Service.objects.filter(case=case, person=case.respondent_id, read_at=None).exists()


def _unsigned(case, user):
    """Of an inquiry the person hands in what the unit's leader has signed."""
    return case.measure == Measure.INQUIRE and user.pk == case.respondent_id and not case.countersigned_at


def _waits(kind):
    def check(case, user):
        row = complaints.pending(case)
        return not row or row["kind"] != kind

    return check


def _reviewable(case, user):
    row = case.complaints[-1] if case.complaints else None
    return not row or row["kind"] == "review" or row["ruling"] != "kept"


CHECKS = {
    "approve": _approving,
    "concur_admonition": lambda case, user: not case.admonishes or bool(case.concurred_at),
    "decline_consent": lambda case, user: not case.concurred_at,
    "review_proposal": lambda case, user: bool(case.reviewed_at),
    "give_legal_opinion": lambda case, user: not case.admonishes or bool(case.legal_at),
    "take_facts": lambda case, user: not case.source_id,
    "look_up": lambda case, user: not case.work_failure,
    "hold_talk": lambda case, user: not case.by_talk,
    "acknowledge": _served,
    "serve_on_paper": _unserved,
    "write_reply": lambda case, user: case.measure != Measure.INQUIRE,
    "give_reply": _unsigned,
    "countersign_reply": lambda case, user: not case.written_at or bool(case.countersigned_at),
    "complain": lambda case, user: not case.admonishes or not case.told_at or bool(case.complaints),
    "answer_complaint": _waits("complaint"),
    "ask_review": _reviewable,
    "review_complaint": _waits("review"),
}
