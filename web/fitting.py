"""Which acts of a sitting have a sense here and now: nobody is offered to sign what is not written."""

from workflows.acts import notice, roster
from workflows.acts.engine_forms import form_of
from workflows.acts.minutes import may_record
from workflows.acts.voting import head_waits, voters
from workflows.models import Opinion

RECORD = ("record", "amend_record", "sign_record", "note_signature")
DESK = (
    "attend", "recuse", "start_vote", "serve_on_paper", "record", "amend_record", "note_signature", "declare_interest",
)  # fmt: skip
ALWAYS = ("serve", "answer_opinions")  # on the page of a case: papers may be served again


def fits(name, case, sitting, seat):
    """Whether an act of the stage has a sense here and now."""
    if not getattr(form_of(case, name), "on_sitting", False):
        return False
    live, check = sitting.state in ("planned", "open"), FITS.get(name)
    after = name == "answer_opinions" or (name in RECORD and may_record(sitting))
    return (live or after) and (check is None or check(sitting, seat))


def voted(seat):
    """Whether somebody has cast a ballot there."""
    return seat.pk in voters(seat.sitting)


def too_early(name, case, user):
    """What keeps a person from voting yet: it is said beside the form, and not only when it is sent."""
    sitting = next((one for one in roster.sittings(case) if voting(one)), None) if name == "ballot" else None
    seat = next((one for one in roster.roster(sitting) if one.person_id == user.pk), None) if sitting else None
    return head_waits(sitting, seat) if seat else ""


def voting(sitting):
    return sitting.state == "open" and sitting.signing_id is not None


def _may_sign(sitting, seat):
    written = sitting.minutes and may_record(sitting)
    return bool(written and seat and seat.present and not seat.signed_at and not seat.refusal)


def _undeclared(sitting, seat):
    return bool(seat and not seat.recused and not voted(seat))


FITS = {
    "serve": lambda sitting, seat: bool(notice.unserved(sitting.case, roster.roster(sitting))),
    "ballot": lambda sitting, seat: bool(
        voting(sitting) and seat and seat.present and seat.entitled and not seat.recused and not voted(seat)
    ),
    "start_vote": lambda sitting, seat: sitting.state == "planned",
    "sign_record": _may_sign,
    "note_signature": lambda sitting, seat: any(_may_sign(sitting, one) for one in roster.roster(sitting)),
    "record": lambda sitting, seat: may_record(sitting),
    "amend_record": _may_sign,
    "declare_interest": _undeclared,
    "answer_opinions": lambda sitting, seat: Opinion.objects.filter(sitting__case=sitting.case_id).exists(),
    "serve_on_paper": lambda sitting, seat: any(
        row.person_id and not row.read_at for row in roster.services(sitting.case)
    ),
}  # fmt: skip


def at_desk(name, case):
    """Whether an act is done on the page of the sitting, to which the page of the case leads."""
    if name not in DESK or not getattr(form_of(case, name), "on_sitting", False):
        return False
    sitting = roster.newest(case)[0]
    return sitting is not None and (sitting.state in ("planned", "open") or may_record(sitting))


def on_case(name, case, user):
    """Whether the page of a case offers an act: it has a use now; those of a sitting, when that has come so far."""
    asks = getattr(form_of(case, name), "fits", None)
    if asks and not asks(case, user):
        return False
    if name not in FITS or name in ALWAYS or not getattr(form_of(case, name), "on_sitting", False):
        return True
    sitting, seats = roster.newest(case)
    seat = next((one for one in seats if one.person_id == user.pk), None)
    return bool(sitting) and fits(name, case, sitting, seat)
