"""Who plays which part in an inspection, and what belongs to whom. Reads only."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Event
from people import clock, roles
from people.models import User
from processes.inspection import limits
from workflows import due
from workflows.declare import Term
from workflows.models import Participant, WorkItem
from workflows.store.orm import keep_moment
from workflows.wording import role_words

ANSWERING = "co_target"  # heads who answer while other units have not answered either
role_words(ANSWERING, gettext_lazy("被督查单位负责人"))
UNREAD = Term(n=limits.UNREAD, unit="wd", start="served")
KEPT_OUT = frozenset({"office", "supervision_office", "archivist"})  # while nobody may know which unit is visited


def named(case, role):
    """Ids of those whom the case names for a role; None if the role is a post."""
    if role in KEPT_OUT and case.masked:
        return []
    if role == "inspector_lead":
        return [case.lead_id] if case.lead_id else None
    if role == "deputy_minister":
        return [case.approver_id] if case.approver_id else None
    return BOUND[role](case) if role in BOUND else None


def team(case):
    """Ids of the lead and the members."""
    found = set(case.members.values_list("person", flat=True)) if case.pk else set()
    return found | {case.lead_id} - {None}


def _members(case):
    return sorted(team(case) - {case.lead_id})


def targets(case):
    """Inspected units as rows, with their units."""
    return list(case.targets.select_related("unit"))


def heads_of(unit_ids):
    """Ids of the heads of some units, in the order of the units."""
    return list(dict.fromkeys(p.pk for unit in unit_ids for p in roles.holders(roles.HEAD, unit=unit) if p.unit_id))


def told_units(case):
    """Units that may know that they are inspected, in the stage the case is in."""
    if not case.pk or case.stage in ("planned", "plan_review", "cancelled"):
        return []
    rows = case.targets.filter(mode="open") if case.stage == "fieldwork" else case.targets.all()
    return list(rows.values_list("unit", flat=True))


def known_units(case):
    """Units that are asked something now: while answers come in, those that have not answered."""
    told = told_units(case)
    if case.stage != "findings_out":
        return told
    return list(case.targets.filter(answered_at=None).values_list("unit", flat=True))


def _heads(case):
    return heads_of(known_units(case))


def _answering(case):
    units = known_units(case) if case.stage == "findings_out" else []
    return heads_of(units) if len(units) > 1 else []


def reviewers(case):
    """Appeal officers who had nothing to do with what is objected to (F08)."""
    found = Event.objects.filter(uid=case.uid).exclude(came_from="objection")
    # Whether a late objection is heard says nothing about the conclusion.
    touched = found.exclude(kind__in=("move.admit_late", "move.refuse_late")).values_list("actor_id", flat=True)
    barred = set(touched) | team(case) | {case.approver_id}
    units = set(case.targets.values_list("unit", flat=True))
    found = roles.holders("appeal_officer")
    return [p.pk for p in found if p.pk not in barred and p.unit_id not in units]


BOUND = {"inspector": _members, roles.HEAD: _heads, ANSWERING: _answering, "appeal_officer": reviewers}


def is_target(case, user):
    """Whether somebody belongs to an inspected unit and not to those who inspect."""
    if user.pk in team(case) | {case.approver_id, case.opened_by_id}:
        return False
    mine = {user.unit_id, *roles.heads(user)}
    return case.targets.filter(unit__in=mine - {None}).exists()


PARTS = {
    "finding": gettext_lazy("问题 %s"), "visit": gettext_lazy("走访 %s"), "person": gettext_lazy("谈话对象 %s"),
    "answer": gettext_lazy("代记回应 %s"),
}  # fmt: skip


def part_label(part):
    """The words for what evidence is about."""
    kind, _colon, no = part.partition(":")
    return PARTS[kind] % no if kind in PARTS else part or _("整件事项")


def shows(case, user, part):
    """Whether somebody may see the evidence about a part of the case."""
    if not is_target(case, user):
        return True
    kind, _colon, no = part.partition(":")
    return kind == "finding" and no.isdigit() and any(f.no == int(no) for f in shown_to(case, user))


def shown_to(case, user):
    """Findings that somebody may read: the team all, a unit its own once they are served, all that stand at the end."""
    rows = case.findings.select_related("unit", "topic", "rectification")
    if not is_target(case, user):
        return list(rows)
    if case.issued_at:
        return list(rows.exclude(state="withdrawn"))
    served = case.targets.filter(unit__in=units_of(case, user), served_at__isnull=False).values("unit")
    return list(rows.exclude(state="withdrawn").filter(unit__in=served))


def units_of(case, user):
    """Ids of the inspected units that somebody leads or works in."""
    mine = {user.unit_id, *roles.heads(user)} - {None}
    return set(case.targets.filter(unit__in=mine).values_list("unit", flat=True))


def units_answering(case, user):
    """Rows of the units for which somebody answers now: those they lead and that have not answered."""
    led = roles.heads(user)
    return list(case.targets.filter(unit__in=led, answered_at=None).select_related("unit"))


def knowers(case):
    """People who have, or had, work in the case, take part in it or opened it."""
    found = set(WorkItem.objects.filter(process=case).values_list("owner", flat=True))
    found |= set(Participant.objects.filter(case=case).values_list("person", flat=True))
    return User.objects.filter(pk__in=found | {case.opened_by_id, case.lead_id, case.approver_id} - {None})


def standing(case):
    """Findings that are not withdrawn, with unit and topic."""
    return list(case.findings.exclude(state="withdrawn").select_related("unit", "topic"))


def quarter_of(at):
    """The quarter of a moment as 2026Q4."""
    day = timezone.localdate(at)
    return f"{day.year}Q{(day.month + 2) // 3}"


def quarter_words(quarter):
    """2026Q4 as people say it."""
    year, n = quarter.split("Q")
    return _("%(year)s年第%(n)s季度") % {"year": year, "n": n}


def first_day(quarter):
    """The first day of a quarter such as 2026Q4."""
    year, n = quarter.split("Q")
    return date(int(year), 3 * int(n) - 2, 1)


def begin(case, step):
    """Secrecy and the quarter's clock; a plan begun within the quarter counts from the day it was begun."""
    if case.mode != "open":
        case.classification = "restricted"
    start = timezone.make_aware(datetime.combine(first_day(case.quarter), time.min))
    begun = max(start, step.at)
    case.moments_known()["quarter_start"] = begun
    step.after.append(lambda written: keep_moment(case, "quarter_start", begun))


