"""Each check catches a process that is broken in just that way, and none complains of one that is sound."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.db import models
from django_fsm import FSMField, transition

from tests.support.approval.models import Approval
from workflows import checks, registry, topics
from workflows.declare import Move, Notice, Process, Rung, Signing, StageFacts, Term
from workflows.models import Case

pytestmark = pytest.mark.embedded
A, B, C, HEAD = "a", "b", "c", "section_head@owner_unit"


class Sound(models.Model):
    """A process outside the registry: only the checks look at it."""

    class Stage(models.TextChoices):
        A, B, C = ("a", "起草"), ("b", "审核"), ("c", "办结")

    process = Process(code="sound", label="健全", series="健")
    start, closed, forms = A, frozenset({C}), {}
    stage = FSMField(default=A)
    owner_unit = None
    facts = {
        A: StageFacts(
            moves=(Move(name="submit", label="呈报", by=("opened_by",), term=Term(n=3, unit="wd", start=A)),)
        ),
        B: StageFacts(
            acts={"comment": ("office",)},
            moves=(
                Move(name="approve", label="同意", by=(HEAD,), notices=(Notice(topic="case.closed"),)),
                Move(name="send_back", label="退回", by=(HEAD,), reason=True),
            ),
        ),
        C: StageFacts(),
    }  # fmt: skip

    class Meta:
        app_label = "approval"
        managed = False

    @transition("stage", source=A, target=B)
    def submit(self): ...

    @transition("stage", source=B, target=C)
    def approve(self): ...

    @transition("stage", source=B, target=A)
    def send_back(self): ...


def broken(**changes):
    """The sound process with other facts or attributes. Its edges stay unless `edges` are given."""
    edges = changes.pop("edges", registry.edges(Sound))
    said = {n: getattr(Sound, n) for n in ("process", "start", "closed", "forms", "facts", "Stage", "owner_unit")}
    model = SimpleNamespace(**said | {"_meta": SimpleNamespace(local_fields=[]), "__mro__": (None, Case)} | changes)
    return model, edges


@pytest.fixture
def found(monkeypatch):
    """The ids and words of the faults of a broken process."""

    def look(**changes):
        model, edges = broken(**changes)
        monkeypatch.setattr(registry, "edges", lambda _model: edges)
        return [(fault.id, fault.msg) for fault in checks.faults(model)]

    return look


def stage_b(**changes):
    """The facts with another move in stage B, or another stage B."""
    move = replace(Sound.facts[B].moves[0], **changes)
    return Sound.facts | {B: replace(Sound.facts[B], moves=(move, Sound.facts[B].moves[1]))}


def with_b(**changes):
    return Sound.facts | {B: replace(Sound.facts[B], **changes)}


def renamed(name):
    """The process with its move `approve` called otherwise, in facts and edges."""
    edges = [(a, name if m == "approve" else m, b) for a, m, b in registry.edges(Sound)]
    return {"facts": stage_b(name=name), "edges": edges}


SEES = ("title",)
VOTE = Signing(mode="vote", by=("exec_member",), licenses=("pass",))
BROKEN = {
    "workflows.E035": {"facts": with_b(acts={"withdraw": ("opened_by",)})},
    "workflows.E001": {"facts": {k: v for k, v in Sound.facts.items() if k != C}},
    "workflows.E002": {"edges": [("b", "approve", "c"), ("b", "send_back", "a")]},
    "workflows.E003": {"closed": frozenset()},
    "workflows.E004": {"edges": [*registry.edges(Sound), ("a", "skip", "c")]},
    "workflows.E005": {"facts": stage_b(term=Term(n=1, unit="wd", start="nowhere"))},
    "workflows.E006": {"facts": stage_b(guards=("sound.vanished",))},
    "workflows.E007": {"facts": stage_b(notices=(Notice(topic="sound.unheard_of"),))},
    "workflows.E008": {"facts": stage_b(by=("opened_by",))},
    "workflows.E009": renamed("delete"),
    "workflows.E010": {"facts": with_b(signing=replace(VOTE, leaves={"agree": "nowhere"}))},
    "workflows.E011": {"facts": stage_b(lapses=True)},
    "workflows.E012": {"facts": stage_b(by=())},
    "workflows.E013": {"facts": stage_b(by=("section_head@lead_unit",))},
    "workflows.E030": {"facts": with_b(nobody="shrug")},
    "workflows.E031": {
        "facts": stage_b(by=("chosen",), lapses=True, term=Term(n=1, unit="wd", start=B))
        | {
            A: replace(Sound.facts[A], moves=(replace(Sound.facts[A].moves[0], lapses=True),)),
            B: replace(
                Sound.facts[B], moves=(replace(Sound.facts[B].moves[0], by=("chosen",)), Sound.facts[B].moves[1])
            ),
        }
    },
    "workflows.E032": {"facts": with_b(pool=True)},
    "workflows.E034": {"facts": with_b(carries=True)},
    "workflows.E033": {"facts": with_b(rungs=(Rung(days=1),))},
    "workflows.W014": {"facts": stage_b(form="missing")},
    "workflows.E015": {
        "facts": stage_b(expires=True, term=Term(n=5, unit="wd", start=B), minimum=Term(n=9, unit="wd", start=B))
    },
}


def test_a_sound_process_has_no_fault(found):
    assert found() == []


def test_every_rule_has_a_process_that_breaks_it():
    assert set(BROKEN) == set(checks.RULES)


@pytest.mark.parametrize("number", sorted(BROKEN))
def test_a_process_broken_in_one_way_is_told_so(number, found):
    faults = found(**BROKEN[number])
    assert number in {found_number for found_number, _why in faults}, faults
    assert all(why.startswith("sound: ") for _number, why in faults)


@pytest.mark.parametrize(
    ("number", "changes", "why"),
    [
        ("workflows.E001", {"start": "z"}, "z is closed or the start"),
        ("workflows.E003", {"edges": [("a", "submit", "b"), ("b", "send_back", "a")]}, "can never end"),
        ("workflows.E004", {"facts": with_b(moves=Sound.facts[B].moves * 2)}, "stands twice"),
        ("workflows.E005", {"facts": stage_b(minimum=Term(n=7, unit="days", start=B))}, "unit days"),
        ("workflows.E006", {"facts": with_b(acts={"juggle": ("office",)})}, "no act juggle"),
        ("workflows.E006", {"facts": stage_b(effects=("sound.gone",))}, "no effect sound.gone"),
        ("workflows.E008", {"facts": with_b(signing=Signing(mode="any", by=("opened_by",)))}, "only its author signs"),
        ("workflows.E009", renamed("pass"), "keyword"),
        ("workflows.E009", renamed("lapse_move"), "field or attribute"),
        ("workflows.E009", {"facts": with_b(acts={"approve": ("office",)})}, "a move and an act"),
        ("workflows.E010", {"facts": with_b(signing=replace(VOTE, mode="shout"))}, "mode shout"),
        ("workflows.E010", {"facts": stage_b(outcome="pass")}, "nothing licenses"),
        ("workflows.E011", {"facts": stage_b(adverse=True, by=("system",))}, "adverse"),
        ("workflows.E013", {"facts": stage_b(by=("boss:2",))}, "unknown word before the colon"),
        ("workflows.E013", {"facts": stage_b(by=("superior:x@opened_by",))}, "counts no levels"),
        ("workflows.E013", {"facts": stage_b(by=("superior:2@office",))}, "no person to count from"),
        ("workflows.E013", {"facts": stage_b(by=("head@nowhere",))}, "no unit of the case"),
        ("workflows.E013", {"facts": stage_b(by=("field:leader",))}, "no field of the case"),
        ("workflows.E013", {"facts": stage_b(by=("actor_of:z|office",))}, "names no stage"),
        ("workflows.E013", {"facts": stage_b(by=("chosen:anybody",))}, "chosen by nobody known"),
        ("workflows.E013", {"facts": stage_b(by=("group:",))}, "names no group"),
        ("workflows.E013", {"facts": stage_b(by=("office+" * 10 + "office",))}, "longer than"),
        ("workflows.E030", {"facts": with_b(apart=("z",))}, "apart names z"),
        ("workflows.E030", {"facts": with_b(familiar="z")}, "familiar names z"),
        ("workflows.E030", {"facts": with_b(nobody="role:boss:1")}, "unknown word"),
        ("workflows.E030", {"facts": with_b(nobody="skip:send_back")}, "needs a written reason"),
        ("workflows.E030", {"facts": with_b(author="skip:nowhere")}, "names no move"),
        ("workflows.E030", {"facts": with_b(repeat="adjacent", mandatory=True)}, "is mandatory"),
        ("workflows.E034", {"facts": with_b(carries=True)}, "does not say what they rest on"),
        ("workflows.E034", {"facts": with_b(sees=("nonsense",))}, "which the case does not have"),
        ("workflows.E034", {"facts": with_b(sees=SEES), "process": replace(Sound.process, private=SEES)}, "is private"),
        ("workflows.E034", {"facts": with_b(carries=True, sees=SEES, mandatory=True)}, "nobody is spared it"),
        ("workflows.E034", {"facts": with_b(carries=True, sees=SEES, secret=True)}, "sealed opinions"),
        ("workflows.E034", {"facts": with_b(carries=True, sees=SEES, signing=VOTE)}, "of a vote"),
        ("workflows.E034", {"facts": with_b(carries=True, sees=SEES), "about": len}, "about persons"),
        ("workflows.E034", {"facts": with_b(signing=replace(VOTE, sees={"clerk": SEES}))}, "which has no voice"),
    ],
)
def test_what_else_a_rule_catches(number, changes, why, found):
    assert any(number == n and why in words for n, words in found(**changes))


def test_a_field_may_not_hide_what_every_case_has(found):
    fields = [SimpleNamespace(name=name) for name in ("editable", "case_ptr", "metric")]
    faults = found(_meta=SimpleNamespace(local_fields=fields))
    assert faults == [("workflows.E009", "sound: editable is an attribute that every case has")]


def test_the_processes_found_are_checked_by_manage_check():
    assert Approval in registry.KINDS.values()
    assert [fault for fault in run_checks(tags=["workflows"]) if fault.level >= 40] == []


def test_the_engines_topics_are_worded():
    from notifications import texts

    assert [topic for topic in sorted(topics.ENGINE) if not texts.known(topic)] == []
