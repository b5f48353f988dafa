"""SpiffWorkflow: the state of a workflow as JSON after every step, and a table of human tasks for the inbox.

That is the layout of its own product. Needs `pip install SpiffWorkflow==3.2.0`; the benchmark leaves it out otherwise.
"""

from pathlib import Path

import psycopg

from benchmarks.peers import common

URL = common.url("spiff")
BPMN = Path(__file__).resolve().parents[1] / "approval.bpmn"
SCHEMA = """
CREATE TABLE instance (
  id bigserial PRIMARY KEY, status text NOT NULL, author int, state json NOT NULL, updated timestamptz DEFAULT now());
CREATE TABLE human_task (
  id bigserial PRIMARY KEY, instance_id bigint NOT NULL, guid uuid NOT NULL, name text, assignee int,
  status text DEFAULT 'open', completed_by int, created timestamptz DEFAULT now(), finished timestamptz);
CREATE INDEX ON human_task (instance_id);
CREATE INDEX ON human_task (assignee, status);
"""
ITEMS = "/*harness*/ SELECT id, assignee FROM human_task WHERE instance_id = %s AND status = 'open' ORDER BY id"
CLOSED = "/*harness*/ SELECT status = 'closed' FROM instance WHERE id = %s"


def setup():
    with psycopg.connect(URL, autocommit=True) as server:
        server.execute(SCHEMA)


def connect():
    global own, raw, spec, serializer, BpmnWorkflow, TaskState
    from lxml import etree
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(str(BPMN)))
    spec, serializer = parser.get_spec("approval"), BpmnWorkflowSerializer()
    own, raw = psycopg.connect(URL), psycopg.connect(URL, autocommit=True)
    own.prepare_threshold = 0


def _ready(workflow):
    return workflow.get_tasks(state=TaskState.READY, manual=True)


def _keep_tasks(case, workflow, known, whose):
    for task in _ready(workflow):
        if str(task.id) not in known:
            row = (case, task.id, task.task_spec.name, whose(task))
            own.execute("INSERT INTO human_task (instance_id, guid, name, assignee) VALUES (%s, %s, %s, %s)", row)


def create(author):
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    for task in workflow.get_tasks(state=TaskState.READY):
        task.data["author"] = author
    with own.transaction():
        state = serializer.serialize_json(workflow)
        made = "INSERT INTO instance (status, author, state) VALUES ('open', %s, %s) RETURNING id"
        (case,) = own.execute(made, (author, state)).fetchone()
        _keep_tasks(case, workflow, (), lambda task: author)
    return case


def _complete(case, item, person, data):
    with own.transaction():
        (state,) = own.execute("SELECT state::text FROM instance WHERE id = %s FOR UPDATE", (case,)).fetchone()
        mine = "SELECT guid FROM human_task WHERE id = %s AND assignee = %s AND status = 'open'"
        (guid,) = own.execute(mine, (item, person)).fetchone()
        workflow = serializer.deserialize_json(state)
        known = {str(task.id) for task in _ready(workflow)}
        task = workflow.get_task_from_id(guid)
        task.data.update(data)
        task.run()
        workflow.refresh_waiting_tasks()
        workflow.do_engine_steps()
        row = (serializer.serialize_json(workflow), "closed" if workflow.is_completed() else "open", case)
        own.execute("UPDATE instance SET state = %s, status = %s, updated = now() WHERE id = %s", row)
        done = "UPDATE human_task SET status = 'done', completed_by = %s, finished = now() WHERE id = %s"
        own.execute(done, (person, item))
        _keep_tasks(case, workflow, known, _whose)


def _whose(task):
    name = task.task_spec.name
    return task.data["decider"] if name == "decision" else task.data["signers"][int(name[-1]) - 1]


def submit(case, author, signers, decider):
    ((item, person),) = pending(case)
    _complete(case, item, person, {"signers": signers, "decider": decider})


def pending(case):
    return raw.execute(ITEMS, (case,)).fetchall()


def sign(case, task, person, opinion):
    _complete(case, task, person, {f"opinion_{task}": {"by": person, "text": opinion}})


decide = sign


def check(case):
    return raw.execute(CLOSED, (case,)).fetchone()[0]
