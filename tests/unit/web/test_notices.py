"""How a person wants to be told, and what an administrator does about notices that did not get through."""

import pytest
from django.urls import reverse

from notifications import mail, pace, readers, relay
from notifications.models import APP, MAIL, Delivery
from tests.support.world import person
from tests.unit.web.conftest import text
from workflows import clock
from workflows.models import Outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(db):
    user = person("someone", "clerk")
    user.email = "someone@example.org"
    user.save()
    return user


def tell(user, topic="work.assigned", **more):
    return Outbox.objects.create(
        uid="0190a000-0000-7000-8000-000000000000", topic=topic, recipients=[user.pk], at=clock.now(), **more
    )


def channels(topic):
    return set(Delivery.objects.filter(topic=topic).values_list("channel", flat=True))


def test_a_person_chooses_about_what_mail_is_sent(client, someone):
    client.force_login(someone)
    url = reverse("web:preferences")
    assert "someone@example.org" in text(client.get(url))
    assert client.post(url, {"mail": "on", "about": ["work", "due"]}).status_code == 302
    assert readers.muted(someone) == ["meeting", "progress"] and readers.wants_mail(someone)
    for topic in ("work.assigned", "sitting.called", "task_project.done"):
        tell(someone, topic)
    relay.run_once()
    assert channels("work.assigned") == {APP, MAIL}
    assert channels("sitting.called") == channels("task_project.done") == {APP}


def test_without_mail_everything_is_still_told_in_the_application(client, someone):
    client.force_login(someone)
    client.post(reverse("web:preferences"), {"about": ["work"]})
    tell(someone)
    relay.run_once()
    assert channels("work.assigned") == {APP}


def test_who_has_no_address_is_told_so(client, db):
    client.force_login(person("other", "clerk"))
    assert "没有登记邮箱" in text(client.get(reverse("web:preferences")))


def test_an_administrator_sees_dead_letters_without_the_case_and_sends_them_again(client, someone):
    row = Delivery.objects.create(
        outbox_id=1, person=someone, channel=MAIL, at=clock.now(), uid="0190a000-0000-7000-8000-000000000000",
        topic="work.assigned", params={"title": "不该看到的标题"}, tries=pace.TRIES, dead_at=clock.now(),
        error="SMTPRecipientsRefused: 550",
    )  # fmt: skip
    stuck = tell(someone, tries=pace.TRIES)
    client.force_login(person("admin", "system_admin"))
    url = reverse("web:undelivered")
    page = text(client.get(url))
    assert "someone@example.org" in page and "550" in page and "不该看到的标题" not in page
    client.post(url, {"letter": row.pk})
    client.post(url, {"notice": stuck.pk})
    row.refresh_from_db()
    stuck.refresh_from_db()
    assert row.dead_at is None and row.next_at and stuck.tries == 0
    assert "都送出了" in text(client.get(url))


def test_what_is_on_its_way_is_not_sent_twice(client, someone):
    client.force_login(person("admin", "system_admin"))
    answer = client.post(reverse("web:undelivered"), {"letter": 4711}, follow=True)
    assert "没有放回" in text(answer)
    assert not mail.again(4711, clock.now()) and not relay.again(4711)


def test_only_administrators_find_the_page(client, someone):
    client.force_login(someone)
    assert client.get(reverse("web:undelivered")).status_code == 404
    assert client.post(reverse("web:undelivered"), {"letter": 1}).status_code == 404
