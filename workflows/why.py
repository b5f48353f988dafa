"""Why a work item reached this person, in the reader's language. Reads only; a list of rows asks for no statement."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import mandates
from workflows import naming
from workflows.models.work import BESIDE

# How it came, if not by the role alone: WorkItem.asked → words.
ASKED = {
    "familiar": gettext_lazy("此前由你办理"),
    "superior": gettext_lazy("发起人不审批自己的事项"),
    "unit_head": gettext_lazy("发起人不审批自己的事项"),
    "fallback": gettext_lazy("原定岗位没有人"),
    "unit_above": gettext_lazy("本单位没有人担任"),
    "left": gettext_lazy("离任人员交接给你"),
    "recused": gettext_lazy("接替回避的人员"),
    "transfer": gettext_lazy("转办给你"),
    "recall": gettext_lazy("由你收回"),
    "before": gettext_lazy("前加签"),
    "beside": gettext_lazy("并加签"),
    "after": gettext_lazy("后加签"),
}


def words(code, said):
    """State the words for a way in which work is handed on; the acts that do so call this when they register."""
    ASKED[code] = said


def short(row):
    """The fact about its owner that brought an item there, for a list; `row` as `workflows.inbox` reads it."""
    role = (
        _("会议成员") if row["kind"] == "seat" else naming.label(row["role"], row["case_kind"]) if row["role"] else ""
    )
    how = str(ASKED.get(row["asked"], ""))
    return _("%(role)s，%(how)s") % {"role": role, "how": how} if role and how else role or how


def acting(lent, name):
    """For whom the reader acts, and until when."""
    said = {"name": name, "day": formats.date_format(lent.until, "MONTH_DAY_FORMAT")}
    return (_("代%(name)s（外出至 %(day)s）") if lent.away else _("代%(name)s（委托至 %(day)s）")) % said


def sentence(item, user):
    """Why the reader finds an open item; "" if it is neither theirs nor lent to them."""
    row = {"kind": item.kind, "role": item.role, "case_kind": item.case_kind, "asked": item.asked}
    said = short(row)
    if item.owner_id == user.pk:
        done = item.kind not in (*BESIDE, "delegate")  # these are read or answered, not taken over
        handed = done and item.parent_id and item.asked and item.parent.owner_id != item.owner_id
        who = _("（原由%s办理）") % item.parent.owner.name if handed else ""
        return _("因为你是%(why)s%(who)s。") % {"why": said, "who": who} if said else ""
    lent = next((one for one in mandates.lent_to(user, item.case_kind) if one.principal == item.owner_id), None)
    if lent is None:
        return ""
    return _("你在%(acting)s办理，因为他是%(why)s。") % {"acting": acting(lent, item.owner.name), "why": said}
