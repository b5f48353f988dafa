"""Nothing else of a case reaches whom it is about: every address of the product is asked, before service and after."""

import pytest
from django.urls import reverse

from tests.integration.matrix.addresses import ROWS
from workflows.models import Case
from workflows.store.orm import retitle

pytestmark = pytest.mark.django_db
OWN = {"web:room"}  # once something was served
TITLE, NUMBER = "举报人甲反映的核查秘密", "核〔2026〕0099号"


@pytest.fixture(params=[False, True], ids=["before the first service", "after it"])
def told(request, matter):
    """Whether something was served; the case has a title and a number that can be looked for."""
    Case.objects.filter(pk=matter.case.pk).update(title=TITLE, number=NUMBER, classification="internal")
    retitle(matter.now())
    if request.param:
        matter.begin()
    return request.param


def asked(client, person):
    """(name, whether it is about the case, status, text) of every address that takes no more than a case."""
    client.force_login(person)

    def ask(case):
        for name, (args, _get, _post) in sorted(ROWS.items()):
            if any(one not in ("case", 1) for one in args) or "sign_out" in name:
                continue
            address = reverse(name, args=[case.uid if one == "case" else one for one in args])
            answer = client.get(address + ("?q=举报人甲" if name == "web:search" else ""))
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield name, "case" in args, answer.status_code, body.decode(errors="replace")

    return ask


def test_every_address_of_the_case_is_404_but_the_room_and_no_other_page_names_it(client, matter, told):
    seen = 0
    for name, about, status, said in asked(client, matter.respondent)(matter.case):
        seen += 1
        assert TITLE not in said and "举报人甲反映" not in said, name
        if about and not (told and name in OWN):
            assert status in (404, 405), name  # some take no GET at all, whatever the case
        if not about and not (told and name == "web:rooms"):
            assert NUMBER not in said and str(matter.case.uid) not in said, name
    assert seen > 40


def test_who_handles_it_finds_it_where_they_work(client, matter, told):
    pages = {name: said for name, _about, _status, said in asked(client, matter.officer)(matter.case)}
    assert TITLE in pages["web:inbox"] and TITLE in pages["web:case"]


def test_nor_does_an_absent_field_say_anything_of_a_reporter(client, matter, told):
    """The room of a matter that somebody brought and of one that nobody brought is the same page, byte for byte."""
    if not told:
        return
    client.force_login(matter.respondent)

    def page():
        said = client.get(reverse("web:room", args=[matter.case.uid])).content.decode()
        return [line for line in said.splitlines() if "csrf" not in line and 'name="key"' not in line]

    before = page()
    Case.objects.filter(pk=matter.case.pk).update(
        title="另一个标题", opened_by=matter.other, classification="restricted"
    )
    assert page() == before
