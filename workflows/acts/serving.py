"""Service of papers (送达): to whom, how, when read; the served time starts clocks."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.acts import notice
from workflows.acts.common import live_sitting, names, participate
from workflows.defence import receiving
from workflows.errors import Refused
from workflows.models import Service
from workflows.registry import act
from workflows.store.orm import keep_moment
from workflows.wording import act_label

act_label("serve", gettext_lazy("送达材料"))
act_label("serve_on_paper", gettext_lazy("改为书面送达"))
act_label("acknowledge", gettext_lazy("签收材料"))
NEED_RECEIPT = gettext_lazy("书面送达须写明签收人和日期，没有记入。请补充送达回证。")


@act("serve")
def serve(case, step, *, paper, moment="", receipts=None, only=None):
    """Serve papers on the participants of the coming sitting.

    People with an account are served in the application, others on paper with a receipt (`receipts`: seat id →
    text). Once everybody is served, `moment` is the time from which the notice period counts.
    """
    sitting = live_sitting(case)
    if moment and moment not in notice.moments(case):
        raise Refused(_("本环节没有这项送达期限，没有送达。请刷新页面后重试。"))
    seats = [s for s in sitting.seats.all() if not only or s.pk in set(map(int, only))]
    receipts = {int(pk): text for pk, text in (receipts or {}).items()}
    lacking = [s.name for s in seats if not s.person_id and not receipts.get(s.pk, "").strip()]
    if lacking:
        raise Refused(_("%s 没有账号，须书面送达并填写送达回证；材料没有送出。") % "、".join(lacking))
    Service.objects.bulk_create([_row(case, paper, seat, step.at, receipts.get(seat.pk, "")) for seat in seats])
    participate(case, [s.person_id for s in seats], "served")
    if moment and not notice.unserved(case, sitting.seats.all(), paper):
        keep_moment(case, moment, step.at)
        notice.demand(case, sitting.starts_at, step.at)
    step.tell("papers.served", [s.person_id for s in seats if s.person_id], paper=paper)
    step.fields |= {"paper": paper, "to": names(seats)}


def serve_people(case, step, *, paper, people, role="served", moment=""):
    """Serve a paper on people who sit in no meeting; from now on they may see the case or, confined, their room.

    Effects call this. `paper` is a word, or the name of a paper of the process; they then read the issue of that
    moment.
    `moment` is kept once all of them have received it, in the application or on paper: terms count from there, not
    from when it was sent (F07).
    """
    made = [
        Service.objects.create(
            case=case, paper=paper, person=one, name=one.name, way="in_app", served_at=step.at, moment=moment
        )
        for one in people
    ]
    participate(case, [one.pk for one in people], role)
    step.fields["paper"] = paper
    step.private["served_on"] = [one.name for one in people]
    return made


def _row(case, paper, seat, at, receipt):
    way = "in_app" if seat.person_id else "paper"
    return Service(
        case=case, paper=paper, person_id=seat.person_id, name=seat.name, way=way, served_at=at, receipt=receipt
    )


@act("acknowledge")
def acknowledge(case, step, *, service=None):
    """The person served confirms that they have read the papers."""
    mine = Service.objects.filter(case=case, person=step.actor.pk, read_at=None)
    mine = list(mine.filter(pk=service) if service else mine)
    if not mine:
        raise Refused(_("没有待签收的材料，或已经签收。请刷新页面核对。"))
    receiving.received(case, step, mine, step.at)


@act("serve_on_paper")
def serve_on_paper(case, step, *, service, receipt):
    """The fallback when somebody does not read in time: the office serves on paper and notes the receipt."""
    if len(receipt.strip()) < 2:
        raise Refused(NEED_RECEIPT)
    row = Service.objects.filter(case=case, pk=service, read_at=None).first()
    if row is None:
        raise Refused(_("此件已经签收，没有改动。请刷新页面核对。"))
    row.way, row.receipt = "paper", receipt.strip()
    receiving.received(case, step, [row], step.at)
    step.fields |= {"service": service, "receipt": receipt.strip()}
