"""A problem is put right, checked by another and struck off by a third, at a browser."""

from datetime import datetime, timedelta

import pytest

from people import clock, demo
from people.models import Unit, User
from processes.rectification.models import Rectification
from tests.browser.loop_actor import Cast
from tests.support.loop import asks, does, stands_at
from workflows import definitions, moves

BEGIN = datetime(2026, 5, 11, 9, 30, tzinfo=clock.CHINA)
HEAD, SUPERVISION, INSPECTOR, DEPUTY = "t05_wy", "office_head", "insp_a", "dm_org"


@pytest.fixture
def cast(transactional_db, chromium, live_server):
    definitions.forget()
    clock.set_to(BEGIN)
    demo.load(clock.now())
    found = Cast(chromium, live_server.url)
    yield found
    found.leave()
    clock.reset()


@pytest.fixture
def case(cast):
    finding = {"id": 1, "number": "督〔2026〕0001号", "fact": "信息导出没有审批", "clause": "导出须经审批"}
    opened = moves.open_case(
        "rectification", licensed=True, by=User.objects.get(username="office_head"), title="信息导出未审批问题整改",
        unit=Unit.objects.get(code="XZ05"), severity="serious", finding=finding,
    )  # fmt: skip
    return f"/case/{opened.uid}/"


def test_a_problem_is_struck_off_and_looked_at_again(cast, case, tmp_path):
    head = cast[HEAD]
    does(head, case, "move/sign_for")
    owner = str(User.objects.get(username=HEAD).pk)
    measure = {"text": "收回全部导出权限", "owner": owner, "due": "2026-05-29"}
    plan = {f"measures-0-{part}": said for part, said in measure.items()}
    does(head, case, "move/hand_in_plan", responsible=owner, **plan)
    does(cast[SUPERVISION], case, "move/approve_plan")
    does(head, case, "act/finish_remedy", n="1", note="权限已经全部收回")
    with_a_file(head, case, tmp_path)
    does(cast[INSPECTOR], case, "move/start_check", way="visit", checked_what="镇党建办")
    stands_at(head, case, "核查")
    record = "到场查看了权限清单，抽查五次导出都有审批记录。"
    does(cast[INSPECTOR], case, "act/recommend_strike_off", record=record)
    does(cast[DEPUTY], case, "move/approve_strike_off", opinion="同意销号")
    stands_at(head, case, "已销号")
    cast.wait(days=90)
    does(cast[SUPERVISION], case, "move/pass_recheck", record=record)
    stands_at(cast[SUPERVISION], case, "巩固办结")
    the_figures_open_their_lists(cast[SUPERVISION])


def test_a_plan_grows_by_a_press_and_shrinks_again(cast, case):
    head = cast[HEAD]
    does(head, case, "move/sign_for")
    assert head.go(f"{case}move/hand_in_plan/") == 200
    rows = head.tab.locator("[data-measures] tbody tr")
    assert rows.count() == 2
    for n, text in enumerate(("收回全部导出权限", "清查已有导出文件", "开展一次培训")):
        if n == rows.count():
            head.tab.locator("[data-add]").click()
        head.tab.locator(f'[name="measures-{n}-text"]').fill(text)
        head.tab.locator(f'[name="measures-{n}-owner"]').select_option(index=1)
        head.tab.locator(f'[name="measures-{n}-due"]').fill("2026-05-29")
    rows.nth(1).locator("[data-drop-row]").click()
    head.tab.locator('[name="responsible"]').select_option(index=1)
    head.tab.locator("[data-act]").click()
    stands_at(head, case, "整改方案")
    assert [row["text"] for row in Rectification.objects.get().measures] == ["收回全部导出权限", "开展一次培训"]


def with_a_file(head, case, tmp_path):
    """The file is staged as soon as it is chosen; the application takes it."""
    proof = tmp_path / "权限清单.txt"
    proof.write_text("账号一：查询\n")
    form = asks(head, case, "move/apply_strike_off")
    box = head.tab.locator('form[action$="/move/apply_strike_off/"]').first
    head._unfold(box)
    box.locator('[name="evidence_files"]').set_input_files(proof)
    box.get_by_text("已收到").first.wait_for()
    said = {"root_cause": "导出功能没有分级授权，谁都能下载。", "outcome": "权限已经收回并重新分级。"}
    assert head.send(form.action, **said) == 200
    stands_at(head, case, "申请销号")
    assert Rectification.objects.get().due_on == (BEGIN + timedelta(days=60)).date()


def the_figures_open_their_lists(supervision):
    assert supervision.go("/p/rectification/") == 200
    supervision.tab.locator('[data-n="ever_struck"]').click()
    supervision.tab.get_by_text("共 1 件").wait_for()
