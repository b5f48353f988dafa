"""The desk and the forms of the field at the browser."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from ledger.models import Event
from people import clock
from tests.unit.inspection.conftest import FACT, FIRST, PART, fresh, picture
from workflows import evidence, moves
from workflows.models import Draft

pytestmark = pytest.mark.slow

VISIT = {"place": "北塘镇党群服务中心", "method": "files", "notes": "查看八月以来导出记录三次，都没有审批。"}
PARTS = ("situation", "problems", "causes", "suggestions")


def to(name, case, *more):
    return reverse(f"web:inspection:{name}", args=[case.uid, *more])


@pytest.fixture
def as_(client):
    def sign_in(who):
        client.force_login(who)
        return client

    return sign_in


@pytest.fixture
def on_site(field, world):
    """The first day in the field, in the afternoon."""
    with clock.frozen(clock.now().replace(day=FIRST.day, hour=15)):
        yield field


def text(answer):
    return answer.content.decode()


def typed(client, url, **more):
    """What the form at `url` would send, with `more` filled in."""
    page = text(client.get(url))
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("key", "seen")}
    return hidden | more


def visit(client, case, world, **more):
    url = to("row", case, "visit", uuid4())
    with_time = {"at": clock.now().astimezone().strftime("%Y-%m-%dT%H:%M"), "unit": world.town.pk}
    return client.post(url, typed(client, url, **VISIT, **with_time, **more))


def test_a_visit_is_filed_with_a_photo_and_without_script(on_site, world, as_):
    answer = visit(as_(world.one), on_site, world, evidence_files=picture())
    row = on_site.visits.get()
    assert answer.status_code == 302 and answer.url.endswith(f"#visit-{row.no}")
    assert (row.place, row.by) == (VISIT["place"], world.one)
    assert [e.name for e in evidence.of(on_site, "visit:1")] == ["现场.png"]


def test_sending_a_form_twice_is_one_visit(on_site, world, as_):
    client, url = as_(world.one), to("row", on_site, "visit", uuid4())
    said = typed(client, url, **VISIT, at="2026-09-08T10:00", unit=world.town.pk)
    first, again = client.post(url, said), client.post(url, said)
    assert first.status_code == 302 and again.status_code in (302, 409)
    assert on_site.visits.count() == 1 and Event.objects.filter(kind="act.add_visit").count() == 1


def test_a_visit_brings_its_words_and_photos_into_the_finding(on_site, world, as_):
    client = as_(world.one)
    visit(client, on_site, world, evidence_files=picture())
    page = client.get(to("new", on_site, "finding") + "?visit=1")
    form = text(client.get(page.url))
    assert VISIT["notes"] in form and re.search(rf'name="unit" value="{world.town.pk}"[^>]*checked', form)
    (row,) = evidence.of(on_site)
    assert re.search(rf'value="{evidence.cite(row)}" checked', form)
    said = typed(client, page.url, unit=world.town.pk, severity="serious", clause="Z06", fact=FACT)
    answer = client.post(page.url, said | {"cited": evidence.cite(row)})
    assert answer.status_code == 302
    (proof_of,) = evidence.of(on_site, "finding:1")
    assert proof_of.sha256 == row.sha256


def test_a_refused_form_keeps_everything_that_was_typed_and_sent(on_site, world, as_):
    client, url = as_(world.one), to("row", on_site, "finding", uuid4())
    said = typed(client, url, unit=world.town.pk, severity="serious", fact=FACT, evidence_files=picture())
    answer = client.post(url, said)
    page = text(answer)
    assert answer.status_code == 422 and "有 1 处要改" in page and FACT in page and "现场.png" in page
    said |= {"evidence_files": [], "clause": "Z06", "fact": FACT + "身份证 110101199003070011"}
    answer = client.post(url, said)
    assert answer.status_code == 409 and "身份证号" in text(answer)
    assert not on_site.findings.exists()


def test_what_another_member_changed_meanwhile_is_shown_and_not_overwritten(on_site, world, as_):
    client = as_(world.one)
    with_facts = {"unit": world.town.pk, "severity": "minor", "clause": "Z06", "fact": FACT}
    moves.act(on_site, "save_finding", by=world.one, **(with_facts | {"unit": world.town}))
    url = to("row", on_site, "finding", 1)
    said = typed(client, url, **with_facts)
    moves.act(
        fresh(on_site),
        "save_finding",
        by=world.two,
        no=1,
        **(with_facts | {"unit": world.town, "fact": "另一个写法，经过核对。"}),
    )
    answer = client.post(url, said)
    page = text(answer)
    assert answer.status_code == 409 and "别人改过这一条" in page and "另一个写法" in page and FACT in page
    again = re.search(r'name="seen" value="([^"]*)"', page)[1]
    assert client.post(url, said | {"seen": again, "key": str(uuid4())}).status_code == 302
    assert on_site.findings.get().fact == FACT


def test_nobody_outside_finds_the_desk_and_inspected_units_do_not_either(on_site, world, as_):
    for who, status in [(world.lead, 200), (world.deputy, 200), (world.supervision, 200), (world.head, 404),
                        (world.clerk, 404), (world.reviewer, 404)]:  # fmt: skip
        assert as_(who).get(to("desk", on_site)).status_code == status, who
        for name, more in [("report", ()), ("topic", (1,)), ("new", ("visit",)), ("sign", ()), ("opened", ())]:
            assert as_(who).get(to(name, on_site, *more)).status_code in ((404,) if status == 404 else (200, 302, 409))


def test_who_only_reads_is_told_so(on_site, world, as_):
    client = as_(world.deputy)
    page = text(client.get(to("desk", on_site)))
    assert "/new/finding/" not in page and "/new/visit/" not in page
    assert client.get(to("row", on_site, "finding", uuid4())).status_code == 409
    assert client.post(to("row", on_site, "visit", uuid4()), VISIT).status_code == 409


def test_the_desk_says_what_is_missing(on_site, world, as_):
    page = text(as_(world.one).get(to("desk", on_site)))
    assert "还没有走访记录" in page and "还没有写查看情况" in page and "还差 1500 字" in page


def test_a_checklist_is_gone_through(on_site, world, as_):
    client, url = as_(world.two), to("topic", on_site, 1)
    assert client.get(url).status_code == 200
    said = {"said_0": "yes", "said_1": "no", "note_1": "责任人借调", "note": "两个乡镇都已建册，更新不够及时。"}
    assert client.post(url, said | {"key": str(uuid4())}).status_code == 302
    row = on_site.topics.get()
    assert [line["said"] for line in row.checklist][:3] == ["yes", "no", "not_seen"]
    assert row.checklist[1]["note"] == "责任人借调" and row.note.startswith("两个乡镇")
    assert "有问题" in text(client.get(to("desk", on_site)))


def test_somebody_without_an_account_is_recorded_by_the_office_with_a_scan(on_site, world, as_):
    visit(as_(world.one), on_site, world)
    client = as_(world.office)
    url = to("row", on_site, "person", uuid4())
    said = {"visit": 1, "kind": "villager", "known_by": "id_card", "said": "册子里的电话早就换了。", "agreed": "signed"}
    answer = client.post(url + "?visit=1", said | {"key": str(uuid4()), "evidence_files": picture("green")})
    assert answer.status_code == 302
    assert len(evidence.of(on_site, "person:1")) == 1
    page = text(client.get(to("desk", on_site)))
    assert "群众" in page and "居民身份证" in page and "册子里的电话" in page


def test_two_inspectors_sign_from_the_desk(on_site, world, as_):
    visit(as_(world.one), on_site, world)
    for who in (world.one, world.two):
        client = as_(who)
        assert "签字确认第 1 次" in text(client.get(to("desk", on_site)))
        assert client.post(to("sign_visit", on_site, 1), {"key": str(uuid4())}).status_code == 302
        assert "签字确认第 1 次" not in text(client.get(to("desk", on_site)))
    assert client.post(to("sign_visit", on_site, 1)).status_code == 409
    assert "签字齐了" in text(client.get(to("desk", on_site)))


def test_a_draft_is_found_again_under_its_address_and_on_the_desk(on_site, world, as_):
    client, ref = as_(world.one), uuid4()
    name = f"f:{ref.hex}"
    answer = client.post(to("draft", on_site, name), {"fact": "八月导出三次", "base": "0", "key": "x"})
    assert answer.status_code == 200 and answer.json()["n"] == 1
    assert "八月导出三次" in text(client.get(to("row", on_site, "finding", ref)))
    assert str(ref) in text(client.get(to("desk", on_site)))
    assert not Event.objects.filter(kind="act.save_finding").exists()
    assert client.post(to("draft_drop", on_site, name)).status_code == 204
    assert "八月导出三次" not in text(client.get(to("row", on_site, "finding", ref)))


def test_two_devices_never_overwrite_each_other(on_site, world, as_):
    client, url = as_(world.one), to("draft", on_site, "r:")
    assert client.post(url, {"situation": "手机写的", "base": "0"}).json()["n"] == 1
    clash = client.post(url, {"situation": "电脑写的", "base": "0"})
    assert clash.status_code == 409 and clash.json()["fields"]["situation"] == ["手机写的"]
    page = text(client.get(to("report", on_site)))
    assert "手机写的" in page and "电脑写的" in page and "没有合并" in page
    mine = client.post(url, {"situation": "电脑写的", "base": "1", "force": "1"})
    assert mine.status_code == 200 and Draft.objects.get().data["fields"]["situation"] == ["电脑写的"]


def test_the_same_words_from_two_devices_are_no_clash(on_site, world, as_):
    client, url = as_(world.one), to("draft", on_site, "r:")
    for _device in range(2):
        assert client.post(url, {"situation": "一样的", "base": "0"}).status_code == 200


@pytest.mark.parametrize("name", ["x:1", "f:../..", "r:~"])
def test_a_draft_of_no_form_is_refused(on_site, world, as_, name):
    assert as_(world.one).post(f"/p/inspection/{on_site.uid}/draft/{name}/", {"base": "0"}).status_code in (404, 422)


def test_a_reader_or_a_stranger_keeps_no_draft(on_site, world, as_):
    assert as_(world.deputy).post(to("draft", on_site, "r:"), {"situation": "x"}).status_code == 409
    assert as_(world.head).post(to("draft", on_site, "r:"), {"situation": "x"}).status_code == 404
    assert not Draft.objects.exists()


def test_the_report_takes_over_what_was_found(drafting, world, as_):
    page = text(as_(world.lead).get(to("report", drafting)))
    assert "1．XZ01：" in page and "带入问题清单" in page and "情况属实，已补报。" in page


def test_one_press_saves_the_report_and_hands_it_in(drafting, world, as_):
    client, url = as_(world.lead), to("report", drafting)
    said = {name: PART * 11 for name in PARTS} | {"key": str(uuid4()), "hand_in": "1"}
    answer = client.post(url, said)
    assert answer.status_code == 409 and "报告已保存，还没有报送。" in text(answer)
    assert (fresh(drafting).stage, fresh(drafting).causes) == ("report_draft", PART * 11)
    moves.act(fresh(drafting), "fill_topic", by=world.one, topic=1, note="两个乡镇都已建册，更新不够及时。")
    said |= {"suggestions": PART * 12, "key": str(uuid4())}
    for _press in range(2):
        client.post(url, said)
    assert (fresh(drafting).stage, fresh(drafting).suggestions) == ("report_review", PART * 12)
    assert Event.objects.filter(kind="move.submit_report").count() == 1


def test_a_part_that_somebody_else_wrote_meanwhile_is_not_overwritten(drafting, world, as_):
    client, url = as_(world.lead), to("report", drafting)
    page = text(client.get(url))
    seen = dict(re.findall(r'name="(seen_\w+)" value="([^"]*)"', page))
    moves.act(drafting, "save_report", by=world.one, situation="成员写的现状。")
    said = {"situation": "组长写的现状。", "causes": "组长写的原因。", "problems": "", "suggestions": ""} | seen
    answer = client.post(url, said | {"key": str(uuid4())})
    page = text(answer)
    assert answer.status_code == 409 and "成员写的现状" in page and "组长写的现状" in page
    seen = dict(re.findall(r'name="(seen_\w+)" value="([^"]*)"', page))
    assert client.post(url, said | seen | {"key": str(uuid4())}).status_code == 302
    assert (fresh(drafting).situation, fresh(drafting).causes) == ("组长写的现状。", "组长写的原因。")


def test_the_page_of_the_case_leads_to_the_desk_instead_of_a_dozen_forms(on_site, world, as_):
    page = text(as_(world.lead).get(reverse("web:case", args=[on_site.uid])))
    asked = page[page.index('id="ask"') : page.index('id="next"')]
    for name in ("desk", "report"):
        assert asked.count(f'href="{to(name, on_site)}"') == 1
    assert "登记走访" not in asked and "结束实地督查" in asked


def test_a_form_sent_to_the_old_address_still_says_what_is_wrong_and_keeps_the_words(on_site, world, as_):
    answer = as_(world.one).post(reverse("web:act", args=[on_site.uid, "save_finding"]), {"fact": FACT})
    assert answer.status_code in (409, 422) and FACT in text(answer)


def test_two_members_at_one_checklist_do_not_undo_each_other(on_site, world, as_):
    client, url = as_(world.one), to("topic", on_site, 1)
    said = typed(client, url, said_0="yes", note="一名成员写的查看情况。")
    moves.act(on_site, "fill_topic", by=world.two, topic=1, answers={3: {"said": "no", "note": "重复填表"}}, note="")
    answer = client.post(url, said)
    page = text(answer)
    assert answer.status_code == 409 and "重复填表" in page and "一名成员写的查看情况。" in page
    assert on_site.topics.get().checklist[3]["said"] == "no"


def test_a_unit_that_is_not_inspected_is_refused_with_the_way_out(on_site, world, as_):
    client, url = as_(world.one), to("row", on_site, "finding", uuid4())
    page = client.post(url, typed(client, url, unit=world.supervision.unit_id, severity="minor", fact=FACT))
    assert page.status_code == 422 and "不在本次督查的对象中。请从对象单位里选择" in text(page)
    assert FACT in text(page) and not on_site.findings.exists()
