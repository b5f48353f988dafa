"""The page of a sitting: everything a hearing and a vote need is done in the browser by the role it belongs to."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from ledger import read
from people import clock
from people.clock import CHINA
from people.models import User
from processes.innovation_hearing.walk import Walk
from tests.support.remembered_walks import demonstration
from workflows import definitions
from workflows.models import Ballot, Draft, Seat

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LOCAL = "%Y-%m-%dT%H:%M"


@pytest.fixture
def people(remembered):
    definitions.forget()
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=CHINA)):
        demonstration(datetime(2026, 1, 5, 9, tzinfo=CHINA))
        yield {user.username: user for user in User.objects.select_related("unit")}
    definitions.forget()


@pytest.fixture
def walk(people):
    return Walk(people, date(2026, 3, 2), title="村级台账随变随改试行办法")


@pytest.fixture
def browser(client, walk):
    return Browser(client, walk)


class Browser:
    """Posts forms as people do, at the walk's time."""

    def __init__(self, client, walk):
        self.client, self.walk = client, walk

    def _as(self, name):
        with clock.frozen(self.walk.now):
            self.client.force_login(self.walk.people[name])

    @property
    def url(self):
        return reverse("web:sitting", args=[self.walk.case.uid, self.walk.sitting.pk])

    def see(self, name):
        self._as(name)
        with clock.frozen(self.walk.now):
            return self.client.get(self.url)

    def text(self, name):
        return self.see(name).content.decode()

    def post(self, name, act, data, at="sitting", status=302):
        self._as(name)
        uid = self.walk.case.uid
        where = reverse("web:act", args=[uid, act]) if at == "case" else f"{self.url}{act}/"
        with clock.frozen(self.walk.now):
            answer = self.client.post(where, data)
        said = answer.content.decode()
        errors = (
            said[said.find('class="err"') :][:400]
            if answer.status_code == 422
            else said[said.find('role="alert"') :][:300]
        )
        assert answer.status_code == status, errors
        self.walk.now += timedelta(minutes=1)
        self.walk.fresh()
        return said

    def attend(self, name, *absent):
        seats = self.walk.sitting.seats.exclude(person__username__in=absent) | self.walk.sitting.seats.filter(
            person=None
        )
        self.post(name, "attend", {"present": [seat.pk for seat in seats.distinct()]})


def convene(browser, days):
    """Call the hearing by the office's form: register by group, and somebody without an account."""
    people, walk = browser.walk.people, browser.walk
    data = {
        "starts_at": (walk.now + timedelta(days=days)).strftime(LOCAL), "place": "三楼会议室", "level": "department",
        "selection": "各单位推荐与抽取相结合，各方都有代表。", "agenda": "",
        "people_delegates": [people["deputy_npc"].pk, people["cppcc"].pk], "people_veterans": [people["retired1"].pk],
        "people_experts": [people["expert1"].pk], "people_townships": [people["t09_wy"].pk],
        "names_public": "上坝村群众代表甲、乙",
    }  # fmt: skip
    browser.post("office_clk", "convene", data, at="case")


def test_a_hearing_is_held_in_the_browser(browser, walk):
    walk.submit().precheck().plan()
    convene(browser, days=9)
    assert walk.sitting.seats.count() == 9 and walk.sitting.seats.filter(person=None).count() == 2
    outside = walk.sitting.seats.filter(person=None)
    browser.post("office_clk", "serve", {"paper": "听证材料"}, status=422)
    receipts = {f"receipt_{seat.pk}": "本人签收" for seat in outside}
    browser.post("office_clk", "serve", {"paper": "听证材料"} | receipts)
    browser.post("expert1", "acknowledge", {})
    browser.post("expert1", "declare_interest", {"declared": "none"})
    browser.post("retired1", "declare_interest", {"declared": "recuse"}, status=422)
    browser.post("rc_head", "recuse", {"seat": walk.seat("t09_wy").pk, "reason": "参与了方案起草"})
    walk.on(walk.sitting.starts_at)
    browser.attend("rc_head", "t09_wy")
    walk.move("open_hearing", "rc_head")
    said = {
        "minutes": "科室介绍方案；各方陈述、询问和辩论，专家作了说明。",
        "opinion_0": "担心重复录入",
        "seat_0": walk.seat("cppcc").pk,
    }
    browser.post("rc_head", "record", said)
    for seat in walk.sitting.seats.filter(present=True, person__isnull=False).select_related("person"):
        answer = (
            {"signed": "refuse", "refusal": "没有写全"} if seat.person.username == "retired1" else {"signed": "sign"}
        )
        browser.post(seat.person.username, "sign_record", answer)
    for seat in outside:
        browser.post("office_clk", "note_signature", {"seat": seat.pk})
    walk.move("close_hearing", "rc_head")
    opinion = walk.sitting.opinions.get()
    answer = {f"adopted_{opinion.pk}": "decline"}
    browser.post("zz_head", "answer_opinions", answer, status=422)
    browser.post("zz_head", "answer_opinions", answer | {f"reason_{opinion.pk}": "手机端一次录入，不重复"})
    assert "不采纳：手机端一次录入" in browser.text("zz_head") and "拒签：没有写全" in browser.text("cppcc")


