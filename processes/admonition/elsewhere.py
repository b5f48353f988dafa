"""Where a matter goes that an admonition cannot settle: another process by a link, or an organ outside."""

from processes.admonition.choices import Aim
from workflows.links import join

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
