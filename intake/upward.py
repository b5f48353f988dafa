"""A report that concerns those who lead the department goes to the desk above, and from then on only there (F13)."""

from django.db import transaction
from django.utils.translation import gettext as _

from intake import conversation, desk
from intake.conversation import CONVERSATION
from intake.models import Report
from policy import access_log
from policy import reports as policy
from vault import keepers, safes
from workflows.errors import Refused
from workflows.store.queue import turn

# Kept in the conversation, so not in the language of whoever acts.
TOLD = "你反映的问题涉及本部门负责人或受理人员，已转由上级受理，本部门不再查看。请继续用回执码查询和补充。"
ROWS = []  # what keeps a row of it here, without a word: (by) -> None


def row(function):
    """Register what notes that something came and went up."""
    ROWS.append(function)
    return function


def pass_up(by, uid, secret):
    """Give the conversation, with its files, to the desk above, by who has it open; the own desk keeps no key."""
    report = desk.find(by, uid)
    if report.desk != policy.OWN or report.case_uid:
        raise Refused(
            _("没有转交：这件举报已由上级受理，或者已转入调查核实。已转入的，请在事项里办理“移出并径送上级”。")
        )
    opened = desk.opened(by, report, secret)
    able = keepers.among(policy.readers(policy.SUPERIOR))
    if not able:
        raise Refused(
            _("没有转交：上级受理员还没有设置拆封口令，转过去没有人能打开。请先联系其设置，内容不要另行留存。")
        )
    access_log.record(by, report.pk, "report", path=f"/reports/{report.pk}/up/")
    with turn(), transaction.atomic():
        _given(by, report, lambda safe: safes.share(safe, opened, able))
        for keep in ROWS:
            keep(by)


def leave(uid, by):
    """A case of it went up: nobody here opens the conversation from now on. Two keepers give it to the desk above."""
    report = Report.objects.filter(pk=uid, desk=policy.OWN).first()
    if report is not None:
        with turn(), transaction.atomic():
            _given(by, report, lambda safe: safe.shares.all().delete())


def _given(by, report, share):
    conversation.put(report, TOLD)
    share(safes.find(report.pk, CONVERSATION))
    report.refresh_from_db()
    report.desk, report.case_uid, report.state = policy.SUPERIOR, None, Report.State.RECEIVED
    report.for_desk = report.messages.filter(from_reporter=True).count()
    report.save(update_fields=["desk", "case_uid", "state", "for_desk"])
    desk.note("report_passed_up", by, report)
