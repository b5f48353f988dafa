"""What is wrong with a stage in which decisions carry over a resubmission. Asked by `workflows.checks`."""

from workflows import carrying, staffing_faults
from workflows.declare import AGREE
from workflows.models import Case

HEARD = {"ballot", "start_vote", "attend", "sign_record"}  # acts of a vote or a hearing


def of(p, stage, facts):
    """Sentences about one stage of a process, as `workflows.checks` knows it."""
    signings = _signings(facts)
    yield from _fields(p, stage, facts, signings)
    for signing in signings:
        yield from (f"{stage} shows {role} something of its own, which has no voice" for role in _dumb(signing))
    if not facts.carries:
        return
    yield from _never(p, stage, facts, signings)
    name = _onward(facts)
    if name:
        yield from (f"{stage}: {why}" for why in staffing_faults.skips(p, facts, "carries", name))
    elif not any(signing.licenses for signing in signings):
        yield f"{stage} carries decisions and has no move that stands for agreement"


def _signings(facts):
    branches = facts.parallel.branches.values() if facts.parallel else ()
    return [*filter(None, [facts.signing]), *(branch.signing for branch in branches)]


def _dumb(signing):
    return [role for role in signing.sees if role not in {*signing.by, signing.head}]


def _fields(p, stage, facts, signings):
    named = dict.fromkeys([*facts.sees, *(name for one in signings for names in one.sees.values() for name in names)])
    for name in named:
        if name in p.model.process.private:
            yield f"{stage} decides on {name}, which is private: what may be erased is no basis that can be told again"
        elif not _known(p.model, name):
            yield f"{stage} decides on {name}, which the case does not have"
    if facts.carries and not all(one.sees.get(role, facts.sees) for one in signings for role in one.by):
        yield f"{stage} carries decisions and does not say what they rest on"
    if facts.carries and not signings and not facts.sees:
        yield f"{stage} carries decisions and does not say what they rest on"


def _known(model, name):
    if name == carrying.PAPERS or name in getattr(model, "sights", ()):
        return True
    fields = [*Case._meta.concrete_fields, *model._meta.local_fields]
    return any(name in (field.name, field.attname) for field in fields)


def _never(p, stage, facts, signings):
    """Votes, hearings, sealed opinions, what nobody is spared, and cases about persons are decided anew."""
    if (
        facts.secret
        or any(one.secret or one.mode == "vote" or one.sitting for one in signings)
        or HEARD & set(facts.acts)
    ):
        yield f"{stage} carries decisions of a vote, a hearing or sealed opinions"
    if facts.mandatory:
        yield f"{stage} carries decisions, and nobody is spared it"
    if getattr(p.model, "about", Case.about) is not Case.about:
        yield f"{stage} carries decisions in cases about persons"


def _onward(facts):
    if facts.parallel:
        return facts.parallel.leaves.get(AGREE, "")
    return facts.signing.leaves.get(AGREE, "") if facts.signing else carrying.onward(facts)
