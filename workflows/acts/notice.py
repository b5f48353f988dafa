"""Notice periods of a sitting: papers are served so many days before, and a time that is too early is refused."""

from django.utils import timezone
from django.utils.translation import gettext as _

from workflows import due
from workflows.acts.roster import services
from workflows.errors import Refused
from workflows.models import Moment

UNITS = {"cd": "日", "wd": "个工作日", "m": "个月"}


def periods(case):
    """Minimum periods of this stage that count from a service of papers."""
    found = (move.minimum for move in case.rules.moves_from(case.stage))
    return list(dict.fromkeys(term for term in found if term and term.start not in case.rules.stages))


def moments(case):
    """Codes of the moments that a service in this stage may set."""
    return {term.start for term in periods(case)}


def demand(case, starts_at, at):
    """Raise Refused if the notice period cannot be over when the sitting begins."""
    for term in periods(case):
        first, _provisional = due.earliest(term, case.moments_known().get(term.start) or at)
        if starts_at < first:
            why = _("材料须在会前 %(n)d %(unit)s送达，最早可安排在 %(day)s，会期没有保存。请选择更晚的时间。")
            day = timezone.localdate(first).isoformat()
            raise Refused(why % {"n": term.n, "unit": _(UNITS[term.unit]), "day": day})


def unserved(case, seats, paper=None):
    """Names of those on the roster who have not been served since papers last count."""
    since = case.served_since()
    rows = (row for row in services(case) if row.served_at >= since and paper in (None, row.paper))
    # Two people may share a name; only who has no account is known by it.
    served = {row.person_id or row.name for row in rows}
    return [seat.name for seat in seats if (seat.person_id or seat.name) not in served]


def renew(case, seats):
    """A roster with people who were not served starts the notice period anew."""
    if unserved(case, seats):
        for code in moments(case):
            Moment.objects.filter(case=case, code=code).delete()
            case.moments_known().pop(code, None)
