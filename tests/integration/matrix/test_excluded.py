"""Whoever is kept out of one case finds nothing at any of its addresses, at every level of secrecy.

Kept out are a person, those below them and those who act for them, all of whom would see the case if nobody kept them
out: by work, a part in it, an office, an admission. Lists, search and exports are asked in `test_canary.py`.
"""

import random

import pytest
from django.urls import reverse

from policy import secrecy
from tests.integration.matrix import addresses, rule, scene
from tests.integration.matrix.answers import told
from tests.integration.matrix.test_canary import CANARY, NUMBER, kept_out, planted
from tests.integration.matrix.test_cases import own_pages
from workflows.models import Case, Exclusion, Sitting

pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.slow]
LEVELS = ("internal", *secrecy.GUARDED)
KEPT_OUT = ("chief", "below", "agent")
EVERY_TIME = (("task_project", "restricted"), ("inspection", "internal"))  # the others by night


def by_turns():
    """Processes that have addresses of their own, at each level."""
    for asked in ((process, level) for process in ("task_project", "inspection") for level in LEVELS):
        yield pytest.param(*asked, marks=() if asked in EVERY_TIME else pytest.mark.nightly)


def of_one_case(process, case, paper):
    """Every address about this case."""
    sitting = Sitting.objects.create(case=case, kind="hearing", stage=case.stage, starts_at=case.created)
    real = {"case": case.uid, "sitting": sitting.pk}
    for name, (args, *_answers) in addresses.ROWS.items():
        if args[:1] == ("case",):
            yield reverse(name, args=[real.get(arg, arg) for arg in args])
    yield reverse("web:paper", args=[case.uid, paper.pk])
    yield from (reverse(name, args=[case.uid, *rest]) for name, rest in own_pages(process))


@pytest.mark.parametrize("process, level", list(by_turns()))
def test_who_is_kept_out_finds_no_address_of_the_case(filled, process, level):
    people, _clients = filled
    with scene.undone():
        case, paper = planted(scene.in_stage(process, scene.stages(process)[0], people))
        shut = kept_out(people, case, random.Random(level))
        Case.objects.filter(pk=case.pk).update(classification=level)
        browsers, wrong = scene.clients({who: shut[who] for who in KEPT_OUT}), []
        for url in of_one_case(process, case, paper):
            for who, client in browsers.items():
                for method in ("get", "post"):
                    answer = getattr(client, method)(url, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
                    said = told(answer)
                    if answer.status_code not in (rule.GONE, 405) or CANARY in said or NUMBER in said:
                        wrong.append(f"{who} {method} {url} {answer.status_code}")
        paper.file.delete(save=False)
    assert not wrong, "\n".join(wrong[:20])


def test_it_is_the_exclusion_that_keeps_them_out(filled):
    """The test would notice: without it the same people find the page."""
    people, _clients = filled
    with scene.undone():
        case, paper = planted(scene.in_stage("task_project", scene.stages("task_project")[0], people))
        shut = kept_out(people, case, random.Random(1))
        browsers = scene.clients({who: shut[who] for who in KEPT_OUT})
        Exclusion.objects.all().delete()
        for who, client in browsers.items():
            assert CANARY in told(client.get(reverse("web:case", args=[case.uid]))), who
        paper.file.delete(save=False)