def test_a_meeting_votes_in_the_browser_and_nobody_sees_a_choice_before_the_end(browser, walk):
    walk.to_vote()
    start = {"starts_at": (walk.now + timedelta(days=6)).strftime(LOCAL), "place": "部务会议室", "agenda": ""}
    browser.post("sec_rec", "convene", start, at="case")
    browser.post("sec_rec", "serve", {"paper": "部务会材料"})
    walk.on(walk.sitting.starts_at)
    browser.post("dm_org", "declare_interest", {"declared": "recuse", "interest": "配偶在试点单位"})
    said = browser.post("sec_rec", "start_vote", {}, status=409)
    assert "法定人数 3 人，实到 0 人" in said
    browser.attend("sec_rec", "exec_gb")
    browser.post("sec_rec", "start_vote", {})
    choice = f"choice_{walk.sitting.agenda.get().pk}"
    browser.post("dm_tal", "ballot", {choice: "reject"}, status=422)
    typed = {choice: "reject", "opinion": "时机"}
    with clock.frozen(walk.now):
        browser.client.post(reverse("web:draft", args=[walk.case.uid, "ballot"]), typed)
    assert Draft.objects.filter(act="ballot").count() == 1
    browser.post("dm_tal", "ballot", {choice: "reject", "opinion": "时机还不成熟"})
    assert not Draft.objects.filter(act="ballot").exists()
    for name in ("sec_rec", "minister", "dm_exec"):
        page = browser.text(name)
        assert "已表决" in page and "时机还不成熟" not in page
    refused = browser.post("minister", "ballot", {choice: "pass"}, status=409)
    assert "末位表态" in refused and Ballot.objects.count() == 1
    for name in ("dm_exec", "dm_cadre", "exec_lgb", "minister"):
        browser.post(name, "ballot", {choice: "pass"})
    assert "时机还不成熟" in browser.text("sec_rec") and walk.case.signings.get().outcome == "pass"


def test_a_number_in_what_is_recorded_is_warned_of_and_its_covered_form_is_kept(browser, walk):
    """F20 at the desk of a sitting, also where a form puts what was typed into a list of its own."""
    walk.to_hearing().hear()
    before = walk.sitting.minutes
    told = {
        "minutes": "科室介绍方案；各方陈述、询问和辩论，联系电话13812345678。",
        "opinion_0": "担心110101199001011237的信息重复录入", "seat_0": walk.seat("cppcc").pk,
    }  # fmt: skip
    page = browser.post("rc_head", "record", told, status=422)
    assert "遮盖后保存" in page and "<del>123456</del>" in page and "<del>1011990010112</del>" in page
    assert walk.sitting.minutes == before
    browser.post("rc_head", "record", told | {"personal": "mask"})
    assert "138******78" in walk.sitting.minutes
    assert "担心110*************37的信息重复录入" in walk.sitting.opinions.values_list("text", flat=True)


def test_noise_in_what_is_recorded_is_offered_to_be_cleaned_and_the_original_is_kept(browser, walk):
    walk.to_hearing().hear()
    told = {"minutes": "科室介绍方案；領(lǐng)導(dǎo)带头，各方陈述、询问和辩论，专家作了说明。"}
    assert "清理后保存" in browser.post("rc_head", "record", told, status=422)
    browser.post("rc_head", "record", told | {"noise": "clean"})
    assert "領導带头" in walk.sitting.minutes
    entry = next(one for one in reversed(read.history(walk.case.uid)) if one.event.kind == "act.record")
    assert entry.fields["originals"] == told


def test_a_stranger_finds_no_sitting(browser, walk):
    walk.to_hearing()
    assert browser.see("gw_head").status_code == 404
    assert browser.client.get(reverse("web:sitting", args=[walk.sitting.pk])).status_code == 404
    assert browser.client.post(f"{browser.url}attend/", {}).status_code == 404
    assert not Seat.objects.filter(sitting=walk.sitting, present=True).exists()


def test_the_list_shows_ones_own_sittings_and_the_short_address_leads_there(browser, walk):
    walk.to_hearing()
    browser._as("expert1")
    with clock.frozen(walk.now):
        assert walk.case.title in browser.client.get(reverse("web:sittings")).content.decode()
        answer = browser.client.get(reverse("web:sitting", args=[walk.sitting.pk]))
    assert answer.status_code == 302 and answer["Location"] == browser.url
