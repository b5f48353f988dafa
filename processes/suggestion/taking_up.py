"""L7: what an investigation found wrong with the system, not with a person, becomes a suggestion like any other."""

from processes.suggestion.choices import Channel, Signed
from workflows import assign, moves
from workflows.links import takes_up

# Stored, so not in the language of whoever acts.
TITLE, ROLE = "核查工作中发现的制度问题", "核查工作中提出"


@takes_up("suggestion")
def take_up(step, reason, content=""):
    """Whoever looked into it makes the suggestion, and the office takes it in; of the case nothing comes along."""
    source = step.case
    officers = source.players("case_officer") if assign.bound(source, "case_officer") else []
    return moves.open_case(
        "suggestion", licensed=True, by=officers[0] if officers else step.actor, title=TITLE, submitter_role=ROLE,
        channel=Channel.SUPERVISOR, submitter_kind=Signed.WITHHELD, content=content or reason,
    )  # fmt: skip
