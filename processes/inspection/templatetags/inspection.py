"""What the page of an inspection shows beside its facts, to each reader what is theirs to see."""

from dataclasses import dataclass, field

from django import template

from policy import rules as policy
from processes.inspection import clauses, missing, parts, proofs

register = template.Library()


@dataclass
class Seen:
    """The parts of an inspection that one reader sees; `whole` for those who inspect and oversee."""

    whole: bool
    targets: list = field(default_factory=list)
    members: list = field(default_factory=list)
    topics: list = field(default_factory=list)
    visits: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    lacking: list = field(default_factory=list)
    report: list = field(default_factory=list)
    dissents: list = field(default_factory=list)
    practices: list = field(default_factory=list)
    objections: list = field(default_factory=list)
    late: list = field(default_factory=list)
    proposals: list = field(default_factory=list)


@register.simple_tag
def seen(case, user):
    """What this reader sees of the case."""
    whole = not parts.is_target(case, user)
    found = Seen(whole, findings=[_finding(case, row, user) for row in parts.shown_to(case, user)])
    if whole:
        _whole(case, found)
    if whole or case.issued_at:
        _published(case, found)
    units = parts.units_of(case, user)
    objections = case.objections.select_related("finding", "unit", "reviewer")
    found.objections = [row for row in objections if whole or row.unit_id in units or row.decided_at]
    late = case.late.select_related("unit", "by", "decided_by") if case.issued_at else ()
    found.late = [row for row in late if whole or row.unit_id in units]
    return found


def _whole(case, found):
    found.targets = parts.targets(case)
    found.members = list(case.members.select_related("person"))
    found.topics = list(case.topics.all())
    visits = case.visits.select_related("unit", "by").prefetch_related("signatures__person", "interviewees")
    found.visits = [(row, proofs.of(case, "visit", row.no)) for row in visits]
    found.proposals = list(case.proposed.select_related("finding", "by"))
    if case.stage in ("fieldwork", "report_draft"):
        found.lacking = missing.of(case)


def _published(case, found):
    found.report = [(missing.part_label(name), text) for name in missing.PARTS if (text := getattr(case, name))]
    found.dissents = list(case.dissents.select_related("person"))
    found.practices = list(case.practices.filter(dropped=False).select_related("unit"))


def _finding(case, row, user):
    """A finding with its proof, and its rectification if the reader may see it."""
    follow = row.rectification
    return row, proofs.of(case, "finding", row.no), follow if follow and policy.may_see(user, follow) else None


@register.filter
def clause(code):
    """The clause in full."""
    return clauses.words(code)
