"""Whether whom a clue concerns was heard: those with an account from their room, others by a statement taken down."""

from django.utils.translation import gettext as _

from processes.investigation import parts
from workflows.declare import CALENDAR_DAYS, OURS, Term
from workflows.defence import readers

TERM = Term(n=7, unit=CALENDAR_DAYS, start="received", clause=OURS)


REPORTER = ("反映人", "举报人", "来信人", "检举人")  # words that speak of who reported


def tells(case, text):
    """What in a text that goes to whom the case is about would give somebody away: "reporter", "witness" or ""."""
    if any(word in text.replace("被反映人", "") for word in REPORTER):
        return "reporter"
    return "witness" if any(row["with"] and row["with"] in text for row in case.interviews) else ""


def missing(case):
    """Why nothing may be concluded about anybody yet (F04, F05), or ""."""
    if accounts := parts.accounts(case):
        if why := readers.missing(case, people=accounts):
            return why
    lacking = [row["name"] for row in outside(case) if not stated(case, row["n"])]
    if lacking:
        return _("还不能继续：还没有听取%s的陈述。请承办人登记陈述；拒绝陈述的，如实注明。") % "、".join(lacking)
    return ""


def outside(case):
    """Respondents without an account."""
    return [row for row in case.respondents if not row.get("person")]


def stated(case, n):
    """Statements of one respondent, each with the answer to it."""
    return [row for row in case.statements if row["respondent"] == n and row.get("round", 0) == case.round]


def unserved(case):
    """Ids of those with an account to whom the facts have not been shown in this round."""
    known = {one.person_id for one in readers.rounds(case)}
    return [pk for pk in parts.accounts(case) if pk not in known]
