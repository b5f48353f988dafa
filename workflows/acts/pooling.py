"""候领: work that reached several people is claimed by one, who works alone until it is released."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.memo import once
from workflows.declare import MAY
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("claim", gettext_lazy("领取"))
act_label("release", gettext_lazy("放回待领"))
CLAIMED = "claimed"


def pool(case):
    """Undone work of this stage that the holders of a post share."""
    return case.task_set.filter(stage=case.stage, kind="move", status__in=("ASSIGNED", "SCHEDULED"))


@once
def claimant(case):
    """The work item of whoever has claimed the work of this stage, or None."""
    return pool(case).filter(claimed_at__isnull=False, status="ASSIGNED").select_related("owner").first()


@act("claim")
def claim(case, step):
    """Take the work: the others need not do it while it is claimed."""
    taken = claimant(case)
    if taken:
        raise Refused(_("没有领取：%s已经领取。需要由你办理的，请对方先放回待领。") % taken.owner.name)
    mine = pool(case).filter(owner=step.holder_id, status="ASSIGNED")
    if not case.rules.stages[case.stage].pool or not mine.update(claimed_at=step.at):
        raise Refused(_("没有领取：这里没有你可以领取的待办。请刷新页面查看。"))
    others = pool(case).filter(status="ASSIGNED", claimed_at=None)
    case.open_items -= others.update(status="SCHEDULED", held=CLAIMED)


@act("release")
def release(case, step):
    """Put the work back: everybody whom it had reached may claim it again."""
    taken = claimant(case)
    if not taken:
        raise Refused(_("没有放回：这件待办还没有人领取，可以直接领取。"))
    pool(case).filter(pk=taken.pk).update(claimed_at=None)
    back = pool(case).filter(status="SCHEDULED", held=CLAIMED)
    step.tell("work.assigned", list(back.values_list("owner", flat=True)), stage=case.stage)
    case.open_items += back.update(status="ASSIGNED", held="")


def _claimable(case, user):
    """Whether a page offers to claim: the work reached this person, nobody has claimed it, others have it too."""
    if claimant(case):
        return False
    owners = set(pool(case).filter(status="ASSIGNED").values_list("owner", flat=True))
    return user.pk in owners and (len(owners) > 1 or case.rules.stages[case.stage].pool != MAY)


def _releasable(case, user):
    """Whether a page offers to put back: this person has claimed it."""
    return getattr(claimant(case), "owner_id", None) == user.pk


class ClaimForm(forms.Form):
    """Nothing is asked but the press."""

    fits = staticmethod(_claimable)


class ReleaseForm(forms.Form):
    """Nothing is asked but the press."""

    fits = staticmethod(_releasable)


def unclaimed(case, holder):
    """Why work of a pool cannot be done by `holder` (an id); "" if they hold the claim."""
    shared = case.rules.stages[case.stage].pool
    if not shared:
        return ""
    taken = claimant(case)
    if taken is None and shared == MAY:
        return ""
    if taken is None:
        return _("没有办理：这件待办还没有领取。请先领取，再办理。")
    if taken.owner_id != holder:
        return _("没有办理：%s已经领取。需要由你办理的，请对方先放回待领。") % taken.owner.name
    return ""
