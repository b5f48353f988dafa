"""Who has something to do now: our viewflow nodes. The only module that touches viewflow's engine.

viewflow walks the graph and keeps each work item's life legal; nothing here writes to the database.
Work that the flow opens is gathered in the case's step and written by the store, together with the rest.
"""

from functools import cache
from types import SimpleNamespace

from viewflow import this
from viewflow.workflow import STATUS, flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.nodes.end import EndActivation
from viewflow.workflow.nodes.start import StartHandleActivation
from viewflow.workflow.nodes.switch import SwitchActivation
from viewflow.workflow.nodes.view import ViewActivation
from viewflow.workflow.signals import flow_finished, task_finished

from ledger import statements
from workflows import entering
from workflows.models import Case, WorkItem

ROOT = WorkItem.token


class Passing(Activation):
    """An activation that leaves no row of its own."""

    __hash__ = object.__hash__  # viewflow hashes by row, and there is none yet

    def __eq__(self, other):
        return self is other

    @classmethod
    def create(cls, flow_task, prev_activation, token, data=None, seed=None):
        return cls(_waypoint(flow_task, prev_activation.process, token))

    @Activation.status.super()
    def complete(self):
        self.task.finished = self.process.step.at


def _waypoint(node, case, token):
    """What viewflow needs to pass a node that leaves no row."""
    return SimpleNamespace(process=case, flow_task=node, token=token, status=STATUS.NEW)


def item(case, stage, **fields):
    """Return a new, unsaved work item of a stage, assigned."""
    return statements.new(
        WorkItem, process=case, created=case.step.at, status="ASSIGNED", stage=stage, case_uid=case.uid,
        case_kind=case.kind, title=case.title, number=case.number or "", **fields,
    )  # fmt: skip


class StageActivation(Passing, ViewActivation):
    """A stage being worked: opens an item for each person with a duty; done items close it when the case moves."""

    @classmethod
    def create(cls, flow_task, prev_activation, token, data=None, seed=None):
        case = prev_activation.process
        entering.enter(case, flow_task.stage, item)
        return cls(_waypoint(flow_task, case, token))

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def complete(self):
        self.task.finished = self.process.step.at
        self.task.decision = self.process.step.decision
        task_finished.send(sender=self.flow_class, process=self.process, task=self.task)

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self):
        if self.process.step.closes_stage:
            yield self.flow_task._next._create(self, self.task.token)


class AtStage(flow.View):
    """The work of one stage. Several people may hold it at once; their words are counted on the signing's row."""

    activation_class = StageActivation

    def __init__(self, *, stage, many=False):
        super().__init__(view=None)
        self.stage = stage
        self._multi_instance = many  # BPMN export draws the three bars


class ByStageActivation(Passing, SwitchActivation):
    @Activation.status.super()
    def activate(self):
        self.next_task = self.flow_task.arms[self.process.stage]


class ByStage(flow.Switch):
    """Follows the stage the case is now in; it decides nothing itself."""

    activation_class = ByStageActivation

    def __init__(self, **arms):
        super().__init__()
        for stage, node in arms.items():
            self.Case(node, lambda activation, stage=stage: activation.process.stage == stage)
        self._stages = list(arms)

    def _resolve(self, instance):
        super()._resolve(instance)
        self.arms = {stage: node for stage, (node, _) in zip(self._stages, self._branches, strict=True)}


class ClosedActivation(Passing, EndActivation):
    @Activation.status.super()
    def activate(self):
        case = self.process
        case.status, case.finished = STATUS.DONE, case.step.at
        entering.enter(case, self.flow_task.stage, item)
        flow_finished.send(sender=self.flow_class, process=case, task=self.task)


class Closed(flow.End):
    """A stage in which a case has ended."""

    activation_class = ClosedActivation

    def __init__(self, *, stage):
        super().__init__()
        self.stage = stage


class OpeningActivation(Passing, StartHandleActivation):
    @Activation.status.super()
    def execute(self):
        self.complete()
        self.activate_next()


class Opening(flow.StartHandle):
    """Opens a case."""

    activation_class = OpeningActivation


class CaseFlow(flow.Flow):
    # No docstring: viewflow would make it every process's title. No nodes: viewflow cannot inherit them.

    process_class, task_class = Case, WorkItem
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)  # for viewflow's own calls; moves lock for themselves


@cache
def flow_for(rules):
    """Build the flow of one definition: a node per stage, a switch after each that follows the stage."""
    nodes = {"opening": Opening().Next(getattr(this, f"at_{rules.data['start']}"))}
    for stage, facts in rules.stages.items():
        if rules.is_closed(stage):
            nodes[f"at_{stage}"] = Closed(stage=stage)
            continue
        arms = {to: getattr(this, f"at_{to}") for source, _, to in rules.edges if source == stage}
        nodes[f"at_{stage}"] = AtStage(stage=stage, many=bool(facts.signing or facts.parallel)).Next(
            getattr(this, f"from_{stage}")
        )
        nodes[f"from_{stage}"] = ByStage(**arms)
    attrs = nodes | {"__module__": "workflows.flows", "process_title": rules.process["label"]}
    return type(CaseFlow)(f"F_{rules.hash[:16]}", (CaseFlow,), attrs)


def begin(case):
    """Walk from the start of the flow to the first work."""
    start = case.flow_class.instance.node("opening")
    OpeningActivation(_waypoint(start, case, ROOT)).execute()


def finish(done):
    """Complete one work item; if the case has left the stage, walk on to the new stage's work."""
    activation = done.flow_task.activation_class(done)
    activation.start(None)
    activation.execute()


def follow(case):
    """Enter the flow at the stage the case was moved to from outside any work item (withdrawal, lapse)."""
    if case.status == STATUS.DONE:  # a move after closing opens the case again
        case.status, case.finished = STATUS.NEW, None
    node = case.flow_class.instance.node(f"at_{case.stage}")
    outside = OpeningActivation(_waypoint(case.flow_class.instance.node("opening"), case, ROOT))
    outside._activate_next({node._create(outside, ROOT)})
