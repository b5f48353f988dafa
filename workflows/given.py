"""Work that somebody gave to another: whose it was, who has it, whether it can be taken back. Reads only."""

from django.utils.translation import gettext as _

from people.memo import once
from workflows.models import Draft, Sitting, WorkItem
from workflows.open_work import at_work

WAYS = ("transfer", "delegate")  # WorkItem.asked
DEEP = 3  # so often in a row
WAITS = "delegated"  # WorkItem.held


@once
def passed(case):
    """Open work of this stage that its holder has from somebody else, with whom it is from."""
    found = [item.pk for item in at_work(case) if item.asked in WAYS and item.stage == case.stage]
    return list(WorkItem.objects.filter(pk__in=found).select_related("owner", "parent__owner")) if found else []


def givers(case):
    """Ids of those who gave work away that is still open."""
    return list(dict.fromkeys(item.parent.owner_id for item in passed(case)))


def by(case, person):
    """What `person` (an id) gave away and is still open."""
    return [item for item in passed(case) if item.parent.owner_id == person]


def why_kept(case, item):
    """Why the giver cannot have an item back, or "": who has it has begun."""
    if Draft.objects.filter(case=case, person=item.owner_id, saved_at__gte=item.created).exists():
        return _("没有收回：%s已经开始办理。需要收回的，请直接联系。") % item.owner.name
    if item.kind == "sign" and item.signing.settled_at:
        return _("没有收回：本次会签已有结果。请查看事项页。")
    return ""


def why_not(case, person, roles):
    """Why `person` (an id) does not act by these roles now, or "": they gave that work away."""
    if not at_work_passed(case):
        return ""
    item = next((one for one in by(case, person) if one.parent.role in roles), None)
    if item is None:
        return ""
    if item.asked == "delegate":
        return _("这项工作正在等%s的意见，这一步没有办理。需要马上办的，请先收回。") % item.owner.name
    return _("你已把这项工作转给%s，这一步没有办理。需要自己办的，请先收回。") % item.owner.name


def at_work_passed(case):
    """Whether anything here was given away at all; most cases are done with after this."""
    return any(item.asked in WAYS for item in at_work(case))


def depth(item):
    """How often an item was handed on in the same way before it came here."""
    found, way = 0, item.asked
    while item is not None and item.asked == way and way:
        found, item = found + 1, item.parent
    return found


def voting(case):
    """Whether a vote is being taken now: then nobody changes who takes part."""
    return Sitting.objects.filter(case=case, state="open", signing__settled_at=None).exclude(signing=None).exists()
