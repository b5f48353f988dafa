"""Figures open the list they count, the library stays inside what is visible."""

import re

import pytest
from django.test import Client

from people import clock
from processes.consultation import stats
from processes.consultation.forms import FORMS
from processes.consultation.walk import Walk
from workflows import drafts, papers
from workflows.errors import Refused
from workflows.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_every_number_opens_the_list_it_counts(people, cured, work):
    Walk(people, cured.now, work_ref=work).move("decline", "dm_exec", reason="同类问题已经办结，请先看病例库。")
    client = signed_in(people["sup_clk"])
    page = client.get("/p/consultation/").content.decode()
    figures = re.findall(r'<a href="([^"]+)" data-n="[^"]+">(\d+)</a>', page)
    assert len(figures) > 14
    for address, number in figures:
        counted = client.get(address.replace("&amp;", "&")).content.decode()
        assert f"共 {number} 件" in counted, address


def test_the_figures_are_right(people, cured):
    sums = stats.of(people["sup_clk"])
    assert (sums["all"], sums["cured"], sums["cure_share"], sums["rounds"]) == (1, 1, 100, [(1, 1)])
    assert {line.code: line.total for line in sums["causes"]}["system"] == 1 and sums["days"] > 0


def test_f26_units_stand_in_the_order_of_their_codes_and_are_not_ranked(people, cured, work):
    first, last = (people[name].unit for name in ("gb_clk", "zz_clk"))
    assert first.code < last.code
    for unit in (last, last, first):
        opened = Walk(people, cured.now, work_ref=work).case
        Case.objects.filter(pk=opened.pk).update(owner_unit=unit)
    Case.objects.filter(pk=cured.case.pk).update(owner_unit=last)
    assert [row[:1] + row[2:3] for row in stats.of(people["sup_clk"])["units"]] == [(first.pk, 1), (last.pk, 3)]
    assert "不排名次" in signed_in(people["sup_clk"]).get("/p/consultation/").content.decode()


def test_the_overview_is_not_there_for_others(people, cured):
    for name in ("gb_clk", "sysadm", "retired1"):
        assert signed_in(people[name]).get("/p/consultation/").status_code == 404
        assert signed_in(people[name]).get("/p/consultation/list/").status_code == 404


def test_the_library_finds_by_words_and_cause_in_either_script(people, cured):
    client = signed_in(people["sup_clk"])
    for query in ("", "?q=设备", "?q=設備 AB角", "?cause=people", "?q=经费&cause=system"):
        assert cured.case.title in client.get(f"/p/consultation/library/{query}").content.decode(), query
    for query in ("?q=无人机", "?cause=external"):
        assert "没有这样的病例" in client.get(f"/p/consultation/library/{query}").content.decode()


def test_the_library_shows_only_what_its_reader_may_see(people, cured):
    for name in ("v0501", "pub_a"):
        assert cured.case.title not in signed_in(people[name]).get("/p/consultation/library/").content.decode()
    assert cured.case.title in signed_in(people["retired1"]).get("/p/consultation/library/").content.decode()
    assert signed_in(people["sysadm"]).get("/p/consultation/library/").status_code == 404


def test_each_stage_has_a_page_for_who_works_there(people, walk):
    steps = (
        ("requested", "dm_exec", lambda: None), ("approved", "co_c", walk.approve),
        ("gathering", "chair_b", walk.prepare),
        ("gathering", "co_c", lambda: walk.describe().call().serve().confirm()), ("session", "expert1", walk.begin),
        ("session", "chair_b", walk.opinions), ("opinion", "dm_exec", lambda: walk.fill().sign().conclude()),
        ("decided", "sup_clk", walk.decide), ("following", "sup_clk", lambda: walk.after(1).move("track", "sup_clk")),
    )  # fmt: skip
    for stage, who, go in steps:
        go()
        assert walk.case.stage == stage
        with clock.frozen(walk.now):
            answer = signed_in(people[who]).get(f"/case/{walk.case.uid}/")
        assert answer.status_code == 200, (stage, who)


def test_the_long_forms_have_pages_of_their_own(people, walk):
    walk.to_session().opinions().fill()
    with clock.frozen(walk.now):
        page = signed_in(people["chair_b"]).get(f"/case/{walk.case.uid}/act/write_table/").content.decode()
    assert "资金没有年度安排" in page and "consultation/rows" in page and page.count('name="measures.content"') > 3


def test_the_table_comes_through_the_form(people, walk):
    walk.to_session().opinions()
    unit = str(people["dy_head"].unit_id)
    data = {
        "causes.cause": ["经费没有年度安排", ""], "causes.kind": ["system", ""], "causes.confidence": ["high", ""],
        "measures.content": ["列入年度预算", "  "], "measures.owner": [unit, ""], "measures.due": ["2026-09-30", ""],
        "measures.metric": ["月均六次", ""], "measures.cross": ["cross", ""],
    }  # fmt: skip
    with clock.frozen(walk.now):
        answer = signed_in(people["chair_b"]).post(f"/case/{walk.case.uid}/act/write_table/", data)
    assert answer.status_code == 302
    case = walk.fresh().case
    assert [row["cause"] for row in case.causes] == ["经费没有年度安排"]
    assert case.measures[0]["owner_name"] == people["dy_head"].unit.name and case.needs_vote


