"""What others may ask of accountability, and what it takes up when another case means it (L5, L7)."""

from processes.accountability.models import Accountability
from processes.accountability.words import ENDS
from workflows import assign, moves
from workflows.answers import answers
from workflows.links import takes_up


@answers("accountability.open_on", to=("immunity", "admonition", "investigation", "award", "innovation_hearing"))
def open_on(work):
    """[{number, stage}] of what is open on a piece of work; nobody is named."""
    found = Accountability.objects.filter(work_ref=work.pk).exclude(stage__in=ENDS).order_by("pk")
    return [{"number": case.number, "stage": case.stage} for case in found]


@takes_up("accountability")
def propose(step, reason, about=None):
    """Another case means it: it is proposed, with nobody's name but that of whom the other was about."""
    source = step.case
    named = source.players("respondent") if assign.bound(source, "respondent") else []
    about = about or (named[0] if len(named) == 1 else None)
    whom = {"respondent_id": about} if about else {"object_kind": "unit"} if source.owner_unit_id else {}
    officers = source.players("case_officer") if assign.bound(source, "case_officer") else []
    # Whoever decided there decides here, too: somebody else proposes.
    by = officers[0] if officers and officers[0] not in named else step.actor
    return moves.open_case(
        "accountability", licensed=True, by=by, unit=source.owner_unit, title=f"责任追究建议（来源：{source}）"[:120],
        trigger_case_id=source.pk, clue=f"{reason}。来源事项：{source}。", **whom,
    )  # fmt: skip
