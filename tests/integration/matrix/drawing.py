"""One person and one case as drawn, with all that is between them; and what the rule says, stated a second time."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from django.core.files.base import ContentFile
from hypothesis import strategies as st

from notifications.models import APP, Delivery
from people import clock
from people.models import Mandate, Unit
from policy import rooms
from policy.secrecy import LEVELS
from tests.integration.matrix import rule, scene
from tests.integration.matrix.test_canary import CANARY, NUMBER, planted
from tests.support.world import person, unit
from workflows.models import Admission, Bundle, BundleRow, Case, Draft, Evidence, Exclusion, Link, Sitting, WorkItem

THERE, BELOW, ELSEWHERE = "UNDERTAKING", "BELOWIT", "ELSEWHERE"  # the unit that has the case, one of its own, another
THREE = ("system_admin", "security_admin", "audit_admin")
ROLES = ("clerk", "section_head", "auditor", *sorted(set().union(*rule.READERS.values())))
TIES = ("", "opened", "work", "done", "lost", "part", "agent", "about")
LET_IN = ("", "person", "unit", "over")
KEPT = ("", "self", "chief", "principal", "ended", "somebody")


@dataclass(frozen=True)
class Drawn:
    """What is drawn."""

    process: str
    stage: int
    level: str
    roles: frozenset
    function: str  # one of the three, or none
    unit: str
    tie: str  # what the person has to do with the case
    let_in: str
    kept: str  # who stands on the list of those kept out

    def sees(self):
        """The rule: functions and keeping out go before everything else."""
        shut = self.kept in ("self", "principal") or self.kept == "chief" and self.unit != ELSEWHERE
        if self.function or shut or self.tie == "about" and self.process in rooms.CONFINED:
            return False
        if "auditor" in self.roles:
            return self.level != "sealed"
        if self.tie in ("opened", "work", "done", "part", "agent", "about") or self.let_in in ("person", "unit"):
            return True
        heads = "section_head" in self.roles and self.unit == THERE
        reads = heads or bool(self.roles & rule.READERS[self.process]) or self.tie == "lost"
        return reads and self.level in ("public", "internal")


def drawn():
    """A strategy for all of it; every second person is one of the three who run the system."""
    pick = st.sampled_from
    return st.builds(
        Drawn, process=pick(scene.processes()), stage=st.integers(0, 99), level=pick(LEVELS),
        roles=st.frozensets(pick(ROLES), max_size=2), function=pick(("", "", "", *THREE)),
        unit=pick((THERE, BELOW, ELSEWHERE)), tie=pick(TIES), let_in=pick(LET_IN), kept=pick(KEPT),
    )  # fmt: skip


def made(one: Drawn, people):
    """The case, the person and all that hangs on them, in the database."""
    stages = scene.stages(one.process)
    case = scene.in_stage(one.process, stages[one.stage % len(stages)], people)
    Unit.objects.filter(pk=unit(BELOW).pk).update(parent=unit(THERE))
    who = person("p_drawn", *one.roles, *filter(None, [one.function]), unit_code=one.unit)
    chief, principal = person("p_chief", "section_head", unit_code=THERE), person("p_principal")
    item = _tied(one, case, who, chief, principal)
    _lists(one, case, who, {"chief": chief, "principal": principal, "somebody": people[rule.AUDITOR]})
    case, paper = planted(case)
    found = _hanging(case, who, item)
    Case.objects.filter(pk=case.pk).update(classification=one.level)
    return SimpleNamespace(case=case, who=type(who).objects.get(pk=who.pk), paper=paper, level=one.level, **found)


def _tied(one, case, who, chief, principal):
    """What the person has to do with the case; returns a piece of work in it, theirs or another's."""
    today = clock.today()
    if one.tie == "agent" or one.kept == "principal":
        Mandate.objects.create(principal=principal, agent=who, since=today, until=today, reason="出差")
    if one.tie == "opened":
        Case.objects.filter(pk=case.pk).update(opened_by=who)
    if one.tie in ("part", "about"):
        about = min(rooms.CONFINED.get(one.process, ["submitter"]))
        case.participants.create(person=who, role=about if one.tie == "about" else "expert")
    theirs = {"agent": principal} | dict.fromkeys(("work", "done", "lost"), who)
    said = {"done": ("DONE", ""), "lost": ("CANCELED", "removed")}.get(one.tie, ("ASSIGNED", ""))
    return _work(case, theirs.get(one.tie, chief), *said)


def _work(case, owner, status, closed_why):
    """A copy of some piece of work, for this case and this person."""
    item = WorkItem.objects.order_by("pk").first()
    item.pk = item.id = item.signing = item.parent = None
    item.process_id, item.case_uid, item.case_kind, item.stage = case.pk, case.uid, case.kind, case.stage
    item.owner, item.status, item.closed_why, item.kind, item.held = owner, status, closed_why, "move", ""
    item.finished = clock.now() if status == "DONE" else None
    item._state.adding = True
    item.save(force_insert=True)
    return item


def _lists(one, case, who, others):
    """Who was let in and who is kept out."""
    by, now, today = case.opened_by, clock.now(), clock.today()
    if one.let_in:
        whom = {"unit": who.unit} if one.let_in == "unit" else {"person": who}
        until = today - timedelta(days=1) if one.let_in == "over" else today
        Admission.objects.create(case_id=case.pk, by=by, since=now, until=until, reason="协助核对", **whom)
    if one.kept:
        ended = now if one.kept == "ended" else None
        Exclusion.objects.create(case_id=case.pk, person=others.get(one.kept, who), by=by, since=now, ended=ended)


def _hanging(case, who, item):
    """What hangs on the case, and what the person has of it from before: a draft, a batch, a notice, a link."""
    now, digest = clock.now(), hashlib.sha256(CANARY.encode()).hexdigest()
    kept = {"name": f"{CANARY}.txt", "kind": "text/plain", "size": 12, "sha256": digest, "at": now}
    evidence = Evidence(case_id=case.pk, client_id=uuid4(), by=case.opened_by, **kept)
    evidence.file.save("canary.txt", ContentFile(CANARY.encode()))
    Draft.objects.create(case_id=case.pk, person=who, act="x", data={"text": CANARY}, saved_at=now)
    neighbour = Case.objects.exclude(pk=case.pk).filter(kind="suggestion").first()
    Case.objects.filter(pk=neighbour.pk).update(opened_by=who, classification="internal")
    for source, target in ((case, neighbour), (neighbour, case)):
        Link.objects.create(source_id=source.pk, target_id=target.pk, kind="L1", reason="有关", at=now)
    Evidence.objects.create(
        case=neighbour, client_id=uuid4(), by=who, file=evidence.file.name, **kept | {"name": "同样的.txt"}
    )
    bundle = Bundle.objects.create(uid=uuid4(), by=who, at=now, state=Bundle.State.DONE, finished_at=now)
    BundleRow.objects.create(bundle=bundle, item=item, act="move.x", state="refused", why="没有办理")
    told = {"uid": case.uid, "number": NUMBER, "topic": "work.assigned", "params": {"title": CANARY}}
    Delivery.objects.create(outbox_id=0, person=who, channel=APP, at=now, sent_at=now, **told)
    sitting = Sitting.objects.create(case_id=case.pk, kind="hearing", stage=case.stage, starts_at=now, place=CANARY)
    return {"evidence": evidence, "neighbour": neighbour, "bundle": bundle, "sitting": sitting}
