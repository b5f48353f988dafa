"""The certificate of immunity of an approved work: drafted with the vote, issued with the approval (L3)."""

from people import calendar
from processes.innovation_hearing import parts
from workflows import clock, links, moves, registry
from workflows.models import Case

IMMUNITY, LONGEST = "immunity", 12  # months, unless somebody writes otherwise into the draft
CONDITIONS = (
    "按部务会审定的方案和合规审核意见实施，重大调整先报批。",
    "发现问题立即报告，并在四十八小时内采取补救措施。",
    "如实记录、如实报告，不涉及底线所列情形。",
)


def draft(case, step):
    """What the vote approved gets its draft; one that is there already, from an earlier vote, is kept."""
    if IMMUNITY not in registry.KINDS:
        links.join(step, kind="L3", reason="创新承诺书（拟稿）", intended=IMMUNITY)
        return
    if drafted(case):
        return
    today = clock.today()
    scope = f"按审定方案实施“{case.title}”过程中，在步骤、进度、方法和资源安排方面的探索性失误"
    made = moves.open_case(
        IMMUNITY, licensed=True, by=step.actor, unit=case.owner_unit, title=f"{case.title[:110]}创新承诺书",
        work_ref_id=case.pk, scope=scope, conditions=list(CONDITIONS), holders=_holders(case),
        valid_to=calendar.same_day(today, LONGEST),
    )  # fmt: skip
    links.join(step, kind="L3", reason="创新承诺书（拟稿）", target=made)


def _holders(case):
    """The head of the section and who handed it in."""
    return sorted(parts.proposers(case))


def drafted(case):
    """The certificates that this proposal opened and that are still drafts."""
    return list(Case.objects.filter(links_in__source=case.pk, links_in__kind="L3", kind=IMMUNITY, stage="drafted"))


def issue(case, step):
    """Issued by the minister's own confirmation, once that is written; if it is refused, nothing is confirmed."""
    step.after.append(lambda done: [moves.move(one.own, "issue", by=done.actor) for one in drafted(done.case)])
