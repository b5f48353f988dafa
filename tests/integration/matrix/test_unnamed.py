"""Whoever asked not to be named is named nowhere: every address is asked by those who see the case and may not know.

The submitter signs in, so the system knows the name; the office and whoever handles the suggestion may read it (P01).
"""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from audit import packing, redaction
from ledger import keeping
from ledger.log import sequence
from tests.integration.matrix import addresses
from tests.integration.matrix.answers import told
from tests.support.world import person
from tests.unit.ledger.signing import near  # noqa: F401
from tests.unit.suggestion.conftest import CONTENT, drafted, registered, step, world  # noqa: F401
from workflows import moves

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
NAME = "白鹭洲来信人"
DIRECTORY = {"web:acting", "web:handover"}  # these offer everybody who has an account, and say nothing of a case
MORE = "补充一条新的事实：三个村的场所去年汛期漏雨，已经不能用，附上照片说明。"


@pytest.fixture
def case(world):  # noqa: F811
    """A suggestion whose submitter opened it, waits for its reply, answers it himself and through an agent."""
    type(world.citizen).objects.filter(pk=world.citizen.pk).update(name=NAME)
    world.citizen.refresh_from_db()
    case = drafted(world, case=_assigned(world))
    case = step(case, "approve_reply", world.head)
    moves.act(case, "rate_reply", by=world.citizen, satisfaction="2")
    return step(case, "rebut", world.citizen, facts=MORE)


def _assigned(world):  # noqa: F811
    case = registered(world, by=world.citizen, submitter_kind="withheld", content=CONTENT)
    case = step(case, "classify", world.office, category="cat_grassroots", aspect="venues")
    return step(case, "assign", world.office, unit=world.zzk.pk)


def readers(world):  # noqa: F811
    """People who see the case and are not told who made the suggestion."""
    return {
        "head": world.head, "deputy": world.deputy, "auditor": person("auditor", "auditor", unit_code="XXZX"),
        "minister": person("minister", "minister", unit_code="BWH"),
    }  # fmt: skip


def places(case):
    for name, (args, *_answers) in addresses.ROWS.items():
        if name in DIRECTORY:
            continue
        real = [case.uid if arg in ("case", addresses.NOWHERE) else arg for arg in args]
        yield reverse(name, args=[0 if arg == "sitting" else case.uid if arg == "run" else arg for arg in real])
    yield reverse("web:search") + "?q=活动场所"
    yield from (f"{reverse('audit:case', args=[case.uid])}?step={n}" for n in range(1, case.head_seq + 1))
    yield from (f"{reverse('web:ahead', args=[case.uid])}?move={name}" for name in ("classify", "assign"))


def test_no_address_names_the_submitter_to_who_may_not_know(world, case):  # noqa: F811
    leaks = []
    for who, user in readers(world).items():
        browser = Client(raise_request_exception=False)
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for url in places(case):
            if NAME in told(browser.get(url)):
                leaks.append(f"{who} {url}")
    assert not leaks, "\n".join(leaks)


def test_the_office_reads_the_name_on_the_page_and_in_the_replay(client, world, case):  # noqa: F811
    client.force_login(world.office)
    assert NAME in told(client.get(reverse("web:case", args=[case.uid])))
    assert NAME in told(client.get(reverse("audit:case", args=[case.uid])))


@pytest.mark.parametrize("variant", list(redaction.VARIANTS))
def test_no_case_pack_names_the_submitter_unless_its_maker_reads_the_name(world, case, variant, monkeypatch, near):  # noqa: F811
    monkeypatch.setattr(keeping, "_sequencer", sequence.Sequencer())
    keeping.keep(person("checker"))
    auditor = person("auditor", "auditor", unit_code="XXZX")
    assert NAME not in packed(case, variant, auditor) and NAME not in packed(case, variant, None)
    assert (NAME in packed(case, variant, world.office)) == (variant == "full")


def packed(case, variant, maker):
    out = io.BytesIO()
    packing.write(out, case, variant, maker)
    with zipfile.ZipFile(out) as found:
        return " ".join(found.read(name).decode("utf-8", "replace") for name in found.namelist())
