"""The pages get their answers from PostgreSQL as well as from SQLite: each is asked for once, whatever it says.

What they say, and to whom, is asked on one database, by the other tests of this folder and by those of the pages.
"""

import pytest
from django.urls import reverse

from people import roles
from tests.integration.matrix import addresses, rule, scene
from workflows.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def readers(filled):
    """Who reads most."""
    found = {who: roles.holders(who)[0] for who in ("minister", "supervision_office")}
    return {rule.AUDITOR: filled[1][rule.AUDITOR], **scene.clients(found)}


@pytest.mark.parametrize("process", scene.processes())
def test_every_stage_has_its_pages(readers, process):
    found = Case.objects.filter(kind=process).order_by("stage", "pk")
    cases = {case.stage: case for case in found}
    for case in cases.values():
        for page in ("case", "history"):
            assert readers["minister"].get(reverse(f"web:{page}", args=[case.uid])).status_code in (200, 404)


def test_every_address_answers(readers):
    case = Case.objects.filter(kind="suggestion").first()
    for name, (args, *_answers) in addresses.ROWS.items():
        real = [case.uid if arg in ("case", "run") else 0 if arg == "sitting" else arg for arg in args]
        for who, client in readers.items():
            with scene.undone():
                answer = client.get(reverse(name, args=real))
            assert answer.status_code < 500, f"{name} by {who}: {answer.status_code}"
