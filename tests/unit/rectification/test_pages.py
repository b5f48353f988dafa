"""The walk through the pages, the figures with their lists, and the papers."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from processes.rectification import figures, papers, stats
from tests.support.world import person
from tests.unit.rectification.conftest import CAUSE, SEEN, WHY, fails, fresh, on, opens
from workflows import moves
from workflows.acts.engine_forms import form_of
from workflows.papers.issuing import draw_up, issued

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def signs_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def post(client):
    def send(user, kind, case, name, **data):
        signs_in(client, user)
        assert client.get(reverse("web:case", args=[case.uid])).status_code == 200
        answer = client.post(reverse(f"web:{kind}", args=[case.uid, name]), data)
        assert answer.status_code == 302, answer.content.decode()[-3000:]
        return fresh(case)

    return send


def planned_by(team):
    """A plan of one measure, as the page sends it."""
    row = {"text": "收回全部导出权限", "owner": team.helper.pk, "due": "2026-04-10"}
    return {"responsible": team.head.pk} | {f"measures-0-{part}": said for part, said in row.items()}


def test_from_signing_for_it_to_the_re_check_by_forms(assigned, team, post):
    post(team.head, "move", assigned, "sign_for")
    plan = planned_by(team)
    post(team.head, "move", assigned, "hand_in_plan", **plan)
    post(team.supervision, "move", assigned, "send_back", reason=WHY)
    post(team.head, "move", assigned, "hand_in_plan", **plan)
    post(team.supervision, "move", assigned, "approve_plan")
    post(team.helper, "act", assigned, "finish_remedy", n=1, note="权限已收回")
    post(team.deputy, "act", assigned, "extend_rectification", due_on="2026-05-29", text=WHY)
    proof = SimpleUploadedFile("清单.txt", "权限清单".encode())
    said = {"root_cause": CAUSE, "outcome": "权限已收回并重新分级。", "evidence_files": proof}
    post(team.head, "move", assigned, "apply_strike_off", **said)
    post(team.inspector, "move", assigned, "start_check", way="visit", checked_what="镇党群服务中心")
    post(team.supervision, "act", assigned, "appoint_verifier", verifier=team.second.pk, text=WHY)
    post(team.second, "act", assigned, "recommend_strike_off", record=SEEN)
    case = post(team.deputy, "move", assigned, "approve_strike_off", opinion="同意销号")
    assert case.stage == "cancelled_no"
    with on(2026, 6, 1):
        assert post(team.supervision, "move", assigned, "pass_recheck", record=SEEN).stage == "closed"


def test_gaps_rebound_and_withdrawal_by_forms(checking, team, post):
    case = post(team.inspector, "move", checking, "fail_check", gaps="还有两个账号没有收回\n没有培训记录")
    assert case.gaps == ["还有两个账号没有收回", "没有培训记录"]
    said = {"decision": "督复〔2026〕0002号", "reason": WHY}
    assert post(team.supervision, "move", case, "withdraw_item", **said).stage == "revoked"


def test_a_half_filled_measure_is_said_beside_it(client, assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    address = reverse("web:move", args=[assigned.uid, "hand_in_plan"])
    bad = ({"measures-0-due": ""}, {"measures-0-due": "十月"}, {"measures-0-owner": team.deputy.pk})
    for one, why in zip(bad, ("不完整", "的日期不对", "不完整"), strict=True):
        answer = signs_in(client, team.head).post(address, planned_by(team) | one)
        page = answer.content.decode()
        assert answer.status_code == 422 and f"第 1 项措施{why}" in page and "收回全部导出权限" in page
    assert fresh(assigned).stage == "accepted"


def test_a_draft_of_a_plan_comes_back_as_it_was_typed(client, assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    signs_in(client, team.head)
    half = planned_by(team) | {"measures-0-due": ""}
    assert client.post(reverse("web:draft", args=[assigned.uid, "hand_in_plan"]), half).status_code == 200
    page = client.get(reverse("web:move", args=[assigned.uid, "hand_in_plan"])).content.decode()
    assert "收回全部导出权限" in page and f'value="{team.helper.pk}" selected' in page


def test_the_page_shows_rounds_and_a_file_used_twice(client, executing, team):
    case = fails(executing, team, "同一份")
    page = signs_in(client, team.supervision).get(reverse("web:case", args=[case.uid])).content.decode()
    assert "历次核查" in page and "还有两个账号没有收回" in page and "整改统计" in page and "第 1 轮整改" in page


def test_every_number_opens_the_list_it_counts(client, struck, team):
    opens(team, n=2, severity="grave")
    with on(2026, 4, 20):
        signs_in(client, team.supervision)
        page = client.get(reverse("web:rectification:overview")).content.decode()
        found = re.findall(r'href="([^"]*/list/\?[^"]+)"[^>]*>(\d+)<', page)
        assert len(found) >= 6 + 3 * 5
        for address, n in found:
            listed = client.get(address.replace("&amp;", "&")).content.decode()
            assert f"共 {n} 件" in listed, address
    assert 'data-n="open">1<' in page and "100%" in page and 'severity=grave&amp;age=60">1<' in page


def test_figures_are_of_what_the_reader_may_see(client, struck, team):
    other = person("other", "section_head", unit_code="XZ09")
    assert stats.of(other).struck == 0 and stats.of(team.head).struck == 1
    for name in ("overview", "list"):
        address = reverse(f"web:rectification:{name}")
        assert signs_in(client, other).get(address).status_code == 200
        assert signs_in(client, person("nobody")).get(address).status_code == 404
    assert signs_in(client, other).get(address + "?what=wrong").content.decode().count("共 0 件") == 1
    assert client.get(address + "?severity=wrong").status_code == 404


def test_what_is_struck_off_is_no_open_finding_of_the_cockpit(struck, team):
    opens(team, n=2, severity="grave")
    open_ones = figures.findings(stats.seen(team.supervision))
    assert [one.severity for one in open_ones] == ["grave"] and stats.of(team.supervision).open == 1


def test_ages_do_not_overlap_and_leave_nothing_out(team):
    for n in range(1, 5):
        opens(team, n=n)
    for day in (date(2026, 4, 1), date(2026, 4, 2), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1)):
        with on(day.year, day.month, day.day):
            sums = stats.of(team.supervision)
            assert sum(n for _code, cells, _total in sums.matrix for _age, n in cells) == sums.open == 4


def test_six_papers_say_what_was_done_and_who_signed(struck, team):
    with on(2026, 6, 1):
        moves.move(struck, "pass_recheck", by=team.supervision, record=SEEN)
    case = fresh(struck)
    wanted = {"plan": "收回全部导出权限", "application": CAUSE, "check": "镇党群服务中心", "recheck": SEEN}
    wanted |= {"notice": "2 个工作日内签收", "struck": "予以销号"}
    for name, words in wanted.items():
        data, _pictures = draw_up(case, f"rectification.{name}")
        assert words in str(data) and case.number == data["number"]
    kinds = set(case.papers.values_list("kind", flat=True))
    signed = [
        block["rows"] for block in issued(case, "rectification.struck")[0]["blocks"] if block["kind"] == "signatures"
    ]
    assert [row[1] for row in signed[0]] == ["申请销号", "建议销号", "批准销号"] and all(row[2] for row in signed[0])
    assert kinds == {f"sheet:rectification.{name}" for name in wanted} and papers.MEASURES[0] == "序号"


def test_the_file_of_a_check_is_told_by_its_part(checking):
    assert [checking.part_label(part) for part in ("round:0", "check:1", "recheck")] == [
        "第 1 轮整改", "第 2 轮核查", "回头看",
    ]  # fmt: skip


def test_taking_a_step_back_asks_nothing_and_its_form_can_be_made(assigned, team):
    assert not form_of(assigned, "take_back")({}, case=assigned, by=team.head).fields
