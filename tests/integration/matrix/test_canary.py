"""No byte of a case that is kept from somebody reaches them by any address: pages, lists, files, exports, search.

A word that stands nowhere else is planted in every text of the case, its work items, notices, papers and evidence.
Then each person who must not know of it asks every address there is, for this case and in general.
"""

import random

import pytest
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse

from people import clock
from people.models import Mandate
from policy import rules as policy
from tests.integration.matrix import addresses, rule, scene
from tests.integration.matrix.answers import told
from tests.support.world import person
from workflows.models import Admission, Case, Draft, Exclusion, Paper, WorkItem

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]
CANARY, NUMBER = "金丝雀羽", "暗〔2026〕7777号"
LONG = 6  # characters that a field must hold to be planted
ASKED = 2  # persons who ask every address; each process has others
BY_TURNS = 0.5  # of the addresses that are not about this case


def planted(case):
    """Put the word into every free text of the case and of what hangs on it."""
    model, said = type(case), {}
    for field in model._meta.concrete_fields:
        free = isinstance(field, models.CharField | models.TextField) and not (field.choices or field.unique)
        if free and (field.max_length or LONG) >= LONG and field.name not in KEPT:
            said[field.name] = CANARY
    model.objects.filter(pk=case.pk).update(**said)
    Case.objects.filter(pk=case.pk).update(number=NUMBER, title=CANARY)
    WorkItem.objects.filter(process=case.pk).update(title=CANARY, number=NUMBER)
    by = case.opened_by
    paper = Paper(case_id=case.pk, kind="note", name=f"{CANARY}.txt", size=9, sha256="0" * 64, by=by, at=clock.now())
    paper.file.save("canary.txt", ContentFile(CANARY.encode()))
    return model.objects.get(pk=case.pk), paper


KEPT = {"kind", "stage", "classification", "urgency", "lapse_move", "flow_class", "status", "artifact_object_id"}


def places(case, paper, rng):
    """Every address: those about this case all, the others by turns."""
    for name, (args, *_answers) in addresses.ROWS.items():
        about = bool(args) and args[0] in ("case", addresses.NOWHERE)
        if not about and rng.random() > BY_TURNS:
            continue
        real = [case.uid if arg in ("case", addresses.NOWHERE) else arg for arg in args]
        real = [0 if arg in ("sitting",) else case.uid if arg == "run" else arg for arg in real]
        yield reverse(name, args=real)
    yield reverse("web:paper", args=[case.uid, paper.pk])
    # A part of the word: the page repeats what was asked for.
    yield reverse("web:search") + f"?q={CANARY[1:]}"
    yield reverse("web:search") + "?q=7777"
    yield "/admin/workflows/case/?q=7777"


def kept_out(people, case, rng):
    """Persons who must not know, of each kind: by level, by exclusion, with subordinates and delegates, by function."""
    chief = person("x_chief", "section_head", unit_code="XCHIEF")
    below, agent = person("x_below", "office", "supervision_office", unit_code="XCHIEF"), person("x_agent", "minister")
    today = clock.today()
    Mandate.objects.create(principal=chief, agent=agent, since=today, until=today, reason="出差")
    by = people[rule.OPENER]
    Exclusion.objects.create(case_id=case.pk, person=chief, by=by, since=clock.now())
    # What would let them in if nobody kept them out: work, a part, an admission, a draft.
    WorkItem.objects.filter(process=case.pk).update(owner=chief)
    case.participants.create(person=below, role="expert")
    for one in (below, agent):
        Admission.objects.create(case_id=case.pk, person=one, by=by, since=clock.now(), until=today, reason="协助核对")
        Draft.objects.get_or_create(
            case_id=case.pk, person=one, act="x", defaults={"data": {}, "saved_at": clock.now()}
        )
    always = {"chief": chief, "below": below, "agent": agent}
    others = [who for who in (*rule.OUTSIDE, rule.AUDITOR, rule.HEAD, "reader:office") if people[who]]
    return always | {who: people[who] for who in rng.sample(others, ASKED)}


EVERY_TIME = ("suggestion",)  # the others by night: each asks some hundred pages


def by_turns():
    nightly = [code for code in scene.processes() if code not in EVERY_TIME]
    return [*EVERY_TIME, *(pytest.param(code, marks=pytest.mark.nightly) for code in nightly)]


@pytest.mark.parametrize("process", by_turns())
def test_no_address_tells_anything_of_a_sealed_case_to_whom_it_is_kept_from(filled, process):
    people, _clients = filled
    rng = random.Random(process)
    with scene.undone():
        case, paper = planted(scene.in_stage(process, rng.choice(scene.stages(process)), people))
        Case.objects.filter(pk=case.pk).update(classification="sealed")
        shut = kept_out(people, case, rng)
        browsers = scene.clients(shut)
        assert not any(policy.may_see(type(one).objects.get(pk=one.pk), case) for one in shut.values())
        leaks = []
        for url in places(case, paper, rng):
            for who, client in browsers.items():
                answer = client.get(url)
                found = [word for word in (CANARY, NUMBER) if word in told(answer)]
                if found:
                    leaks.append(f"{who} {url} {answer.status_code} {found}")
        paper.file.delete(save=False)
    assert not leaks, "\n".join(leaks[:20])


def test_the_word_is_found_by_whom_it_is_for(filled):
    """The test would notice: who opened the case finds the word at the same addresses."""
    people, clients = filled
    with scene.undone():
        case, paper = planted(scene.in_stage("task_project", scene.stages("task_project")[0], people))
        Case.objects.filter(pk=case.pk).update(classification="sealed")
        client = clients[rule.OPENER]
        assert CANARY in told(client.get(reverse("web:case", args=[case.uid])))
        assert CANARY in told(client.get(reverse("web:paper", args=[case.uid, paper.pk])))
        assert NUMBER in told(client.get(reverse("web:search") + f"?q={CANARY}"))
        paper.file.delete(save=False)
