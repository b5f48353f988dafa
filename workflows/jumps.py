"""Where a case may jump to, and what stands in the way. Reads only."""

from datetime import datetime

from django.utils.translation import gettext as _

from workflows import trail
from workflows.models import Proposal

KIND = "jump"


def mandatory(facts):
    """Whether nobody may be spared a stage: it says so itself, or a vote is taken in it."""
    return bool(facts.mandatory or facts.signing and (facts.signing.sitting or facts.signing.mode == "vote"))


def targets(case):
    """Stages that the case may jump to: what lies behind it, and what is reached without passing a mandatory stage."""
    rules, here = case.rules, case.stage
    if rules.is_closed(here) or mandatory(rules.stages[here]):
        return []
    behind = {visit.stage for visit in trail.known(case)}
    free, waiting = set(), [here]
    while waiting:
        stage = waiting.pop()
        if stage in free or stage != here and mandatory(rules.stages[stage]):
            continue
        free.add(stage)
        waiting += [to for source, _name, to in rules.edges if source == stage]
    reached = free | {to for source, _name, to in rules.edges if source in free}  # it may stop at a mandatory one
    return [stage for stage in rules.stages if stage in behind | reached and stage != here and _open(rules, stage)]


def _open(rules, stage):
    return not rules.is_closed(stage)


def why_not(case, to):
    """Why the case may not jump there."""
    if mandatory(case.rules.stages[case.stage]):
        return _("没有办理：本环节是必经环节，不能跳过。请按本环节的办理方式完成。")
    if to not in case.rules.stages or to == case.stage or case.rules.is_closed(to):
        return _("没有办理：不能跳到这个环节。")
    return _("没有办理：中间有必经环节（陈述申辩、法制审核、表决、送达等），不能跳过。")


def pending(case):
    """The proposal that waits to be decided, or None."""
    return Proposal.objects.filter(case=case.pk, code=KIND, outcome="").first()


def stands(case, proposal):
    """Whether the case is still where it was when this was proposed."""
    same = proposal.data["from"] == case.stage
    return same and datetime.fromisoformat(proposal.data["since"]) == case.stage_since
