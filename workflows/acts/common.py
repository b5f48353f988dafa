"""What the acts share."""

from django.utils.translation import gettext as _

from workflows.errors import Refused
from workflows.models import Participant, Sitting


def live_sitting(case, *states):
    """The sitting of this stage that is planned or open; Refused if there is none."""
    found = Sitting.objects.filter(case=case, state__in=states or ("planned", "open")).order_by("-pk").first()
    if found is None:
        raise Refused(_("还没有安排会议，这一步没有办理。请先由办公室安排会议。"))
    return found


def my_seat(sitting, person):
    """The seat of a person; Refused if they do not sit there."""
    seat = sitting.seats.filter(person=person).first()
    if seat is None:
        raise Refused(_("你不在本次会议的名单中，没有记入。请联系办公室核对名单。"))
    return seat


def participate(case, people, role):
    """Note that people have to do with the case, so that they may see it."""
    rows = [Participant(case=case, person_id=pk, role=role) for pk in people if pk]
    Participant.objects.bulk_create(rows, ignore_conflicts=True)


def no_more(case, person, role):
    """What gave somebody this role in the case was taken back."""
    Participant.objects.filter(case=case.pk, person=person, role=role).delete()


def names(seats):
    """The seats' names for an event."""
    return [seat.name for seat in seats]
