"""A newer version of a file is handed in where the file is shown, with the reason; the older one stays."""

import pytest
from django.template import engines
from django.urls import reverse
from django_cotton.compiler_regex import CottonCompiler

from ledger import read
from tests.support import planted
from workflows import moves
from workflows.errors import Refused
from workflows.models import Evidence

WHY = "原来的扫描件缺了第三页，现在补全"


@pytest.fixture
def first(put, taking, people):
    taking(people[0], files=[put("a.docx", planted.word("first")).client_id])
    return Evidence.objects.select_related("case").latest("pk")


@pytest.fixture
def renew(case, put, people):
    def act(row, by=None, word="second", **more):
        files = [str(put("b.docx", planted.word(word)).client_id)]
        said = {"old": row.pk, "files": files, "reason": WHY} | more
        return moves.act(case, "renew_evidence", by=by or people[0], **said)

    return act


def page(client, row):
    return client.get(reverse("web:evidence_about", args=[row.case.uid, row.pk]))


def test_the_form_stands_on_the_page_of_the_file_and_the_old_version_stays(client, case, first, put, people):
    client.force_login(people[0])
    assert 'id="renew"' in page(client, first).content.decode()
    said = {"old": first.pk, "files": put("b.docx", planted.word("second")).client_id, "reason": WHY}
    assert client.post(reverse("web:act", args=[case.uid, "renew_evidence"]), said).status_code == 302
    second = Evidence.objects.get(replaces=first)
    old, new = page(client, first).content.decode(), page(client, second).content.decode()
    assert "b.docx" in old and "a.docx" in new
    assert 'id="renew"' not in old and 'id="renew"' in new
    original = reverse("web:evidence", args=[case.uid, first.pk, "original"])
    assert client.get(original).status_code == 200


def test_where_files_are_listed_the_older_one_says_that_there_is_a_newer(first, renew, people):
    renew(first)
    rows = list(Evidence.objects.filter(case=first.case).order_by("pk"))
    page = engines["django"].from_string(CottonCompiler().process('<c-evidence :rows="rows" :user="user" />'))
    older, newer = page.render({"rows": rows, "user": people[0]}).split("<li")[1:]
    assert "已有新版本" in older and "已有新版本" not in newer


def test_the_reason_and_both_hashes_stand_in_the_history(case, first, renew):
    renew(first)
    entry = list(read.history(case.uid))[-1]
    second = Evidence.objects.get(replaces=first)
    assert entry.fields["reason"] == WHY and entry.fields["evidence_replaced"] == [first.sha256, second.sha256]


def test_without_a_reason_nothing_changes(client, case, first, put, people):
    client.force_login(people[0])
    said = {"old": first.pk, "files": put("b.docx", planted.word("second")).client_id, "reason": "改"}
    assert client.post(reverse("web:act", args=[case.uid, "renew_evidence"]), said).status_code == 422
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    "more, why", [({"reason": "改了"}, "理由"), ({"files": []}, "一次更新一个"), ({"old": 0}, "不在本事项里")]
)
def test_what_is_not_whole_is_refused(first, renew, more, why):
    with pytest.raises(Refused, match=why):
        renew(first, **more)
    assert Evidence.objects.count() == 1


def test_the_same_file_or_one_that_is_there_is_no_newer_version(first, renew):
    for more in ({"word": "first"}, {"files": [f"evidence:{first.pk}"]}):
        with pytest.raises(Refused, match="没有更新"):
            renew(first, **more)
    assert Evidence.objects.count() == 1


def test_whom_the_case_is_about_leaves_alone_what_others_handed_in(case, first, renew, people, monkeypatch):
    monkeypatch.setattr(type(case), "about", lambda self: [people[0].pk])
    Evidence.objects.update(by=people[1])
    with pytest.raises(Refused, match="不是你提交的"):
        renew(first)


def test_who_may_hand_in_nothing_finds_no_form_and_is_refused(client, case, first, renew, people):
    moves.move(case, "submit", by=people[0], signers=[people[1].pk], decider=people[2].pk)
    client.force_login(people[0])
    assert 'id="renew"' not in page(client, first).content.decode()
    with pytest.raises(Refused):
        moves.act(case, "renew_evidence", by=people[0], old=first.pk, files=["x"], reason=WHY)
