"""The demonstration built once, people who have no part in it, and a guard that notices what is written."""

import hashlib
import re
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from people import clock
from people import demo as people_of_demo
from people.models import Unit, User
from policy import rules as policy
from processes import demos, discovered
from tests.integration.matrix import rule
from tests.support.world import person
from workflows import definitions, flows, registry
from workflows.models import Case

# Looking and being refused are noted; who is signed in is kept. Nothing else may be written on the way.
NOTED = ("ledger_access", "ledger_access_day", "django_session")
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|WITH\b.*\b(INSERT INTO|UPDATE \"|DELETE FROM))", re.DOTALL)


def built():
    """The demonstration of every process that has one."""
    people_of_demo.load(clock.now())
    people = {user.username: user for user in User.objects.select_related("unit")}
    for module in demos():
        module.build(people)
        clock.reset()


def cast():
    """Kind of person → somebody of that kind, or None for nobody; a reader of each office beside them."""
    offices = set().union(*rule.READERS.values())
    made = {rule.ANONYMOUS: None} | {who: person(f"m_{who}") for who in (rule.CLOSED, rule.STRANGER, rule.OPENER)}
    made[rule.CLOSED].is_active = False
    made[rule.CLOSED].save(update_fields=["is_active"])
    made[rule.ELSEWHERE] = person("m_elsewhere", "clerk", "section_head", unit_code="ELSEWHERE")
    made[rule.HEAD] = person("m_head", "section_head", unit_code="UNDERTAKING")
    made[rule.AUDITOR] = person("m_auditor", "auditor")
    made[rule.ADMIN], made[rule.SECURITY] = person("m_admin", "system_admin"), person("m_security", "security_admin")
    made[rule.AUDIT] = person("m_audit", "audit_admin")
    keepers = [made[who].pk for who in (rule.AUDITOR, rule.ADMIN, rule.SECURITY)]
    User.objects.filter(pk__in=keepers).update(is_staff=True)
    return made | {f"reader:{role}": person(f"m_{role}", role) for role in sorted(offices)}


def clients(people):
    """A browser for each person, signed in once."""
    # Where a stage was set and not walked to, an act may miss what the walk leaves; that is not about access.
    opened = {who: Client(raise_request_exception=False) for who in people}
    for who, user in people.items():
        if user:
            opened[who].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return opened


def processes():
    """Codes of the processes in the house; the tests' own one is asked elsewhere."""
    return sorted(name.rpartition(".")[2] for name in discovered())


def stages(process):
    return list(registry.current(process).stages)


def in_stage(process, stage, people):
    """A case of the demonstration in that stage, opened by the opener, undertaken by the unit of the head.

    Where no walk of the demonstration leads, a case is set there: these tests ask for access alone.
    """
    found = Case.objects.filter(kind=process)
    case = found.filter(stage=stage).first() or found.order_by("pk").first() or _bare(process, people)
    unit = Unit.objects.get(code="UNDERTAKING")
    said = {"stage": stage, "opened_by": people[rule.OPENER], "owner_unit": unit, "classification": "internal"}
    Case.objects.filter(pk=case.pk).update(**said)
    return registry.kind(process).objects.get(pk=case.pk)


def _bare(process, people):
    """A case of a process that shows none in the demonstration."""
    model, (pk, rules) = registry.kind(process), definitions.current(process)
    flow = getattr(flows, flows.PREFIX + rules.hash[: definitions.SHORT])
    said = {"flow_class": flow, "kind": process, "title": "一件事", "definition_id": pk, "stage": rules.data["start"]}
    return model.objects.create(opened_by=people[rule.OPENER], created=clock.now(), stage_since=clock.now(), **said)


class Watch:
    """Counts what a request writes beside the access log and the session."""

    def __init__(self, but):
        self.written, self.noted = [], (*NOTED, but) if but else NOTED

    def __call__(self, execute, sql, params, many, context):
        if WRITES.match(sql) and not any(table in sql for table in self.noted):
            self.written.append(sql[:90])
        return execute(sql, params, many, context)


@contextmanager
def unwritten(what, but=""):
    """Fail if anything is written inside, even if it is taken back; statements with `but` in them may be."""
    watch = Watch(but)
    with connection.execute_wrapper(watch):
        yield
    assert not watch.written, f"{what} wrote: {watch.written[0]}"


@contextmanager
def undone():
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def digest():
    """One value for all that the database holds beside what may be noted."""
    sums = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted({model._meta.db_table for model in apps.get_models()} - set(NOTED)):
            if table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
                sums.update(repr((table, cursor.fetchall())).encode())
    return sums.hexdigest()


@contextmanager
def small_process_readable(by):
    """The tests' own process has an office that reads it, too."""
    before = policy.READERS["approval"]
    policy.READERS["approval"] = frozenset({by})
    try:
        yield
    finally:
        policy.READERS["approval"] = before
