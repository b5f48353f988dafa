"""Where clues come from: who reported is sealed before there is a case, and what concerns the chief leaves nothing."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from intake import channel, desk, receipts
from intake.models import Report
from people.models import User
from policy import rules as policy
from processes.investigation import receiving
from processes.investigation.models import Investigation
from processes.investigation.rows import RespondentsField
from processes.investigation.walk import TEXT, Walk
from tests.support.everywhere import tables_with
from tests.unit.investigation.conftest import START, WORDS
from vault import keepers
from workflows import moves
from workflows.errors import Refused

pytestmark = pytest.mark.django_db
NAME, LETTER = "赵钱孙", "我是该镇干部，去年评优没有开会研究，请查。"
CLUE = {
    "title": "反映某乡镇评优推荐不公开的问题", "source": "letter", "reporter_kind": "named",
    "allegations": f"选人用人｜{TEXT}", "respondents": "某乡镇负责人（演示）｜主要负责人",
}  # fmt: skip
BY_HAND = CLUE | {"words": LETTER, "reporter_name": NAME, "reporter_contact": "封面所留地址"}


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sent(people, **said):
    return signed_in(people["gj_clk"]).post("/p/investigation/intake/", BY_HAND | said)


def test_f10_a_letter_is_registered_and_who_wrote_it_stands_in_no_table(desk_open):
    answer = sent(desk_open)
    case = Investigation.objects.get()
    assert answer.status_code == 200 and case.number in answer.content.decode()
    assert not tables_with(NAME) and not tables_with(LETTER)
    assert Report.objects.get(pk=case.report_uid).case_uid == case.uid


def test_the_receipt_of_a_letter_opens_the_conversation_and_carries_the_answer(desk_open):
    page = sent(desk_open).content.decode()
    receipt = page.partition('translate="no">')[2].partition("<")[0]
    case = Investigation.objects.get()
    desk.tell(case.report_uid, "已经受理。", by=desk_open["gj_clk"])
    found = receipts.derived(receipts.read(receipt))
    said, new = channel.look(channel.find(found), found)
    assert [one.text for one in said] == [LETTER, "已经受理。"] and new == 1


def test_of_two_of_one_name_the_unit_says_who_is_meant(desk_open):
    first, second = desk_open["t11_wy"], desk_open["t03_wy"]
    User.objects.filter(pk=second.pk).update(name=first.name)
    field = RespondentsField()
    with pytest.raises(ValidationError, match=f"{first.unit}.*单位全称 职务") as refused:
        field.clean(f"{first.name}｜负责人")
    assert str(second.unit) in str(refused.value)
    for one in (first, second):
        assert field.clean(f"{first.name}｜{one.unit}负责人")[0]["person"] == one.pk


def test_f13_a_report_about_the_minister_leaves_a_row_and_no_word(desk_open):
    minister = desk_open["minister"].name
    answer = sent(desk_open, respondents=f"{minister}｜部长")
    case = Investigation.objects.get()
    assert answer.status_code == 200 and case.goes_up and (case.allegations, case.respondents) == ([], [])
    assert not tables_with("未经会议研究") and case.report_uid is None
    assert Report.objects.get().desk == "superior"
    # Who is concerned learns nothing: it is the liaison who has the work.
    assert {item.owner.username for item in case.task_set.select_related("owner")} == {"jwlink"}
    assert not policy.may_see(desk_open["minister"], case)
    moves.move(case, "bypass", by=desk_open["jwlink"], sent_to="市委组织部")
    case.refresh_from_db()
    assert (case.stage, case.title, case.allegations) == ("transferred", "径送上级的反映件", [])


def test_nobody_registers_a_clue_about_themselves(people):
    with pytest.raises(Refused, match="反映的是你本人"):
        Walk(people, START, respondent="gj_clk")


def test_a_registered_clue_cannot_be_turned_against_the_chief(walk):
    about = [{"n": 1, "name": "部长", "post": "", "person": walk.people["minister"].pk}]
    with pytest.raises(Refused, match="移出并径送上级"):
        walk.act("amend_clue", walk.clerk, respondents=about)
    walk.act("hand_up", walk.clerk, about="chief")
    assert not tables_with("未经会议研究")
    walk.move("bypass", "jwlink", sent_to="市委组织部")
    assert walk.case.respondents == [] and not tables_with("未经会议研究")


def test_a_report_of_the_channel_becomes_one_case_and_stays_sealed(desk_open):
    channel.submit("own", LETTER)
    report = Report.objects.get()
    address = f"/p/investigation/report/{report.pk}/"
    answer = signed_in(desk_open["gj_head"]).post(address, CLUE | {"reporter_kind": "anonymous"})
    case = Investigation.objects.get()
    assert answer.status_code == 302 and case.report_uid == report.pk and not tables_with(LETTER)
    again = signed_in(desk_open["gj_head"]).post(address, CLUE)
    assert again.status_code == 409 and "已经转入调查核实" in again.content.decode()


def test_f13_a_report_of_the_channel_about_the_chief_is_not_written_here(desk_open):
    channel.submit("own", LETTER)
    report = Report.objects.get()
    about = CLUE | {"reporter_kind": "anonymous", "respondents": f"{desk_open['minister'].name}｜部长"}
    answer = signed_in(desk_open["gj_head"]).post(f"/p/investigation/report/{report.pk}/", about)
    assert answer.status_code == 409 and "转由上级受理" in answer.content.decode()
    assert not Investigation.objects.exists() and Report.objects.get().case_uid is None


def test_f13_the_case_of_a_report_that_goes_up_leaves_the_conversation_to_the_desk_above(desk_open):
    channel.submit("own", LETTER)
    report = Report.objects.get()
    said = CLUE | {"reporter_kind": "anonymous"}
    signed_in(desk_open["gj_head"]).post(f"/p/investigation/report/{report.pk}/", said)
    case = Investigation.objects.get()
    moves.act(case, "hand_up", by=desk_open["gj_clk"], about="chief")
    case.refresh_from_db()
    report.refresh_from_db()
    assert (case.report_uid, report.case_uid, report.desk) == (None, None, "superior")


def test_without_keys_nothing_is_taken_in(people):
    answer = sent(people)
    assert answer.status_code == 409 and "身份封存还没有开通" in answer.content.decode()
    assert not Investigation.objects.exists()


def test_the_name_of_who_reported_may_not_stand_in_the_allegations(desk_open):
    answer = sent(desk_open, allegations=f"其他｜{NAME}说：{TEXT}")
    assert answer.status_code == 422 and "写了反映人的姓名" in answer.content.decode()


@pytest.mark.parametrize("who", ["minister", "auditor", "sysadm", "office_clk", "gb_clk"])
def test_the_page_of_intake_is_there_for_the_desk_only(people, who):
    assert signed_in(people[who]).get("/p/investigation/intake/").status_code == 404


def test_l2_a_suggestion_that_is_a_report_opens_a_sealed_clue(desk_open):
    given = {"title": "某站站长长期脱岗", "channel": "form", "content": LETTER, "submitter_kind": "named"}
    case = moves.open_case("suggestion", by=desk_open["office_clk"], submitter_name=NAME, **given)
    moves.move(case, "route_report", by=desk_open["office_clk"], confirmed=True, handed_to="封存转交干部监督科")
    clue = Investigation.objects.get()
    link = case.links_out.get(kind="L2")
    assert link.target_id == clue.pk and clue.reporter_kind == "named" and clue.allegations == []
    assert not tables_with(LETTER) and not tables_with(NAME)
    reader = desk_open["gj_clk"]
    secret = keepers.secret_of(reader, WORDS.format(reader.username))
    _report, said, _new = desk.read(reader, clue.report_uid, secret)
    assert LETTER in said[0].text


def test_who_may_take_in(people):
    assert receiving.may_take_in(people["gj_clk"]) and not receiving.may_take_in(people["jwlink"])
