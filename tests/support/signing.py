"""Cases whose signing follows a rule of the test's own, with acts that let signers come and go."""

from contextlib import contextmanager
from dataclasses import replace

from tests.support.approval.models import Approval
from tests.support.world import person
from workflows import moves, registry, signings
from workflows.declare import AGREE, OPPOSE, Branch, Parallel, Signing
from workflows.models import Signing as Row
from workflows.models import WorkItem

STAGE = Approval.Stage.SIGNING
LEAVES = {AGREE: "pass_on", OPPOSE: "refuse"}


def join(case, step, *, people, where="beside", which=None):
    beside = which and WorkItem.objects.get(pk=which)
    signings.join(step, beside.signing if beside else row_of(case), people, "signers", where, beside)


def leave(case, step, *, person, why="removed"):
    item = WorkItem.objects.get(process=case, owner=person, kind="sign", status__in=["ASSIGNED", "SCHEDULED"])
    signings.leave(step, item.signing, item, why)


def hand_on(case, step, *, which, person):
    signings.hand_on(step, WorkItem.objects.select_related("signing").get(pk=which), person)


def unsay(case, step, *, which):
    signings.unsay(step, WorkItem.objects.select_related("signing").get(pk=which))


ACTS = {"t_join": join, "t_leave": leave, "t_hand_on": hand_on, "t_unsay": unsay}


@contextmanager
def following(monkeypatch, **facts):
    """The approval process with other facts of its stage of signing, for the time of a test."""
    stage = replace(Approval.facts[STAGE], acts={name: ("opened_by",) for name in ACTS}, **facts)
    monkeypatch.setattr(Approval, "facts", Approval.facts | {STAGE: stage})
    for name, function in ACTS.items():
        monkeypatch.setitem(registry.ACTS, name, function)
    registry.current.cache_clear()
    yield
    monkeypatch.undo()
    registry.current.cache_clear()


def signing(mode, **said):
    return Signing(mode=mode, by=("signers",), leaves=LEAVES, **said)


def branches(needed=0, **rules):
    """Facts of a stage whose branches run side by side; each branch has signers of its own: role `signers_<code>`."""
    stated = {code: Branch(signing=replace(rule, by=(f"signers_{code}",), leaves={})) for code, rule in rules.items()}
    return {"signing": None, "parallel": Parallel(branches=stated, needed=needed, leaves=LEAVES)}


def submitted(monkeypatch, count, **roles):
    """A case that waits for its signers; returns it, its author and the signers in order."""
    signers = [person(f"signer{n}") for n in range(count)]
    monkeypatch.setattr(Approval, "signers", [one.pk for one in signers])
    named = {role: [one.pk for one in people] for role, people in roles.items()}
    usual = Approval.named
    monkeypatch.setattr(Approval, "named", lambda self, role: named[role] if role in named else usual(self, role))
    author, decider = person("author", "clerk"), person("decider")
    case = moves.open_case("approval", by=author, title="一件事")
    moves.move(case, "submit", by=author, signers=[one.pk for one in signers], decider=decider.pk)
    return case, author, signers


def sign(case, signer, decision="agree", **said):
    return moves.act(case, "sign", by=signer, decision=decision, **said)


def stage(case):
    return Approval.objects.get(pk=case.pk).stage


def open_items(case):
    return Approval.objects.get(pk=case.pk).open_items


def row_of(case):
    return Row.objects.filter(case=case).order_by("-pk").first()


def items(case, *states, **which):
    return WorkItem.objects.filter(process=case, kind="sign", status__in=states or ("ASSIGNED",), **which)


def able(case):
    """Ids of those who may speak now, in order."""
    found = list(items(case).order_by("place", "pk"))
    assert Approval.objects.get(pk=case.pk).open_items >= len(found)
    return [item.owner_id for item in found]


def waiting(case):
    """(id, why) of those whose turn has not come."""
    return list(items(case, "SCHEDULED").order_by("place", "pk").values_list("owner", "held"))


def counts(case):
    row = row_of(case)
    return row.entitled, row.waiting, row.present, row.agreed, row.opposed, row.abstained
