"""Minutes go round: whoever was there may ask for a correction; the keeper writes them anew or lets them be."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.acts.common import my_seat
from workflows.acts.minutes import open_record
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("amend_record", gettext_lazy("提出修改笔录"))


@act("amend_record")
def amend_record(case, step, *, change):
    """A participant who was present asks for a correction; the words stay in the history, whatever becomes of them."""
    sitting = open_record(case)
    seat = my_seat(sitting, step.actor.pk)
    if not sitting.minutes:
        raise Refused(_("笔录还没有写好，没有记入。请等传阅后再提修改意见。"))
    if not seat.present:
        raise Refused(_("你没有到会，不能修改笔录，没有记入。书面意见请交记录员。"))
    if seat.signed_at or seat.refusal:
        raise Refused(_("你已经签字或拒签，没有记入。要改的，请记录员修改后重新传阅。"))
    if not 4 <= len(change.strip()) <= 1000:
        raise Refused(_("请写明哪里不对、应当怎样写，4 至 1000 字，没有记入。"))
    step.fields |= {"seat": seat.name, "change": change.strip()}
    step.tell("record.amend", keepers(case), who=seat.name)


def keepers(case):
    """Ids of those who may write the minutes in this stage."""
    return {pk for role in case.roles_for("record") or () for pk in case.players(role)}
