"""django-viewflow as documented: a proxy process, the calls that UpdateProcessView makes, under its own lock."""

import os
from types import SimpleNamespace

import django
import psycopg

from benchmarks.peers import common

URL = common.url("viewflow_bare")
OPEN = "/*harness*/ SELECT id, owner_id FROM viewflow_task WHERE process_id = %s AND status = 'ASSIGNED' ORDER BY id"
CLOSED = "/*harness*/ SELECT status = 'DONE' FROM viewflow_process WHERE id = %s"


def _django():
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.peers.vf_app.settings"
    django.setup()


def setup():
    _django()
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    User.objects.bulk_create([User(username=f"person{n}") for n in range(1, common.PEOPLE + 1)])


def connect():
    global raw, ApprovalFlow, Task, User
    _django()
    from django.contrib.auth.models import User
    from viewflow.workflow.models import Task

    from benchmarks.peers.vf_app.flows import ApprovalFlow

    raw = psycopg.connect(URL, autocommit=True)


def create(author):
    return ApprovalFlow.start.run(author=author).pk


def submit(case, author, signers, decider):
    ((task, person),) = pending(case)
    _complete(task, person, signers=signers, decider=decider)


def _complete(pk, person, **data):
    """What dispatch, form and button of UpdateProcessView do; no peer is timed with HTTP."""
    user = User.objects.get(pk=person)
    task = Task._default_manager.select_related("process").get(pk=pk)
    with task.activation() as activation:
        if not activation.flow_task.can_execute(user, activation.task):
            raise PermissionError
        activation.start(SimpleNamespace(user=user))
        for name, value in data.items():
            setattr(activation.process, name, value)
        activation.process.save()
        activation.task.data = {"opinion": data.get("opinion", "")}
        activation.execute()


def pending(case):
    return raw.execute(OPEN, (case,)).fetchall()


def sign(case, task, person, opinion):
    _complete(task, person, opinion=opinion)


decide = sign


def check(case):
    return raw.execute(CLOSED, (case,)).fetchone()[0]
