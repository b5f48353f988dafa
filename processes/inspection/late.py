"""An objection after the term (F09): heard if the unit had a reason to be late, decided by those who review.

Nothing of it is lost: it stands in the case until it is decided, the archive waits for it, and an archived case comes
back for it.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from people import roles
from processes.inspection import guards_after, limits, parts, saying
from processes.inspection.choices import Late
from processes.inspection.rows import LateObjection, Objection
from processes.inspection.words import REVIEWER, Stage
from workflows import due, handing
from workflows.declare import OURS, Term
from workflows.registry import effect, guard
from workflows.step import moment
from workflows.store.orm import keep_moment

MOVES = ("object_late", "admit_late", "refuse_late")
DECIDED_IN = Term(n=5, unit="wd", start="late", clause=OURS)


def way_out():
    """Where somebody goes for whom the term is over."""
    return _("有正当理由的，请用“申请逾期复核”写明迟到的原因，由没有参加督查的复核人员决定是否受理。")


def last_day(case):
    """The last moment for an objection in time; None before the conclusion is served."""
    served = case.moments_known().get("served")
    return due.of_term(case.rules.find(Stage.ISSUED, "file_objection").term, served).due if served else None


def open_ones(case):
    """Late objections that nobody has decided."""
    return case.late.filter(decision="")


def idle(case, name):
    """Whether there is nothing to ask for late yet, or nothing to decide."""
    if name == "object_late":
        last = last_day(case)
        return not last or moment(None) <= last
    return not open_ones(case).exists()


def enter_points(case, points, *, by, at):
    """Each finding objected to is a point of its own."""
    for no, text in points.items():
        finding = case.findings.get(no=int(no))
        Objection.objects.create(
            case=case, no=parts.next_no(case.objections), finding=finding, unit_id=finding.unit_id,
            text=saying.clean(text.strip()), by=by, at=at,
        )  # fmt: skip


@guard("inspection.comes_late")
def comes_late(case, step):
    """Only after the term: before, an objection needs no permission."""
    last = last_day(case)
    if last and moment(step) > last:
        return ""
    day = timezone.localtime(last).strftime("%Y-%m-%d") if last else ""
    return _("没有提出：申请复核的期限还没有过（最后一天 %s），不需要说明迟到的原因。请直接申请复核。") % day


@guard("inspection.late_with_reason")
def late_with_reason(case, step):
    """Why it comes late, and one matter of a unit at a time."""
    if step is None:
        return ""
    if len((step.answers.get("why") or "").strip()) < limits.NOTE:
        return _("没有提出：请写明迟到的原因，至少 10 个字，例如何时送达、什么事由耽误、何时消除。")
    if open_ones(case).filter(unit__in=roles.heads(step.actor)).exists():
        return _("没有提出：本单位的逾期申请已经收到，正等待决定。请等决定以后再办。")
    return guards_after.why_not_points(case, step.actor, step.answers.get("points"))


@guard("inspection.late_has_reviewers")
def late_has_reviewers(case, step):
    """Somebody who did not inspect can decide it."""
    if case.players(REVIEWER):
        return ""
    return _("没有提出：还没有可以决定的复核人员。请系统管理员先指定一名没有参加督查的复核人员。")


@guard("inspection.late_asked")
def late_asked(case, step):
    """There is something to decide, and it is the one meant."""
    rows = open_ones(case)
    if not rows.exists():
        return _("没有待决定的逾期申请，没有改动。请刷新页面核对。")
    if step is None or rows.filter(no=_meant(step)).exists():
        return ""
    return _("没有决定：所选的逾期申请已经决定，或不在本事项中。请刷新页面重新选择。")


@guard("inspection.reviews_apart")
def reviews_apart(case, step):
    """Whoever drew the conclusion does not decide whether it is looked at again."""
    return guards_after.reviewer_apart(case, step)


@guard("inspection.late_decided")
def late_decided(case, step):
    """No review ends and nothing is archived while a late objection waits."""
    left = open_ones(case).count()
    return _("还有 %d 项逾期复核申请没有决定。请复核人员先决定是否受理。") % left if left else ""


def _meant(step):
    no = str(step.answers.get("asked") or "")
    return int(no) if no.isdecimal() else 0


@effect("inspection.take_late")
def take_late(case, step):
    """It is kept as it was written; those who review have it before them."""
    points, why = step.answers["points"], saying.clean(step.answers["why"].strip(), "why")
    first = case.findings.get(no=int(min(points, key=int)))
    texts = {str(no): saying.clean(text.strip()) for no, text in points.items()}
    row = LateObjection.objects.create(
        case=case, no=parts.next_no(case.late), unit_id=first.unit_id, points=texts, why=why, by=step.actor, at=step.at
    )
    step.fields |= {"asked": row.no, "findings": sorted(map(int, points))}
    step.private |= {"points": texts, "why": why}
    last = due.of_term(DECIDED_IN, step.at).due
    keep_moment(case, "objection_term_end", max(case.moments_known()["objection_term_end"], last))
    waiting = case.task_set.filter(status="ASSIGNED", stage=case.stage, role=REVIEWER)
    if case.stage == Stage.ISSUED and not waiting.exists():  # in a review they have work already
        handing.give(step, REVIEWER, term=DECIDED_IN, start=step.at)
    step.tell("inspection.late_asked", case.players(REVIEWER))


@effect("inspection.hear_late")
def hear_late(case, step):
    """Its points join the review as the unit wrote them."""
    row = _decide(case, step, Late.ADMITTED)
    enter_points(case, row.points, by=row.by, at=step.at)
    step.tell("inspection.late_admitted", parts.heads_of([row.unit_id]))


@effect("inspection.leave_late")
def leave_late(case, step):
    """It is not heard; the unit is told why."""
    row = _decide(case, step, Late.REFUSED)
    if case.stage == Stage.ISSUED and not open_ones(case).exists():
        handing.done(step, REVIEWER)
    step.tell("inspection.late_refused", parts.heads_of([row.unit_id]), reason=step.reason[:200])


def _decide(case, step, decision):
    row = case.late.get(no=_meant(step))
    row.decision, row.reason, row.decided_by, row.decided_at = decision, step.reason, step.actor, step.at
    row.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    step.fields |= {"asked": row.no, "findings": sorted(map(int, row.points))}
    step.decision = decision
    return row
