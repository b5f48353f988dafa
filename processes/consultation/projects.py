"""The cases that measures became, read through the engine; this process knows them by their code only."""

from django.utils.translation import gettext as _

from processes.consultation.choices import WAYS, word
from processes.consultation.table import taken
from workflows.models import Case

OPEN, DONE, ENDED = "open", "done", "ended"
L10 = "L10"


def gather(cases):
    """Look up the projects of several consultations at once; each then knows them."""
    wanted = {row["project"] for case in cases for row in case.measures if row.get("project")}
    found = Case.objects.in_bulk(wanted)
    for case in cases:
        case.known_projects = found


def state(row, known=None):
    """What became of a measure's project: open, done, ended otherwise; "" when it has none here."""
    pk = row.get("project")
    if not pk:
        return ""
    found = Case.objects.filter(pk=pk).first() if known is None else known.get(pk)
    if found is None or not found.is_closed:
        return OPEN if found else ""
    return DONE if found.stage == "done" else ENDED


def is_done(row, known=None):
    """Done by its project; where there is none, or it ended otherwise, by what the supervision office recorded."""
    became = state(row, known)
    if became in (OPEN, DONE):
        return became == DONE
    return bool(row.get("done") and len(row.get("proof", "")) >= 4)


def lacking_link(case):
    """Numbers of measures taken that lead nowhere."""
    links = {(link.target_id, link.reason) for link in case.links_out.filter(kind=L10)}
    rows = enumerate(case.measures, start=1)
    return [
        n for n, row in rows if row in taken(case.measures)
        and not any(pk == row.get("project") and row["final"]["content"][:180] in why for pk, why in links)
    ]  # fmt: skip


def way_word(row):
    return word(WAYS, row.get("way", "")) or _("任务分解立项")
