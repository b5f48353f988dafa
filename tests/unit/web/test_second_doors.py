"""Pages take the doors that exist: a password is a recorded change, a list asks the policy."""

import pytest
from django.urls import reverse

from ledger import append
from ledger.models import Event
from people import clock
from tests.support.world import person
from workflows import drafts, moves
from workflows.models import Case

pytestmark = pytest.mark.django_db
WORDS = "yunling-2026-changlian"


@pytest.fixture
def author(client):
    user = person("author", "clerk")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def test_a_new_password_is_an_event_that_says_that_and_not_which(client, author):
    user = type(author).objects.get(pk=author.pk)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse("web:password"), {"new_password1": WORDS, "new_password2": WORDS})
    assert answer.status_code == 302
    event = Event.objects.get(uid=append.SYSTEM, kind__contains="password")
    assert event.actor_id == author.pk and WORDS not in event.body
    user.refresh_from_db()
    assert user.check_password(WORDS)
    assert client.get(reverse("web:inbox")).status_code == 200


def test_a_draft_in_a_case_one_may_no_longer_see_shows_nothing_of_it(client):
    reader = person("reader", "section_head")
    case = moves.open_case("approval", by=person("writer", "clerk"), title="后来封存的标题")
    with clock.frozen(clock.now()):
        drafts.save(case, reader, "comment", {"text": ["写了一半"]})
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    assert "后来封存的标题" in client.get(reverse("web:drafts")).content.decode()
    Case.objects.filter(pk=case.pk).update(classification="sealed")
    assert "后来封存的标题" not in client.get(reverse("web:drafts")).content.decode()
