"""What viewflow 2.4.0 does that we rely on or keep out of the way of. An upgrade that changes it is noticed here."""

import ast
import copy
from importlib.metadata import version

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from viewflow import this
from viewflow.fsm import TransitionNotAllowed
from viewflow.workflow import STATUS, Flow, act, lock
from viewflow.workflow import flow as nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import AbstractTask
from viewflow.workflow.nodes.switch import SwitchActivation
from viewflow.workflow.signals import flow_finished, task_finished

from people.models import User
from tests.architecture import sources
from tests.support.approval.models import Approval
from workflows import moves, registry, testing, work
from workflows.models import Case, WorkItem


@pytest.fixture
def opened(db):
    return moves.open_case("approval", by=testing.person("author", "clerk"), title="一件事")


def finish_walk(case):
    author, signer, decider = (testing.person(name) for name in ("author", "signer", "decider"))
    moves.move(case, "submit", by=author, signers=[signer.pk], decider=decider.pk)
    moves.act(case, "sign", by=signer, decision="agree")
    moves.move(case, "adopt", by=decider)


def test_it_is_the_release_that_was_studied():
    assert version("django-viewflow") == "2.4.0"


class Parent(Flow):
    """A flow with nodes, to be inherited from."""

    process_class, task_class = Case, WorkItem
    begin = nodes.StartHandle().Next(this.finish)
    finish = nodes.End()


def test_defect_an_inherited_flow_leads_into_its_parents_nodes():
    child = type("Child", (Parent,), {"__module__": __name__})
    assert child.begin.flow_class is child and child.begin._next.flow_class is Parent


def test_so_our_flows_inherit_no_nodes_and_stay_apart():
    rules = registry.current("approval")
    one = work.flow_for(rules)
    assert work.CaseFlow._nodes_by_name == {}
    assert all(node.flow_class is one for node in one._nodes_by_name.values())
    reached = {edge.dst.flow_class for node in one._nodes_by_name.values() for edge in node._outgoing()}
    assert reached == {one} and work.flow_for(rules) is one


def test_defect_a_flow_is_not_locked_by_default_and_the_stock_lock_does_not_wait():
    assert Flow.lock_impl is lock.no_lock
    assert lock.select_for_update_lock.nowait and lock.select_for_update_lock.attempts > 1


def test_so_ours_waits_for_the_row():
    ours = work.CaseFlow.lock_impl
    assert isinstance(ours, lock.SelectForUpdateLock) and not ours.nowait and ours.attempts == 1


def test_defect_deleting_a_person_deletes_viewflows_tasks():
    assert AbstractTask._meta.get_field("owner").remote_field.on_delete is models.CASCADE


def test_so_no_row_of_ours_but_drafts_and_preferences_go_with_a_person():
    """What is no act goes: drafts, uploads that no act has taken, work chosen but staged only, and own phrases."""
    keys = [
        (model.__name__, field.name)
        for model in apps.get_app_config("workflows").get_models()
        for field in model._meta.concrete_fields
        if field.related_model is User and field.remote_field.on_delete is not models.PROTECT
    ]
    assert sorted(keys) == [("Bundle", "by"), ("Draft", "person"), ("Phrase", "person"), ("Upload", "person")]


def test_what_was_cancelled_cannot_be_revived(opened):
    """viewflow's `revive` drops the owner, and anybody could claim the task; ours refuses it."""
    item = WorkItem.objects.get(process=opened)
    item.status = STATUS.CANCELED
    with pytest.raises((AttributeError, IntegrityError)), transaction.atomic():
        item.flow_task.activation_class(item).revive()
    assert WorkItem.objects.filter(process=opened).count() == 1


AVOIDED = {"revive", "undo", "reassign", "unassign", "assign"}


def test_nothing_of_ours_calls_what_must_not_be_called():
    calls = [
        (path.name, node.func.attr)
        for path in sources("workflows")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in AVOIDED
        and ast.unparse(node.func.value).endswith(("activation", "flow_task"))
    ]  # fmt: skip
    assert calls == []


def test_defect_the_docstring_of_a_flow_becomes_its_title():
    assert Parent.process_title == "A flow with nodes, to be inherited from."
    assert work.CaseFlow.__doc__ is None and work.flow_for(registry.current("approval")).process_title == "审批"


def test_defect_an_activation_without_a_row_cannot_be_told_from_another(opened):
    first, second = (copy.copy(WorkItem(process=opened, stage="draft")) for _ in "12")
    with pytest.raises(TypeError):
        hash(Activation(first))
    assert len({work.Passing(first), work.Passing(second)}) == 2


def test_work_that_is_done_cannot_be_done_again(opened):
    item = WorkItem.objects.get(process=opened)
    item.status = STATUS.DONE
    with pytest.raises(TransitionNotAllowed):
        work.finish(item)


def test_a_finished_case_says_so_once(opened):
    ended, done = [], []
    flow_finished.connect(lambda **said: ended.append(said["process"].pk), weak=False, dispatch_uid="ended")
    task_finished.connect(lambda **said: done.append(said["task"].pk), weak=False, dispatch_uid="done")
    try:
        finish_walk(opened)
    finally:
        flow_finished.disconnect(dispatch_uid="ended")
        task_finished.disconnect(dispatch_uid="done")
    assert ended == [opened.pk] and len(set(done)) == len(done) == 3
    assert Approval.objects.get(pk=opened.pk).status == STATUS.DONE


def test_passing_a_node_leaves_no_row(opened):
    finish_walk(opened)
    assert WorkItem.objects.filter(process=opened).count() == 3
    assert {item.flow_task.task_type for item in WorkItem.objects.all()} == {WorkItem.flow_task_type}


def test_a_case_finds_its_flow_again_by_name(opened):
    read = Case.objects.get(pk=opened.pk)
    assert read.flow_class is work.flow_for(read.rules)
    assert WorkItem.objects.get(process=opened).flow_task is read.flow_class.instance.node("at_draft")


def test_the_private_parts_that_the_engine_leans_on_are_there():
    assert callable(Activation._activate_next) and callable(nodes.View._create) and callable(nodes.Switch._resolve)
    assert "next_task" in SwitchActivation.__dict__ or hasattr(SwitchActivation, "activate")
    assert nodes.Switch()._branches == [] and hasattr(act, "process")
