"""Where clues come from: taken in by hand, from the anonymous channel, from another case. Who reported is sealed first.

What was said, and by whom, goes into the vault before there is a case; the case holds the allegations and the uid of
the conversation. What concerns those who lead the department is sealed for the desk above: no word of it stays here.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from intake import channel, desk, receipts, upward
from people import roles
from policy import reports
from processes.investigation import opening, parts
from processes.investigation.choices import Reporter
from workflows import moves
from workflows.errors import Refused
from workflows.links import takes_sealed
from workflows.store.queue import turn


def may_take_in(user):
    """Whether somebody reads the desk of the department and so may register a clue."""
    return reports.OWN in reports.desks(user)


def by_hand(by, *, words, identity=None, above="", key=None, **clue):
    """(case, receipt) of a letter, a visit or a call. The receipt is shown once; with it the reporter reads answers.

    `above`: "chief" where those who lead the department are concerned, "superior" for officials managed above.
    """
    chief = above == "chief" or any(parts.chief(row["person"]) for row in clue["respondents"] if row.get("person"))
    up = chief or bool(above)
    where = reports.SUPERIOR if up else reports.OWN
    if not channel.ready(where):
        raise Refused(_("没有登记：身份封存还没有开通，反映人无法得到保护。请先由受理人员和保管人设置拆封口令。"))
    with turn(), transaction.atomic():
        receipt = channel.submit(where, words, identity=identity)
        uid = None if up else _uid(receipt)
        case = moves.open_case("investigation", by=by, key=key, goes_up=up, chief=chief, report_uid=uid, **clue)
        if uid:
            desk.take_over(uid, case.uid, by=by)
    return case, receipt


def from_report(by, uid, key=None, **clue):
    """The case of a report that came in by the channel; what was said stays in the conversation."""
    report = desk.find(by, uid)
    if any(parts.chief(row["person"]) for row in clue["respondents"] if row.get("person")):
        raise Refused(
            _("没有登记：反映的是本部门负责人或举报受理人员，内容不能写在这里。请在举报页面选“转由上级受理”。")
        )
    if report.case_uid:
        raise Refused(_("没有登记：这件举报已经转入调查核实。请查看已有的事项。"))
    with turn(), transaction.atomic():
        case = moves.open_case("investigation", by=by, key=key, report_uid=report.pk, **clue)
        desk.hand_over(by, report.pk, case.uid) if report.state == "received" else desk.take_over(uid, case.uid, by=by)
    return case


@upward.row
def went_up(by):
    """A report of the channel went up: that something came and went is all that stands here."""
    moves.open_case("investigation", licensed=True, by=by, goes_up=True, chief=True)


@takes_sealed("investigation")
def from_case(*, title, words, identity, source):
    """A case that another one is for (L2): what it said is sealed, and this section reads it at its desk.

    Returns None where nothing can be sealed yet. The receipt is kept by nobody: the reporter had none before.
    """
    if not channel.ready(reports.OWN):
        return None
    uid = _uid(channel.submit(reports.OWN, f"{title}\n\n{words}", identity=identity))
    named = Reporter.NAMED if identity else Reporter.ANONYMOUS
    case = moves.open_case(
        "investigation", licensed=True, by=roles.system_user(), title=opening.PASSED_TITLE, source=source,
        reporter_kind=named, report_uid=uid,
    )  # fmt: skip
    desk.take_over(uid, case.uid, by=roles.system_user())
    return case


def _uid(receipt):
    return channel.find(receipts.derived(receipts.read(receipt))).pk
