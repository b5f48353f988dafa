"""A unit with a finding to put right, and the people who judge it."""

from contextlib import contextmanager
from datetime import date, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from people import clock
from people.clock import CHINA
from processes.rectification.models import Rectification
from tests.support.world import person, unit
from workflows import moves
from workflows.evidence import uploads

NOON = datetime(2026, 3, 2, 12, tzinfo=CHINA)
WHY = "因为有充分的理由，特此说明。"
FACT = "党员信息导出没有审批"
SEEN = "实地查看了台账和系统权限，抽查十份记录，全部有审批单。"
CAUSE = "导出功能没有分级授权，值班人员可以直接下载。"


@pytest.fixture
def team(remembered):
    with clock.frozen(NOON):
        yield remembered(
            "team",
            lambda: SimpleNamespace(
                supervision=person("supervision", "supervision_office", unit_code="BGS"),
                lead=person("lead", "inspector_lead", unit_code="BGS"),
                inspector=person("inspector", "inspector", unit_code="BGS"),
                second=person("second", "inspector", unit_code="EXT"),
                reviewer=person("reviewer", "appeal_officer", unit_code="ZCF"),
                head=person("head", "section_head", unit_code="XZ05"),
                clerk=person("clerk", "clerk", unit_code="XZ05"),
                helper=person("helper", unit_code="XZ05"),
                deputy=person("deputy", "deputy_minister", unit_code="BWH"),
                minister=person("minister", "minister", unit_code="BWH"),
                unit=unit("XZ05"),
            ),
            always=True,
        )


def opens(team, severity="minor", n=1, **more):
    """As an inspection opens one for its finding."""
    finding = {"uid": "0199aaaa-0000-7000-8000-000000000001", "number": "督〔2026〕0001号", "id": n, "fact": FACT,
               "clause": "Z03", "severity": severity, "response": "情况属实，立即整改。"}  # fmt: skip
    return moves.open_case(
        "rectification", licensed=True, by=team.lead, unit=team.unit, title="信息导出未审批问题整改", severity=severity,
        finding=finding, **more,
    )  # fmt: skip


def row(owner, text="收回全部导出权限", due=date(2026, 4, 10)):
    return {"text": text, "owner": owner, "due": due}


def file(case, by, text="权限清单", name="权限清单.txt"):
    """The client id of a file that `by` has staged."""
    one = uuid4()
    uploads.receive(case, by, ContentFile(text.encode(), name=name), client_id=one)
    return str(one)


@contextmanager
def on(*day):
    with clock.frozen(datetime(*day, 12, tzinfo=CHINA)):
        yield


@pytest.fixture
def assigned(team, remembered):
    return remembered("assigned", lambda: opens(team))


@pytest.fixture
def planned(assigned, team, remembered):
    def goes_on():
        moves.move(assigned, "sign_for", by=team.head)
        rows = [row(team.helper), row(team.head, "开展一次培训", date(2026, 4, 20))]
        moves.move(assigned, "hand_in_plan", by=team.head, measures=rows, responsible=team.head)
        return fresh(assigned)

    return remembered("planned", goes_on)


@pytest.fixture
def executing(planned, team, remembered):
    def goes_on():
        moves.move(planned, "approve_plan", by=team.supervision)
        return fresh(planned)

    return remembered("executing", goes_on)


def finishes(case, team):
    """Everything that is left is done."""
    for n, one in enumerate(fresh(case).measures, start=1):
        if not one["done"]:
            moves.act(case, "finish_remedy", by=team.head, n=n, note="已经全部完成")


def applies(case, team, text="权限清单"):
    finishes(case, team)
    proof = [file(fresh(case), team.head, text)]
    moves.move(
        case, "apply_strike_off", by=team.head, root_cause=CAUSE, outcome="权限已收回并重新分级。", evidence=proof
    )
    return fresh(case)


def checks(case, team, by=None):
    moves.move(case, "start_check", by=by or team.inspector, way="visit", checked_what="镇党群服务中心")
    return fresh(case)


def fails(case, team, text):
    """Apply, be checked, and not pass."""
    checks(applies(case, team, text), team)
    moves.move(case, "fail_check", by=team.inspector, gaps=["还有两个账号没有收回"])
    return fresh(case)


@pytest.fixture
def submitted(executing, team, remembered):
    return remembered("submitted", lambda: applies(executing, team))


@pytest.fixture
def checking(submitted, team, remembered):
    return remembered("checking", lambda: checks(submitted, team))


@pytest.fixture
def struck(checking, team, remembered):
    def goes_on():
        moves.act(checking, "recommend_strike_off", by=team.inspector, record=SEEN)
        moves.move(checking, "approve_strike_off", by=team.deputy)
        return fresh(checking)

    return remembered("struck", goes_on)


def fresh(case):
    return Rectification.objects.get(pk=case.pk)
