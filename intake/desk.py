"""The side of those who read reports: deny first, then their own key, and every look is noted before it is one."""

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from intake import conversation
from intake.conversation import CONVERSATION
from intake.models import Report
from ledger import append
from people import clock
from policy import access_log
from policy import reports as policy
from vault import keepers, safes
from workflows.errors import NotFound, Refused
from workflows.store.queue import turn

State = Report.State
# From where to where, and what the event is called.
STEPS = {
    "accept": ((State.RECEIVED,), State.ACCEPTED, "report_accepted"),
    "pass_on": ((State.RECEIVED, State.ACCEPTED), State.PASSED_ON, "report_passed_on"),
    "close": ((State.RECEIVED, State.ACCEPTED, State.PASSED_ON), State.CLOSED, "report_closed"),
    "reopen": ((State.CLOSED,), State.ACCEPTED, "report_reopened"),
}


def visible(user):
    """The reports that `user` may see at all, as a queryset."""
    return Report.objects.filter(desk__in=policy.desks(user))


def find(user, uid):
    """A report that `user` may see. Raises NotFound, also for one that does not exist."""
    found = visible(user).filter(pk=uid).first()
    if found is None:
        raise NotFound()
    return found


def unread(user):
    """How many messages wait for the desks of a user."""
    return visible(user).aggregate(n=Sum("for_desk"))["n"] or 0


def opened(by, report, secret):
    """The secret of a conversation, by the reader's own. Raises Refused for who came after it was sealed."""
    found = secret and safes.secret_by(safes.find(report.pk, CONVERSATION), keepers.of(by), secret)
    if not found:
        raise Refused(_("没有打开：这件举报封存时你还没有钥匙。请由能打开的同事办理，或由两名保管人补发。"))
    return found


def read(by, uid, secret):
    """(report, messages, how many are new) for a reader who has unlocked; the look is noted first."""
    report = find(by, uid)
    key = opened(by, report, secret)
    access_log.record(by, report.pk, "report", path=f"/reports/{report.pk}/")
    said, new = conversation.read(report, key), report.for_desk
    if new:
        Report.objects.filter(pk=report.pk).update(for_desk=0)
    return report, said, new


def file(by, uid, secret, no):
    """(facts, bytes) of the clean copy of a file; noted first."""
    report = find(by, uid)
    key = opened(by, report, secret)
    access_log.record(by, report.pk, "report_file", path=f"/reports/{report.pk}/file/{no}/")
    return conversation.file(report, key, no)


def answer(by, uid, secret, text):
    """Write to the reporter, who is told by nothing but an unread mark at the receipt."""
    report = find(by, uid)
    key = opened(by, report, secret)
    with turn(), transaction.atomic():
        n = conversation.add(report, key, text, False)
        note("report_answered", by, report, message=n)
    return n


def step(by, uid, name, why="", case_uid=None):
    """Take a report a step on, with the reason. A case that takes it over is named by its uid."""
    before, after, kind = STEPS[name]
    find(by, uid)
    if name != "accept" and not why.strip():
        raise Refused(_("没有办理：没有写理由。请写明理由后再办。"))
    with turn(), transaction.atomic():
        report = visible(by).select_for_update(of=("self",)).get(pk=uid)
        if report.state not in before:
            raise Refused(_("没有办理：这件举报现在是“%s”。请刷新页面后再看。") % report.get_state_display())
        _taken(report, after, kind, by, why, case_uid)
    return report


def _taken(report, after, kind, by, why, case_uid):
    report.state, report.case_uid = after, case_uid or report.case_uid
    report.closed_on = clock.today() if after == State.CLOSED else None
    report.save(update_fields=["state", "case_uid", "closed_on"])
    fields = {"case": case_uid} if case_uid else {}
    note(kind, by, report, private={"why": why.strip()} if why.strip() else None, **fields)


def hand_over(by, uid, case_uid):
    """An investigation takes the report over: its case and the conversation stay joined by the uid alone."""
    return step(by, uid, "accept", case_uid=case_uid)


def take_over(uid, case_uid, by):
    """A case that was opened with the report has its conversation here from now on; `by` opened the case."""
    _onward(uid, "accept", by, "", case_uid)


def tell(uid, text, by):
    """What a case lets the reporter know. Closing it into the conversation needs no key, and nothing is read."""
    with turn(), transaction.atomic():
        report = Report.objects.get(pk=uid)
        n = conversation.put(report, text)
        note("report_answered", by, report, message=n)
    return n


def follow(uid, name, by, why):
    """The conversation goes the way of the case that took it over; where it is there already nothing is done."""
    _onward(uid, name, by, why, None)


def _onward(uid, name, by, why, case_uid):
    before, after, kind = STEPS[name]
    with turn(), transaction.atomic():
        report = Report.objects.select_for_update(of=("self",)).filter(pk=uid, state__in=before).first()
        if report is not None:
            _taken(report, after, kind, by, why, case_uid)


def note(kind, by, report, private=None, **fields):
    """The event of what was done with a report; it names the number."""
    append.system(kind, by=by, at=clock.now(), fields={"report": report.number} | fields, private=private)
