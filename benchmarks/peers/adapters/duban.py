"""This product: the real engine with everything on, the permission check, chained events and the outbox among it."""

import os
import uuid

import django
import psycopg

from benchmarks.peers import common

URL = common.url("duban")
ITEMS = "/*harness*/ SELECT id, owner_id FROM workflows_workitem WHERE process_id = %s AND status = %s ORDER BY id"
CLOSED = "/*harness*/ SELECT stage = 'adopted' AND head_seq = 6 FROM workflows_case WHERE id = %s"


def _django():
    os.environ |= {"DATABASE_URL": URL, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    django.setup()


def setup():
    _django()
    from django.core.management import call_command

    from people import clock
    from people.models import Holding, Role, Unit, User

    call_command("migrate", verbosity=0)
    unit = Unit.objects.create(code="bench", name="bench")
    clerk, _ = Role.objects.get_or_create(code="clerk", defaults={"zh": "clerk"})
    people = [User(username=_name(n), name=_name(n), unit=unit) for n in range(1, common.PEOPLE + 1)]
    people = User.objects.bulk_create(people)
    Holding.objects.bulk_create([Holding(person=p, role=clerk, unit=unit, since=clock.today()) for p in people])


def _name(n):
    return f"person{n}"


def connect():
    global raw, ids, moves, new_uid, store
    _django()
    from people.models import User
    from settings import loaded
    from workflows import moves
    from workflows.models import new_uid
    from workflows.store import current as store

    raw = psycopg.connect(URL, autocommit=True)
    loaded.settle()  # as every process of the product does that serves
    found = dict(User.objects.values_list("username", "pk"))
    ids = {n: found[_name(n)] for n in range(1, common.PEOPLE + 1)}


def _case(pk):
    """What the entry of an inbox tells of a case: its number and its process. The engine locks and reads it."""
    return store().at("approval", pk)


def create(author):
    return moves.open_case("approval", by=ids[author], key=new_uid(), title="Contract amendment").pk


def submit(case, author, signers, decider):
    named = {"signers": [ids[n] for n in signers], "decider": ids[decider]}
    moves.move(_case(case), "submit", by=ids[author], key=uuid.uuid4(), **named)


def pending(case):
    return raw.execute(ITEMS, (case, "ASSIGNED")).fetchall()


def sign(case, task, person, opinion):
    moves.act(_case(case), "sign", by=person, key=uuid.uuid4(), item=task, decision="agree", opinion=opinion)


def decide(case, task, person, opinion):
    moves.move(_case(case), "adopt", by=person, key=uuid.uuid4())


def check(case):
    return raw.execute(CLOSED, (case,)).fetchone()[0]
