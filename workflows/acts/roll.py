"""Who comes and goes while a vote is open: the count follows, so that no vote waits for somebody who cannot vote."""

from django.utils.translation import gettext as _

from workflows import signings
from workflows.acts import voting
from workflows.errors import Refused
from workflows.models import WorkItem


def running(sitting):
    """Whether ballots are being cast."""
    return sitting.state == "open" and sitting.signing_id is not None


def excuse(case, step, seat):
    """A member recused during the vote leaves the denominator; the vote goes on, is settled, or is void (F03)."""
    sitting = seat.sitting
    if running(sitting) and seat.entitled and seat.role != "observer":
        sitting.signing.entitled -= 1
        _take_back(case, step, sitting.signing, [seat])
        _go_on(case, step, sitting)


def change(case, step, sitting, before):
    """Attendance changed during the vote: who left gives the ballot back, who came late gets one."""
    seats = voting.entitled(sitting)
    left = [seat for seat in seats if seat.pk in before and not seat.present]
    late = [seat for seat in seats if seat.pk not in before and seat.present]
    voted = [seat.name for seat in left if seat.ballots.exists()]
    if voted:
        raise Refused(_("%s 已经表决，不能改为未到会，没有登记。") % "、".join(voted))
    _take_back(case, step, sitting.signing, left)
    sitting.signing.waiting += len(late)
    if late:
        voting.give_ballots(case, step, late, sitting.signing)
    _go_on(case, step, sitting)


def _take_back(case, step, row, seats):
    ids = [seat.person_id for seat in seats]
    items = WorkItem.objects.filter(process=case, signing=row, owner__in=ids, status="ASSIGNED")
    gone = items.update(status="CANCELED", finished=step.at)
    row.waiting -= gone
    case.open_items -= gone


def _go_on(case, step, sitting):
    rule, row = case.rules.stages[case.stage].signing, sitting.signing
    present = [seat for seat in voting.entitled(sitting) if seat.present]
    if row.entitled < rule.floor or len(present) < signings.present_needed(rule, row.entitled):
        _void(case, step, sitting)
    elif not row.waiting:
        voting.settle(case, step, sitting, list(sitting.agenda.all()))
    row.save()


def _void(case, step, sitting):
    """Too few are left: this vote counts for nothing, and a new sitting may be called."""
    row = sitting.signing
    items = WorkItem.objects.filter(process=case, signing=row, status="ASSIGNED")
    case.open_items -= items.update(status="CANCELED", finished=step.at)
    row.waiting, row.settled_at = 0, step.at
    sitting.state, sitting.closed_at = "adjourned", step.at
    sitting.save(update_fields=["state", "closed_at"])
    step.fields["vote_void"] = True
    step.tell("vote.void", case.players("exec_secretary"))
