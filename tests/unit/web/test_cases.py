"""The page of a case and what people do on it."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from ledger.models import AccessEntry, Event
from tests.support.approval.models import Approval
from tests.unit.web.conftest import text
from web import doing
from workflows import moves
from workflows.models import Draft

pytestmark = pytest.mark.django_db


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page)[1]


@pytest.fixture
def decided(case, people):
    for signer in people[1]:
        moves.act(case, "sign", by=signer, decision="agree", opinion="同意购置")
    return case


def test_the_page_says_what_is_asked_by_when_and_what_follows(see, people, case):
    page = text(see(people[1][0], reverse("web:case", args=[case.uid])))
    assert "请你办理" in page
    assert "提交会签意见" in page
    assert "期限 5 个工作日" in page
    assert "接下来会怎样" in page
    assert 'class="now"' in page


def test_unknown_and_forbidden_look_the_same_and_only_the_log_knows(see, people, case):
    forbidden = see(people[3], reverse("web:case", args=[case.uid]))
    unknown = see(people[3], reverse("web:case", args=["0190a000-0000-7000-8000-000000000000"]))
    assert forbidden.status_code == unknown.status_code == 404
    strip = lambda answer: re.sub(r'content="[^"]+"', "", text(answer))  # noqa: E731
    assert strip(forbidden) == strip(unknown)
    assert [entry.case_uid for entry in AccessEntry.objects.all()] == [case.uid]


@pytest.mark.parametrize("name", ["history", "move", "act", "draft"])
def test_every_address_of_a_case_is_closed_to_strangers(client, people, case, name):
    client.force_login(people[3])
    more = [] if name == "history" else ["submit"]
    url = reverse(f"web:{name}", args=[case.uid, *more])
    assert (client.get(url) if name == "history" else client.post(url)).status_code == 404


def test_a_signer_signs_from_the_page_and_sees_the_opinion_there(client, people, case):
    client.force_login(people[1][0])
    url = reverse("web:case", args=[case.uid])
    page = text(client.get(url))
    data = {name: hidden(page, name) for name in ("key", "version", "item") if f'name="{name}"' in page}
    data |= {"decision": "agree", "opinion": "同意购置"}
    answer = client.post(reverse("web:act", args=[case.uid, "sign"]), data)
    assert answer["Location"] == url
    page = text(client.get(url))
    assert "同意购置" in page
    assert "已办理" in page


def test_the_same_form_sent_twice_is_one_act(client, people, case):
    client.force_login(people[1][0])
    page = text(client.get(reverse("web:case", args=[case.uid])))
    data = {"key": hidden(page, "key"), "item": hidden(page, "item"), "decision": "agree"}
    for _ in range(2):
        assert client.post(reverse("web:act", args=[case.uid, "sign"]), data).status_code == 302
    assert Event.objects.filter(uid=case.uid).count() == 3


def test_a_move_sent_twice_is_told_by_its_name_although_the_case_has_moved_on(client, people, decided):
    client.force_login(people[2])
    page = text(client.get(reverse("web:case", args=[decided.uid])))
    data = {"key": hidden(page, "key")}
    for _ in range(2):
        answer = client.post(reverse("web:move", args=[decided.uid, "adopt"]), data, follow=True)
        assert "通过：已办理" in text(answer)


def test_what_was_chosen_is_told_in_words():
    class Chosen(forms.Form):
        one = forms.ChoiceField(label="方面", choices=[("", "请选择"), ("训", [("training", "教育培训")])])
        many = forms.MultipleChoiceField(label="单位", choices=[("1", "办公室"), ("2", "组织科")])

    data = QueryDict("one=training&many=2&many=1")
    assert doing._typed(Chosen(data)) == [("方面", "教育培训"), ("单位", "办公室、组织科")]


def test_an_objection_without_words_is_asked_for_beside_the_field(client, people, case):
    client.force_login(people[1][0])
    answer = client.post(reverse("web:act", args=[case.uid, "sign"]), {"decision": "oppose"})
    assert answer.status_code == 422
    assert "请写明意见" in text(answer)
    assert "有 1 处要改" in text(answer)


def test_who_comes_second_reads_who_was_first_and_keeps_what_was_typed(client, people, case, decided):
    client.force_login(people[1][0])
    answer = client.post(
        reverse("web:act", args=[case.uid, "sign"]), {"decision": "oppose", "opinion": "预算不足，建议缓办"}
    )
    assert answer.status_code == 409
    assert "预算不足，建议缓办" in text(answer)


def test_a_move_goes_on_to_the_next_item_when_asked(client, people, decided):
    client.force_login(people[2])
    url = reverse("web:move", args=[decided.uid, "adopt"])
    answer = client.post(url, {"one": "1"})
    assert answer["Location"] == "/"
    assert Approval.objects.get(pk=decided.pk).stage == "adopted"
    assert "已经办结" in text(client.get(reverse("web:case", args=[decided.uid])))


def test_somebody_who_may_see_and_may_not_do_gets_409_and_the_sentence(client, people, decided):
    client.force_login(people[0])
    answer = client.post(reverse("web:move", args=[decided.uid, "adopt"]))
    assert answer.status_code == 409
    assert "不由你办理" in text(answer)


def test_a_form_opened_before_somebody_changed_the_case_is_refused(client, people, decided):
    client.force_login(people[2])
    answer = client.post(reverse("web:move", args=[decided.uid, "adopt"]), {"version": "99"})
    assert answer.status_code == 409
    assert "已被他人更新" in text(answer)


def test_a_draft_is_kept_shown_again_and_gone_after_the_act(client, people, case):
    client.force_login(people[1][0])
    url = reverse("web:draft", args=[case.uid, "sign"])
    assert client.post(url, {"opinion": "先写一半", "key": "x"}).status_code == 200
    assert Draft.objects.get().data == {"opinion": ["先写一半"]}
    page = text(client.get(reverse("web:case", args=[case.uid])))
    assert "先写一半" in page
    assert "购置档案柜" in text(client.get("/drafts/"))
    client.post(reverse("web:act", args=[case.uid, "sign"]), {"decision": "agree", "item": hidden(page, "item")})
    assert not Draft.objects.exists()


def test_reading_pages_writes_nothing(see, people, case, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    see(people[1][0], "/")
    with CaptureQueriesContext(connection) as asked:
        for url in ["/", reverse("web:case", args=[case.uid]), reverse("web:history", args=[case.uid])]:
            see.__closure__[0].cell_contents.get(url)
    assert not [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_history_page_tells_every_event(see, people, decided):
    page = text(see(people[0], reverse("web:history", args=[decided.uid])))
    assert "已逐条核对 5 条" in page
    assert "发起事项" in page
    assert "呈报" in page


@pytest.fixture
def long_form(monkeypatch):
    """A form with more fields than the narrow column takes; the move itself asks for nothing."""
    from django import forms

    names = {f"point{n}": forms.CharField(label=f"第 {n} 点") for n in range(7)}
    form = type("Long", (forms.Form,), names | {"clean": lambda self: {}})
    monkeypatch.setattr(Approval, "forms", {"adopt": form})
    return dict.fromkeys(names, "写好了")


def test_a_long_form_has_a_page_of_its_own_and_keeps_what_was_typed(client, people, decided, long_form):
    client.force_login(people[2])
    url = reverse("web:move", args=[decided.uid, "adopt"])
    assert f'href="{url}"' in text(client.get(reverse("web:case", args=[decided.uid])))
    assert "第 6 点" in text(client.get(url))
    answer = client.post(url, long_form | {"point6": ""})
    assert answer.status_code == 422
    assert "写好了" in text(answer)
    assert client.post(url, long_form).status_code == 302
    assert Approval.objects.get(pk=decided.pk).stage == "adopted"


def test_the_address_of_a_short_form_leads_to_the_case(client, people, decided):
    client.force_login(people[2])
    url = reverse("web:move", args=[decided.uid, "adopt"])
    assert client.get(url)["Location"] == reverse("web:case", args=[decided.uid])
