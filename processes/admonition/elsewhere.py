"""Where a matter comes from and goes to: other processes by links, or an organ outside (L7)."""

from processes.admonition.choices import Aim, Measure
from workflows import moves
from workflows.links import join, takes_up

WORDS = {
    Aim.INVESTIGATION: "需要进一步调查核实", Aim.ACCOUNTABILITY: "没有改正，提请责任追究",
    Aim.TRANSFER: "超出本部门权限，移送有权机关",
}  # stored, as papers are  # fmt: skip
LINK = "L7"


def go(case, step):
    """A proposal that names what is meant: whoever keeps the other process opens it, nothing opens by itself."""
    reason = f"{WORDS[case.aim]}：{case.aim_basis}"[:200]
    join(step, kind=LINK, reason=reason, intended=case.aim)
    step.fields["aim"] = case.aim


@takes_up("admonition")
def take_up(step, reason, about=None):
    """Another case proposes it: the section that keeps that one completes it, and it is reviewed like any other."""
    source = step.case
    whom = {"respondent_id": about} if about else {}
    title = f"根据 {source.number} 提出的事项" if source.number else reason
    return moves.open_case(
        "admonition", licensed=True, by=step.actor, unit=source.owner_unit, source=source, title=title[:120],
        measure=Measure.REMIND, **whom,
    )  # fmt: skip
