"""What changed since the last visit: said on the page and in lists, kept by the browser's word, never an event."""

import pytest
from django.urls import reverse

from ledger.models import Event
from tests.unit.web.conftest import text
from web.models import ReadMark
from workflows import moves

pytestmark = pytest.mark.django_db


def look(client, user, case):
    client.force_login(user)
    page = text(client.get(reverse("web:case", args=[case.uid])))
    seq = page.split('data-seq="')[1].split('"')[0]
    return page, client.post(reverse("web:seen", args=[case.uid]), {"seq": seq})


def test_the_first_visit_has_nothing_new_and_leaves_a_mark_by_the_browsers_word(client, people, case):
    client.force_login(people[0])
    assert "上次看过" not in text(client.get(reverse("web:case", args=[case.uid])))
    assert not ReadMark.objects.exists()
    before = Event.objects.count()
    page, answer = look(client, people[0], case)
    case.refresh_from_db()
    assert answer.status_code == 204 and ReadMark.objects.get().seq == case.head_seq
    assert Event.objects.count() == before


def test_what_happened_afterwards_is_new_on_the_page_and_in_the_list(client, people, case):
    look(client, people[0], case)
    moves.act(case, "sign", by=people[1][0], decision="agree", opinion="同意")
    assert "有变化" in text(client.get(reverse("web:sent")))
    page, _answer = look(client, people[0], case)
    assert "上次看过之后有 1 处变化" in page and page.count('class="done fresh"') == 1
    assert "有变化" not in text(client.get(reverse("web:sent")))
    assert "上次看过" not in look(client, people[0], case)[0]


def test_the_inbox_marks_items_that_changed(client, people, case):
    look(client, people[1][1], case)
    moves.act(case, "sign", by=people[1][0], decision="agree", opinion="同意")
    assert "有变化" in text(client.get(reverse("web:inbox")))


@pytest.mark.parametrize("said", ["", "x", "999", "-1"])
def test_a_mark_that_makes_no_sense_is_refused(client, people, case, said):
    client.force_login(people[0])
    assert client.post(reverse("web:seen", args=[case.uid]), {"seq": said}).status_code == 400
    assert not ReadMark.objects.exists()


def test_a_stranger_leaves_no_mark(client, people, case):
    client.force_login(people[3])
    assert client.post(reverse("web:seen", args=[case.uid]), {"seq": "1"}).status_code == 404
    assert not ReadMark.objects.exists()
