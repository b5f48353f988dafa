"""Acts that have nothing to do now: a page does not offer them, and their door says why."""

from processes.investigation import hearing, parts
from workflows import sittings
from workflows.defence import readers
from workflows.models import Service

SIGNING = ("sign_record", "amend_record", "note_signature")
DEFENDING = ("record_defence", "answer_defence", "release_evidence")
MEETING = ("convene", "vote_on_outcome")


def idle(case, name, user):
    """Whether `name` waits for something else first, or is over."""
    if name == "acknowledge":
        return not Service.objects.filter(case=case, person=user, read_at=None).exists()
    if name in MEETING and case.stage == "concluded":
        return not parts.serious(case) or name == "vote_on_outcome" and not sittings.current(case, "planned")
    if name == "sign_interview":
        return not any(not row.get("signed") for row in case.interviews)
    if name == "take_statement":
        return not hearing.outside(case)
    if name == "show_facts":
        return not parts.accounts(case)
    if name in DEFENDING:
        return not readers.rounds(case)
    return _after(case, name)


def _after(case, name):
    if name == "note_withdrawal":
        return bool(case.taken_back)
    if name == "answer_clarification":
        return not readers.clarifications(case)
    if name == "answer_objection_of":
        return not case.objection or bool(case.objection_answer)
    return name == "issue_clarification" and all(row.get("finding") != "false" for row in case.allegations)
