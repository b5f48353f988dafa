"""My inspections, the bulletins, and the list of late matters: each shows what its reader may see."""

from datetime import date

import pytest
from django.urls import reverse

from workflows import moves, sweep
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    def page(user, name):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(reverse(f"web:inspection:{name}")).content.decode()

    return page


def test_who_is_in_the_team_finds_the_inspection_with_the_way_to_its_desk(field, world, read):
    desk = reverse("web:inspection:desk", args=[field.uid])
    assert desk in read(world.one, "mine") and "你是组长" in read(world.lead, "mine")
    assert "你现在不在任何督查组里" in read(world.head, "mine") and "你现在不在任何督查组里" in read(
        world.minister, "mine"
    )


def test_a_bulletin_is_listed_once_it_is_issued_for_those_who_may_see_it(issued, world, read):
    sheet = reverse("web:sheet", args=[issued.uid, "bulletin"])
    assert sheet in read(world.one, "bulletins") and sheet in read(world.head2, "bulletins")
    assert sheet not in read(world.reviewer, "bulletins")


def test_before_it_is_issued_there_is_none(drafting, world, read):
    assert "还没有印发的通报" in read(world.lead, "bulletins")


def test_what_is_five_working_days_late_is_listed_until_it_is_done(issued, world, at, read):
    work = Case.objects.filter(kind="rectification").first()
    with at(date(2026, 10, 20)):
        sweep.climb()
        assert reverse("web:case", args=[work.uid]) in read(world.minister, "bulletins")
        moves.move(work.own, "sign_for", by=world.head if work.owner_unit == world.town else world.head2)
        assert reverse("web:case", args=[work.uid]) not in read(world.minister, "bulletins")


def test_a_unit_answers_beside_each_problem_with_what_proves_it(feedback, world, client):
    client.force_login(world.head, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("web:act", args=[feedback.uid, "answer_findings"]))
    said = page.content.decode()
    assert page.status_code == 200 and "本单位对问题 1 的回应" in said and "问题 2" not in said
    assert feedback.findings.get(no=1).fact in said and "SHA-256" in said
    assert said.index("answers_1") < said.index('name="overall"') and "data-draft" in said