def risk(case):
    """(from when, why) the case is at risk, or (None, "")."""
    if case.stage == "fieldwork" and case.ends_on and not case.field_ended_on:
        return due.end_of(case.ends_on), _("实地督查已过计划结束日期，还没有结束")
    if case.stage == "findings_out" and case.services.filter(paper="反馈意见", read_at=None).exists():
        start = case.moments_known().get("served")
        last = start and due.of_term(UNREAD, start).due
        return last, _("反馈意见 3 个工作日没有签收，请改为书面送达")
    return None, ""


def at_risk(case):
    """Why the case is at risk now, or ""."""
    since, why = risk(case)
    return str(why) if since and clock.now() > since else ""


def period(case):
    """The days of the field work in words."""
    if not case.starts_on:
        return ""
    return _("%(first)s 至 %(last)s，每个单位不超过 %(days)d 个工作日") % {
        "first": case.starts_on.isoformat(), "last": case.ends_on.isoformat(), "days": case.days_per_unit}  # fmt: skip


def topics_said(case):
    """The topics in one line."""
    return "；".join(case.topics.values_list("title", flat=True)) if case.pk else ""


def next_no(rows):
    """The next number of a kind of row within its case."""
    return (rows.order_by("-no").values_list("no", flat=True).first() or 0) + 1
