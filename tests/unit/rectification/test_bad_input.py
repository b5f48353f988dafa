"""What a clerk would really send, at the browser: a clear sentence, the way out, nothing lost, nothing half done."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.refusing import refused
from tests.support.world import person
from tests.unit.rectification.conftest import CAUSE, SEEN, checks, file, finishes, fresh, on, opens, row
from workflows import moves

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OUTCOME = "权限已收回并重新分级，操作手册已印发。"
TEXT = "收回全部导出权限"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def plan(team, **first):
    """A plan of one measure as the page sends it, with something else in it."""
    said = {"text": TEXT, "owner": team.helper.pk, "due": "2026-04-10"} | first
    return {"responsible": team.head.pk} | {f"measures-0-{part}": value for part, value in said.items()}


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ({"due": "2026-12-31"}, "晚于整改期限（2026-05-06）"),
        ({"due": "2026-02-01"}, "已经过去"),
        ({"owner": ""}, "第 1 项措施不完整"),
        ({"due": "四月底"}, "请写成 2026-11-30 这样"),
    ],
)
def test_a_plan_with_a_wrong_row_says_which_and_keeps_what_was_typed(assigned, team, first, why):
    moves.move(assigned, "sign_for", by=team.head)
    assert why in refused(team.head, assigned, "move/hand_in_plan", keeps=[TEXT], **plan(team, **first))


def test_an_owner_from_a_wrong_unit_is_refused_where_the_owner_is_chosen(assigned, team):
    moves.move(assigned, "sign_for", by=team.head)
    page = refused(team.head, assigned, "move/hand_in_plan", keeps=[TEXT], **plan(team, owner=team.deputy.pk))
    assert "第 1 项措施不完整" in page and "责任人" in page


def test_the_head_of_a_wrong_unit_signs_for_nothing(assigned):
    client = Client()
    client.force_login(person("head9", "section_head", unit_code="XZ09"))
    assert client.post(f"/case/{assigned.uid}/move/sign_for/").status_code == 404
    assert fresh(assigned).stage == "assigned"


def test_an_application_without_any_proof_keeps_its_words_and_asks_for_it(executing, team):
    finishes(executing, team)
    said = {"root_cause": CAUSE, "outcome": OUTCOME}
    page = refused(team.head, executing, "move/apply_strike_off", keeps=[CAUSE, OUTCOME], **said)
    assert "至少" in page and "佐证" in page


@pytest.mark.parametrize(
    ("content", "why"), [("不是照片".encode(), "没有收下"), (b"\xff\xd8\xff" + bytes(40 * 1024 * 1024), "没有收下")]
)
def test_a_photo_that_is_none_or_of_40_mb_is_refused_and_the_words_stay(executing, team, content, why):
    finishes(executing, team)
    said = {"root_cause": CAUSE, "outcome": OUTCOME}
    photo = SimpleUploadedFile("现场.jpg", content, "image/jpeg")
    page = refused(team.head, executing, "move/apply_strike_off", keeps=[CAUSE, OUTCOME], evidence_files=photo, **said)
    assert why in page


def test_measures_that_are_not_done_are_named_before_anything_is_applied_for(executing, team):
    proof = SimpleUploadedFile("清单.txt", "权限清单".encode())
    said = {"root_cause": CAUSE, "outcome": OUTCOME, "evidence_files": proof}
    page = refused(team.head, executing, "move/apply_strike_off", keeps=[CAUSE, OUTCOME], **said)
    assert "措施" in page and "没有完成" in page


def test_an_identity_number_is_warned_of_and_its_covered_form_offered(executing, team):
    finishes(executing, team)
    said = {"root_cause": CAUSE, "outcome": "已与当事人 11010519491231002X 核对，登记更正完毕。"}
    proof = file(executing, team.head)
    page = refused(team.head, executing, "move/apply_strike_off", evidence=[proof], **said)
    assert "身份证" in page and "***" in page


def test_an_owner_does_not_verify_the_own_rectification(team):
    double = person("double", "section_head", "inspector", unit_code="XZ05")
    case = opens(team, n=7)
    moves.move(case, "sign_for", by=double)
    moves.move(case, "hand_in_plan", by=double, measures=[row(double)], responsible=double)
    moves.move(case, "approve_plan", by=team.supervision)
    finishes(case, team)
    proof = [file(fresh(case), team.head)]
    moves.move(case, "apply_strike_off", by=team.head, root_cause=CAUSE, outcome=OUTCOME, evidence=proof)
    page = refused(double, case, "move/start_check", way="visit", checked_what="镇党群服务中心")
    assert "整改责任人" in page


def test_gaps_that_say_nothing_and_a_term_of_half_a_year_are_refused(checking, team):
    page = refused(team.inspector, checking, "move/fail_check", keeps=["差"], gaps="差")
    assert "逐条列出差距" in page and "4 个字" in page
    gaps = "还有两个账号没有收回"
    late = refused(team.inspector, checking, "move/fail_check", keeps=[gaps], gaps=gaps, again_by="2026-09-01")
    assert "60 日以内" in late


def test_nothing_is_struck_off_before_the_checker_has_said_so(checking, team):
    assert "核查" in refused(team.deputy, checking, "move/approve_strike_off", opinion="同意销号")


def test_a_re_check_before_its_time_says_from_when(struck, team):
    with on(2026, 3, 5):
        page = refused(team.supervision, struck, "move/pass_recheck", keeps=[SEEN], record=SEEN)
    assert "起" in page and "2026-" in page


def test_the_same_file_for_two_findings_is_taken_and_shown_to_whoever_checks(executing, team):
    other = opens(team, n=2)
    moves.move(other, "sign_for", by=team.head)
    moves.move(other, "hand_in_plan", by=team.head, measures=[row(team.head, due=date(2026, 4, 10))],
               responsible=team.head)  # fmt: skip
    moves.move(other, "approve_plan", by=team.supervision)
    client = Client()
    client.force_login(team.head, backend="django.contrib.auth.backends.ModelBackend")
    for case in (executing, other):
        finishes(case, team)
        said = {"root_cause": CAUSE, "outcome": OUTCOME}
        proof = SimpleUploadedFile("清单.txt", "同一份权限清单".encode())
        answer = client.post(f"/case/{case.uid}/move/apply_strike_off/", said | {"evidence_files": proof})
        assert answer.status_code == 302
    client.force_login(team.inspector, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/case/{checks(fresh(other), team).uid}/").content.decode()
    assert executing.number in page and "用" in page
