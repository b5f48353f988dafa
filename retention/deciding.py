"""The end of a term is a reminder. What is destroyed was appraised by an archivist and approved by somebody else."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from intake.conversation import IDENTITY
from intake.models import Report
from ledger import append
from people import clock, roles
from people.errors import NotDone
from policy import rules as policy
from policy.archives import APPROVERS, ARCHIVISTS
from retention import items, terms
from retention.models import Appraisal, Hold, Tombstone
from vault import marks, safes
from workflows import moves
from workflows.errors import Refused
from workflows.models import Case

# What a case does with itself, through the one door.
BY_CASE = {terms.CASE: "destroy", terms.NAMES: "forget_names"}
HOLDERS = ARCHIVISTS | APPROVERS | {"discipline_liaison"}


def plays(user, wanted):
    """Whether a person holds one of the roles and does not administer the system."""
    return bool(roles.roles_of(user) & wanted) and not policy.is_admin(user)


def _entitled(user, wanted):
    if not plays(user, wanted):
        raise NotDone(_("没有办理：这一步不由你办理。到期鉴定由档案员提出，由部领导批准。"))


def _reasoned(why):
    if len(why.strip()) < 5:
        raise NotDone(_("没有办理：请写明理由，至少 5 个字。"))
    return why.strip()[:500]


@transaction.atomic
def hold(by, uid, number, reason):
    """Stop every destruction of a matter until the hold ends."""
    _entitled(by, HOLDERS)
    try:
        with transaction.atomic():
            made = Hold.objects.create(uid=uid, number=number, reason=_reasoned(reason), by=by, at=clock.now())
    except IntegrityError:
        raise NotDone(_("没有办理：这件已经冻结。")) from None
    _event("retention_held", by, number, private={"why": made.reason})
    return made


@transaction.atomic
def release(by, made, why):
    """End a hold. Whoever set it may not be the only one to end it: another person does."""
    _entitled(by, HOLDERS)
    if made.by_id == by.pk:
        raise NotDone(_("没有解除：冻结由另一人解除。请有权的其他人员办理。"))
    if not Hold.objects.filter(pk=made.pk, ended_at=None).update(ended_by=by, ended_at=clock.now()):
        raise NotDone(_("没有解除：这项冻结已经解除。"))
    _event("retention_released", by, made.number, private={"why": _reasoned(why)})


@transaction.atomic
def propose(by, what, uid, outcome, why, keep_until=None):
    """The archivist's appraisal of something whose term is over."""
    _entitled(by, ARCHIVISTS)
    item = _over(what, uid, by)
    if outcome == "keep" and not (keep_until and keep_until > clock.today()):
        raise NotDone(_("没有提出：继续保存的，请写明保存到哪一天。"))
    try:
        with transaction.atomic():
            made = Appraisal.objects.create(
                uid=uid, what=what, number=item.number, rule=item.rule, due_on=item.due_on, outcome=outcome,
                keep_until=keep_until if outcome == "keep" else None, why=_reasoned(why), by=by, at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise NotDone(_("没有提出：这一件已有等待批准的鉴定。")) from None
    _event("appraised", by, item.number, what=what, outcome=outcome, rule=item.rule, private={"why": made.why})
    return made


def _over(what, uid, user=None):
    item = items.find(what, uid, user)
    if item is None:
        raise NotDone(_("没有办理：保管期限还没有到，或已经处理过。请刷新页面后再看。"))
    if item.held:
        raise NotDone(_("没有办理：这件已冻结，冻结解除前不能鉴定和销毁。"))
    if item.unread:
        raise NotDone(_("没有办理：反映人有新的补充还没有人看。请先由受理员查看。"))
    return item


@transaction.atomic
def decide(by, made, approved, why=""):
    """Somebody else approves or refuses. An approved destruction happens now, if everything still is as appraised."""
    _entitled(by, APPROVERS)
    made = Appraisal.objects.select_for_update(of=("self",)).select_related("by").get(pk=made.pk)
    if made.by_id == by.pk:
        raise NotDone(_("没有办理：提出和批准须是两个人。"))
    if made.state != Appraisal.State.PROPOSED:
        raise NotDone(_("没有办理：这项鉴定已经有结论。"))
    if not approved:
        _reasoned(why)
    made.state = Appraisal.State.APPROVED if approved else Appraisal.State.REFUSED
    made.decided_by, made.decided_at, made.answer = by, clock.now(), why.strip()[:500]
    made.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    kind = "appraisal_approved" if approved else "appraisal_refused"
    _event(kind, by, made.number, what=made.what, outcome=made.outcome)
    if approved and made.outcome == Appraisal.Outcome.DESTROY:
        _destroyed(by, made, _over(made.what, made.uid, by))
    return made


def _destroyed(by, made, item):
    """The stone is set before what it stands for goes; both or neither."""
    Tombstone.objects.create(
        uid=made.uid, what=made.what, number=made.number, began_on=item.began_on, ended_on=item.ended_on,
        rule=made.rule, proposed_by=str(made.by), approved_by=str(by), on=clock.today(),
    )  # fmt: skip
    _event("destroyed", by, made.number, what=made.what, rule=made.rule, proposed_by=made.by_id)
    if made.what in BY_CASE:
        _by_case(made)
        return
    if made.what == terms.IDENTITY:
        safes.destroy(made.uid, IDENTITY)
        safes.destroy(made.uid, marks.PART)
        return
    safes.destroy(made.uid)
    Report.objects.filter(pk=made.uid).delete()


def _by_case(made):
    """Through the one door, as the system; that two decided it stands in the system chain."""
    try:
        moves.act(Case.objects.get(uid=made.uid).own, BY_CASE[made.what], by=roles.system_user(), rule=made.rule)
    except Refused as refused:
        raise NotDone(refused.why) from None


def _event(kind, by, number, private=None, **fields):
    append.system(kind, by=by, at=clock.now(), fields={"number": number} | fields, private=private)
