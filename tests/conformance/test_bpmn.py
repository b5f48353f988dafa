"""What is exported as BPMN 2.0 is read by a library that knows nothing of us, and says the same."""

import pytest
from django.core.management import CommandError, call_command
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser

from workflows import bpmn, declare, registry, rules
from workflows.declare import Branch, Move, Parallel, Process, Signing, StageFacts, SubCase, Term

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
SERVED = sorted(code for code, model in registry.KINDS.items() if model.__module__.startswith("processes."))
NAMES = {"b": "http://www.omg.org/spec/BPMN/20100524/MODEL"}


def tree(stated):
    return etree.fromstring(bpmn.export(stated).encode())


def reread(*all_stated):
    """The first of the processes, as the other library understands it."""
    parser = BpmnParser()
    for stated in all_stated:
        parser.add_bpmn_xml(tree(stated), filename=f"{stated.process['code']}.bpmn")
    return parser.get_spec(all_stated[0].process["code"])


def every_way():
    """A process with branches side by side, a vote, signers in a row, a lapse and a case that is waited for."""
    office, term = ("office",), Term(n=5, unit="wd", start="beside")
    both = Parallel(
        branches={"law": Branch(signing=Signing(mode="sequential", by=office), label="合法性"),
                  "money": Branch(signing=Signing(mode="vote", by=office), label="经费")},
        leaves={"agree": "on", "oppose": "drop"},
    )  # fmt: skip
    facts = {
        "draft": StageFacts(moves=(Move(name="hand_in", label="呈报", by=office),)),
        "beside": StageFacts(parallel=both, moves=(
            Move(name="on", label="通过", by=()), Move(name="drop", label="不通过", by=()),
            Move(name="lapse", label="到期", by=(), lapses=True, term=term),
        )),
        "waiting": StageFacts(sub=SubCase(process="other", leaves={"z": "over"}), moves=(
            Move(name="over", label="办结", by=()),)),
        "done": StageFacts(),
    }  # fmt: skip
    edges = [["draft", "hand_in", "beside"], ["beside", "on", "waiting"], ["beside", "drop", "done"],
             ["beside", "lapse", "draft"], ["waiting", "over", "done"]]  # fmt: skip
    return stated_as("ways", facts, edges, "done")


def other():
    facts = {"draft": StageFacts(moves=(Move(name="end", label="办结", by=("office",)),)), "z": StageFacts()}
    return stated_as("other", facts, [["draft", "end", "z"]], "z")


def stated_as(code, facts, edges, closed):
    process, labels = Process(code=code, label=code, series=code), dict.fromkeys(facts, "环节")
    return rules.read(rules.canonical(declare.as_data(process, "draft", labels, facts, edges, {closed})))


@pytest.mark.parametrize("code", SERVED)
def test_every_process_is_read_by_another_library_stage_by_stage(code):
    stated = registry.current(code)
    spec = reread(stated)
    for stage in stated.stages:
        found = [task.bpmn_name for name, task in spec.task_specs.items() if name.split(" ")[0] == f"at_{stage}"]
        assert stated.label(stage) in found  # the library puts what several people do into a task inside a task
    conditions = {flow for task in spec.task_specs.values() for flow in _conditions(task)}
    assert conditions == {
        f'move == "{move.name}"'
        for stage in stated.stages
        for move in stated.moves_from(stage)
        if move.by or not move.lapses
    }


def _conditions(task):
    return [condition.args[0] for condition, _to in getattr(task, "cond_task_specs", None) or () if condition]


@pytest.mark.parametrize("code", SERVED)
def test_every_stage_is_in_the_lane_of_who_works_there(code):
    stated, file = registry.current(code), tree(registry.current(code))
    for stage in stated.stages:
        (lane,) = file.xpath(f'//b:lane[b:flowNodeRef[text()="at_{stage}"]]', namespaces=NAMES)
        assert lane.get("name")


@pytest.mark.parametrize("code", SERVED)
def test_several_signers_bear_the_mark_and_say_when_they_are_done(code):
    stated = registry.current(code)
    signed = [stage for stage, facts in stated.stages.items() if facts.signing]
    file = tree(stated)
    for stage in signed:
        (mark,) = file.xpath(f'//b:userTask[@id="at_{stage}"]/b:multiInstanceLoopCharacteristics', namespaces=NAMES)
        assert mark.findtext("b:completionCondition", namespaces=NAMES)
    assert len(file.xpath("//b:multiInstanceLoopCharacteristics", namespaces=NAMES)) == len(signed)


def test_most_processes_have_several_signers():
    assert sum(any(facts.signing for facts in registry.current(code).stages.values()) for code in SERVED) > 5


def test_branches_lapses_and_waited_for_cases_are_read_too():
    spec = reread(every_way(), other())
    kinds = {name: type(task).__name__ for name, task in spec.task_specs.items()}
    assert kinds["split_beside"] == kinds["join_beside"] == "ParallelGateway"
    assert kinds["at_beside_law"] == "SequentialMultiInstanceTask"
    assert kinds["at_beside_money"] == "ParallelMultiInstanceTask"
    assert kinds["at_waiting"] == "CallActivity"
    assert kinds["time_beside_lapse"] == "BoundaryEvent"


def test_the_command_writes_a_file_and_says_what_is_wrong(tmp_path):
    call_command("bpmn", "suggestion", output=str(tmp_path / "p.bpmn"))
    assert etree.parse(tmp_path / "p.bpmn").getroot().tag.endswith("definitions")
    with pytest.raises(CommandError, match="No process is called nothing"):
        call_command("bpmn", "nothing")
    with pytest.raises(CommandError, match="was not written"):
        call_command("bpmn", "suggestion", output=str(tmp_path / "none" / "p.bpmn"))
