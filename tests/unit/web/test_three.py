"""The pages of what two administrators change together, of their trails, and of who may know of a case."""

import pytest
from django.urls import reverse

from ledger.models import AccessEntry
from people import clock, roles
from policy import access_log, three
from policy.models import Change
from tests.support.world import person
from workflows import moves
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def go(client):
    """Sign in as somebody, having just shown who they are."""

    def into(user, fresh=True):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["confirmed_at"] = clock.now().timestamp() if fresh else 0
        session.save()
        return client

    return into


@pytest.fixture
def three_of_them():
    return [person(code.replace("_", ""), code) for code in three.THREE]


def test_one_proposes_a_role_another_confirms_it(go, three_of_them):
    system, security, audit = three_of_them
    clerk = person("clerk1")
    form = {"username": clerk.username, "role": "office", "reason": "任办公室工作"}
    there = reverse("web:change_propose", args=["role_give"])
    assert go(system).post(there, form).status_code == 302
    row = Change.objects.get()
    page = go(security).get(reverse("web:changes")).content.decode()
    assert "clerk1" in page and "确认并生效" in page
    go(security).post(reverse("web:change_decide", args=[row.pk]), {"outcome": "confirmed"})
    assert "office" in roles.roles_of(clerk)
    assert "clerk1" in go(audit).get(reverse("web:trail")).content.decode()


def test_who_has_not_just_shown_who_they_are_is_asked_first(go, three_of_them):
    system, security, _audit = three_of_them
    row = Change.objects.create(kind="day", what={"day": "2026-03-03", "state": "off", "name": "x"}, reason="台风",
                                by=system, at=clock.now())  # fmt: skip
    answer = go(security, fresh=False).post(reverse("web:change_decide", args=[row.pk]), {"outcome": "confirmed"})
    assert answer.url == reverse("web:confirm") and not Change.objects.get().outcome
    security.set_password("a right password 9")
    security.save(update_fields=["password"])
    client = go(security, fresh=False)
    assert client.post(reverse("web:confirm"), {"password": "wrong"}).status_code == 400
    assert client.post(reverse("web:confirm"), {"password": "a right password 9"}).status_code == 302
    client.post(reverse("web:change_decide", args=[row.pk]), {"outcome": "confirmed"})
    assert Change.objects.get().outcome == "confirmed"


def test_every_form_says_what_is_missing(go, three_of_them):
    for code in ("role_give", "role_end", "day", "year", "emergency"):
        answer = go(three_of_them[0]).post(reverse("web:change_propose", args=[code]), {"reason": "试一试看"})
        assert answer.status_code == 422
    wrong = {"year": 2027, "source": "通知", "days": "明天 放假", "reason": "已经公布"}
    answer = go(three_of_them[0]).post(reverse("web:change_propose", args=["year"]), wrong)
    assert "看不懂" in answer.content.decode()


def test_a_keeper_lets_somebody_in_and_out_on_the_page(go):
    author, guest = person("author", "office", "clerk"), person("guest")
    case = moves.open_case("approval", by=author, title="一件事")
    there = reverse("web:secrecy", args=[case.uid])
    day = clock.today().isoformat()
    go(author).post(there, {"act": "admit", "account": "guest", "until": day, "reason": "协助核对数据"})
    assert go(guest).get(reverse("web:case", args=[case.uid])).status_code == 200
    assert go(guest).get(there).status_code == 404
    row = case.admissions.get()
    go(author).post(there, {"act": "end_admission", "admission": row.pk, "reason": "不再需要"})
    assert go(guest).get(reverse("web:case", args=[case.uid])).status_code == 404
    answer = go(author).post(there, {"act": "exclude", "account": "author", "reason": "反映的就是本人"})
    assert answer.status_code == 409 and "你自己" in answer.content.decode()


def test_each_look_at_a_secret_case_is_noted_with_its_ground_and_told_to_whom_it_is_about(go):
    author, helper = person("author", "office", "clerk"), person("helper")
    case = moves.open_case("approval", by=author, title="一件事")
    moves.act(case, "admit", by=author, person=helper, reason="协助核对数据", until=clock.today())
    Case.objects.filter(pk=case.pk).update(classification="sealed")
    for name in ("case", "history", "ahead"):
        go(helper).get(reverse(f"web:{name}", args=[case.uid]))
    assert [one.why for one in access_log.of_case(case.uid)] == ["let_in:协助核对数据"] * 3
    mine = go(author).get(reverse("web:looks")).content.decode()
    assert "helper" in mine and "准予知悉" in mine and "协助核对数据" not in mine


def test_an_open_case_that_is_kept_from_them_stays_unknown_to_whom_it_is_about(go, monkeypatch):
    author, about = person("author", "office", "clerk"), person("about")
    case = moves.open_case("approval", by=author, title="一件事")
    case.participants.create(person=about, role="respondent")
    case.exclusions.create(person=about, by=author, since=clock.now())
    access_log.record(author, case.uid, "read", "opened")
    assert "author" not in go(about).get(reverse("web:looks")).content.decode()
    Case.objects.filter(pk=case.pk).update(finished=clock.now())
    assert "author" in go(about).get(reverse("web:looks")).content.decode()


def test_signing_in_is_noted(client):
    who = person("somebody")
    who.set_password("a right password 9")
    who.save(update_fields=["password"])
    client.post(reverse("web:sign_in"), {"username": "somebody", "password": "a right password 9"})
    assert AccessEntry.objects.filter(person_id=who.pk, what="signed_in").count() == 1