def test_a_wrong_cell_keeps_what_was_typed(people, walk):
    walk.to_session().opinions()
    data = {"causes.cause": ["经费"], "causes.kind": ["钱"], "causes.confidence": [""], "measures.due": ["明年"]}
    with clock.frozen(walk.now):
        answer = signed_in(people["chair_b"]).post(f"/case/{walk.case.uid}/act/write_table/", data)
    page = answer.content.decode()
    assert answer.status_code == 422 and "从列表中选" in page and "经费" in page


def test_a_half_typed_table_is_kept_as_a_draft(people, walk):
    walk.to_session().opinions()
    typed = {"causes.cause": ["甲因", "乙因"], "causes.kind": ["system", "people"], "causes.confidence": ["high", ""]}
    drafts.save(walk.case, people["chair_b"], "write_table", typed)
    with clock.frozen(walk.now):
        page = signed_in(people["chair_b"]).get(f"/case/{walk.case.uid}/act/write_table/").content.decode()
    assert "甲因" in page and "乙因" in page


def test_one_decision_form_rules_on_every_measure(people, walk):
    walk.to_opinion()
    form = FORMS["decide"]({"ruling_1": "accepted", "ruling_2": "declined", "metric_due": "2026-12-01"}, case=walk.case)
    assert not form.is_valid() and "reason_2" in form.errors
    data = {"ruling_1": "changed", "reason_1": "经费只够两年", "due_1": "2026-11-30", "way_1": "task_project"}
    data |= {"ruling_2": "declined", "reason_2": "已有清单", "way_2": "task_project", "metric_due": "2026-12-10"}
    with clock.frozen(walk.now):
        answer = signed_in(people["dm_exec"]).post(f"/case/{walk.case.uid}/move/decide/", data)
    assert answer.status_code == 302 and walk.fresh().case.measures[0]["final"]["due"] == "2026-11-30"


def test_a_change_may_name_another_unit_and_another_metric(people, walk):
    walk.to_opinion()
    unit = people["exec_gb"].unit
    data = {"ruling_1": "changed", "reason_1": "由干部科牵头更合适", "owner_1": unit.pk, "metric_1": "月均使用八次"}
    data |= {"way_1": "task_project", "ruling_2": "accepted", "way_2": "task_project", "metric_due": "2026-12-10"}
    with clock.frozen(walk.now):
        answer = signed_in(people["dm_exec"]).post(f"/case/{walk.case.uid}/move/decide/", data)
    assert answer.status_code == 302
    row = walk.fresh().case.measures[0]
    assert (row["final"]["owner"], row["final"]["owner_name"]) == (unit.pk, unit.name)
    assert row["owner_name"] == people["dy_head"].unit.name and row["final"]["metric"] == "月均使用八次"
    project = Case.objects.get(pk=row["project"]).own
    assert (project.owner_unit, project.metric) == (unit, "月均使用八次")
    sheet = str(papers.issued(walk.case, "consultation.opinion")[0])
    assert f"{unit.name}；月均使用八次" in sheet


def test_a_change_to_a_unit_that_is_not_there_is_refused(walk):
    walk.to_opinion()
    with pytest.raises(Refused, match="新的责任单位不存在"):
        walk.decide({"ruling": "changed", "reason": "换一个单位", "owner": 987654})


def test_each_stage_says_how_long_it_took_beside_its_term(people, cured):
    paces = {pace.code: pace for pace in stats.of(people["sup_clk"])["paces"]}
    asked = paces["requested"]
    assert (asked.total, asked.half, asked.most, asked.term, asked.in_time) == (1, 1, 1, 3, 100)
    assert paces["opinion"].term == 5 and paces["decided"].term is None and "cured" not in paces


def test_months_narrow_the_figures_and_their_lists(people, cured):
    client = signed_in(people["sup_clk"])
    month = f"{cured.case.created:%Y-%m}"
    page = client.get(f"/p/consultation/?since={month}&until={month}").content.decode()
    assert f"since={month}&amp;until={month}&amp;what=all" in page and "各环节用时" in page
    assert len(stats.listed(people["sup_clk"], since=month, until=month, stay="requested")) == 1
    assert stats.listed(people["sup_clk"], until="2026-01") == [] == stats.of(people["sup_clk"], "2027-01")["paces"]
    assert client.get("/p/consultation/list/?since=2027-01").status_code == 200
    assert client.get("/p/consultation/?since=明年").status_code == 200


def offered(case, user):
    page = signed_in(user).get(f"/case/{case.uid}/").content.decode()
    return set(re.findall(rf"/case/{case.uid}/(?:act|move)/(\w+)/", page))


def test_a_participant_is_offered_only_what_there_is_to_do(people, walk):
    expert = people["expert1"]
    walk.approve().prepare().call().serve()
    with clock.frozen(walk.now):
        assert "confirm_seat" in offered(walk.case, expert)
        assert "give_opinion" not in offered(walk.case, expert)
    walk.confirm().begin()
    with clock.frozen(walk.now):
        now = offered(walk.case, expert)
    assert "give_opinion" in now and not {"note_dissent", "confirm_seat", "sign_record"} & now
    walk.opinions()
    with clock.frozen(walk.now):
        now = offered(walk.case, expert)
    assert "note_dissent" in now and "give_opinion" not in now
