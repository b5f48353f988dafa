"""What an investigation tells the processes that take up what comes of it. Never who reported, nor who said what."""

from intake.blind import naming
from people.models import User
from processes.investigation import parts
from processes.investigation.choices import FOUND, Reporter
from processes.investigation.guards_after import corroborated
from processes.investigation.models import Investigation
from workflows.answers import answers

DECIDED = ("decided", "feedback", "closed")


@answers("investigation.facts", to=("accountability", "admonition"))
def facts(work):
    """[{number, n, facts, finding, people, anonymous, corroborated, outcomes}] of what was found; [] before a decision.

    `anonymous` and `corroborated` are for the guard that keeps an anonymous report from leading to more by itself
    (F19); they are shown to nobody whom it is about (F11).
    """
    case = work.own
    if case.stage not in DECIDED:
        return []
    shared = {
        "number": case.number, "anonymous": case.reporter_kind == Reporter.ANONYMOUS,
        "corroborated": corroborated(case), "outcomes": list(case.outcomes),
    }  # fmt: skip
    return [shared | _fact(case, row) for row in case.allegations if row.get("finding") in FOUND]


@naming
def naming_reports(people, since):
    """Uids of the reports in which any of the people is named, by account or by name, since a day (L18)."""
    names = set(User.objects.filter(pk__in=people).values_list("name", flat=True))
    rows = Investigation.objects.filter(created__gte=since).exclude(report_uid=None)
    return [uid for uid, about in rows.values_list("report_uid", "respondents")
            if any(one.get("person") in people or one["name"] in names for one in about)]  # fmt: skip


def _fact(case, row):
    facts = f"{row['text']}{row['basis']}"
    return {"n": row["n"], "facts": facts, "finding": row["finding"], "people": parts.blamed(case, row)}
