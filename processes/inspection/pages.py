"""The desk of an inspection: what was seen, what was found, what is still missing. Reads only."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policy import rules as policy
from processes.inspection import clauses, limits, missing
from processes.inspection import pages_common as common
from processes.inspection import pages_drafts as drafts
from processes.inspection.choices import Method
from processes.inspection.pages_work import KINDS
from processes.inspection.rows import Interviewee
from workflows import papers
from workflows.evidence import reading
from workflows.models import Draft

FIELD = ("fieldwork",)
WRITING = ("fieldwork", "findings_out", "report_draft")


@dataclass(frozen=True)
class Line:
    """A row with what belongs to it."""

    row: object
    proofs: list
    more: object = None


@login_required
@require_safe
def desk(request, uid):
    """Everything about the field work on one page, each thing with the way to do it."""
    case = common.find(request, uid)
    proofs = reading.by_part(case, request.user)
    can = common.can(request, case)
    shown = {
        "case": case, "process": case.process, "can": can, "topics": [_topic(row) for row in case.topics.all()],
        "visits": _visits(request, case, proofs, can), "findings": findings(case, request.user, proofs),
        "practices": case.practices.filter(dropped=False).select_related("unit"), "people": _people(case, proofs),
        "drafts": _drafts(case, request.user) if can else [], "lacking": lacking(case),
        "letters": letters(case), "most": limits.REPORT, "members": case.members.select_related("person"),
        "stage": case.rules.label(case.stage), "in_field": case.stage in FIELD, "writing": case.stage in WRITING,
        "papers": papers.offered(case, request.user), "dissents": case.dissents.select_related("person"),
    }  # fmt: skip
    return render(request, "inspection/desk.html", shown)


def _topic(row):
    answered = [line for line in row.checklist if line["said"] != "not_seen"]
    return Line(row, [], {"answered": len(answered), "of": len(row.checklist), "no": _said_no(row)})


def _said_no(row):
    return [line["ask"] for line in row.checklist if line["said"] in ("no", "partly")]


def _visits(request, case, proofs, can):
    rows = case.visits.select_related("unit", "topic", "by").prefetch_related("signatures__person")
    return [Line(row, proofs.get(f"visit:{row.no}", []), _signing(request, row, can)) for row in rows]


def _signing(request, row, can):
    signed = list(row.signatures.all())
    mine = any(one.person_id == request.user.pk for one in signed)
    lacking = max(limits.SIGNERS - len(signed), 0)
    method = dict(Method.choices).get(row.method, row.method)
    return {"signed": signed, "lacking": lacking, "offered": "sign_visit" in can and not mine, "method": method}


def _people(case, proofs):
    rows = Interviewee.objects.filter(visit__case=case).select_related("visit")
    return [Line(row, proofs.get(f"person:{row.no}", [])) for row in rows]


def findings(case, user, proofs=None):
    """The findings with their clause, their evidence, and the rectification if the reader may see it."""
    proofs = reading.by_part(case, user) if proofs is None else proofs
    rows = list(case.findings.select_related("unit", "topic", "rectification"))
    ids = {row.rectification_id for row in rows if row.rectification_id}
    seen = set(policy.visible(user).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    users = _users(rows, proofs)
    return [Line(row, proofs.get(f"finding:{row.no}", []), _of_finding(row, seen, users.get(row.no))) for row in rows]


def _users(rows, proofs):
    """No. of a finding → nos. of others that are proved by the same file: whoever decides should know."""
    found = {}
    for row in rows:
        for one in proofs.get(f"finding:{row.no}", ()):
            found.setdefault(one.sha256, set()).add(row.no)
    shared = [nos for nos in found.values() if len(nos) > 1]
    return {row.no: sorted(set().union(*(nos for nos in shared if row.no in nos)) - {row.no}) for row in rows}


def _of_finding(row, seen, twice):
    opened = row.rectification if row.rectification_id in seen else None
    return {"clause": clauses.words(row.clause), "opened": opened, "twice": "、".join(map(str, twice or ()))}


def letters(case):
    """How much the four parts have together."""
    return sum(missing.letters(getattr(case, name)) for name in missing.PARTS)


def lacking(case):
    """(sentence, where to go) of everything that is still missing in the stage the case is in."""
    if case.stage not in WRITING:
        return []
    desk, report = reverse("web:inspection:desk", args=[case.uid]), reverse("web:inspection:report", args=[case.uid])
    found = [(said, f"{desk}#visits") for said in missing.field(case)] if case.stage in FIELD else []
    found += [(said, f"{desk}#topics") for said in missing.topics(case)]
    return found + [(said, report) for said in missing.report(case)]


def _drafts(case, user):
    """What the person has begun to write and not saved, with the way back to it."""
    letters_of = {kind.letter: kind for kind in KINDS.values()}
    mine = Draft.objects.filter(case_id=case.pk, person=user).order_by("-saved_at")
    found = []
    for draft in mine:
        letter, _colon, ref = draft.act.partition(":")
        if draft.act.endswith(drafts.BESIDE) or not _colon:
            continue
        if letter in letters_of:
            kind = letters_of[letter]
            url = reverse("web:inspection:row", args=[case.uid, kind.name, _ref(ref)])
            found.append((kind.label, _gist(draft), draft, url))
        elif letter == "t":
            found.append((_("课题清单"), _gist(draft), draft, reverse("web:inspection:topic", args=[case.uid, ref])))
        elif letter == "r":
            found.append((_("调研报告"), _gist(draft), draft, reverse("web:inspection:report", args=[case.uid])))
    return found


def _ref(ref):
    """A number as it is; an id with its dashes."""
    return ref if ref.isdigit() else f"{ref[:8]}-{ref[8:12]}-{ref[12:16]}-{ref[16:20]}-{ref[20:]}"


def _gist(draft):
    texts = [value for name in ("fact", "notes", "said", "text", "place", *missing.PARTS)
             for value in drafts.fields(draft).get(name, [])]  # fmt: skip
    return next((text.strip()[:30] for text in texts if text.strip()), "")
