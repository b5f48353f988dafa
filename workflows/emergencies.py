"""应急查阅: two of the three administrators let a named person in to a case for some days. They see nothing of it."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import clock, roles
from people.errors import NotDone
from people.models import User
from policy import two as changes
from workflows import moves
from workflows.errors import Refused
from workflows.models import Case

LONGEST = 3  # days


def _told(what):
    person = User.objects.filter(pk=what["person"]).first()
    said = {"person": person.name if person else "", "number": what["number"], "days": what["days"]}
    return _("应急查阅：准%(person)s查看 %(number)s，%(days)d 天") % said


@changes.kind("emergency", gettext_lazy("应急查阅"), _told)
def done(two, what, why):
    """Let the person in through the one door, as the system, naming both."""
    if not 1 <= what["days"] <= LONGEST:
        raise NotDone(_("没有提出：应急查阅最长 3 天。请改天数。"))
    case = Case.objects.filter(number=what["number"]).first()
    if case is None:
        raise NotDone(_("没有提出：没有这个编号的事项。请核对编号。"))
    until = clock.today() + timedelta(days=what["days"])
    try:
        moves.act(case.own, "open_emergency", by=roles.system_user(), person=what["person"], until=until, reason=why,
                  two=two)  # fmt: skip
    except Refused as refused:
        raise NotDone(refused.why) from None
