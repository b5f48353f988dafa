"""An organisation small enough to see, and a suggestion at the start of its way."""

from types import SimpleNamespace

import pytest

from people import roles
from tests.support.world import person, unit
from workflows import moves

CONTENT = "部分村活动场所面积不足，建议逐村建立阵地建设台账并分三年补齐，明确责任科室和时限。"
REPLY = "您的建议已研究采纳。自三月起逐村建立活动阵地台账，分三年补齐，每季度公布进度。感谢您的关心，进展将向您告知。"
WHY = "做法可行，经费已有安排，三个乡镇愿意先行试点。"
DECLINED = "该事项已由上级文件统一规定，本部门没有权限自行调整，且已在今年的方案中作出安排。"


@pytest.fixture
def world(db):
    """Office, two sections with head and clerk, deputies, a submitter with an account."""
    return SimpleNamespace(
        office=person("office", "office", "clerk", unit_code="BGS"),
        office_head=person("office_head", "section_head", "supervision_office", unit_code="BGS"),
        head=person("head", "section_head"), clerk=person("zz_clerk", "clerk"),
        rc_head=person("rc_head", "section_head", unit_code="RCK"),
        rc_clerk=person("rc_clerk", "clerk", unit_code="RCK"),
        deputy=person("deputy", "deputy_minister", unit_code="BWH"),
        citizen=person("citizen", "submitter", unit_code="EXT"), stranger=person("stranger", unit_code="XZ01"),
        zzk=unit("ZZK"), rck=unit("RCK"), system=roles.system_user(),
    )  # fmt: skip


def registered(world, by=None, **fields):
    given = {"title": "补齐村级活动场所", "channel": "form", "content": CONTENT, "submitter_kind": "named"} | fields
    return moves.open_case("suggestion", by=by or world.citizen, **given)


def step(case, name, by, **answers):
    moves.move(case, name, by=by, **answers)
    case.refresh_from_db()
    return case


def triaged(world, **fields):
    return step(registered(world, **fields), "classify", world.office, category="cat_grassroots", aspect="venues")


def assigned(world, **fields):
    return step(triaged(world, **fields), "assign", world.office, unit=world.zzk.pk)


def drafted(world, disposition="adopt", why=WHY, by=None, case=None, **fields):
    case = case or assigned(world, **fields)
    answers = {"disposition": disposition, "reply_text": REPLY, "disposition_reason": why}
    return step(case, "draft_reply", by or world.clerk, **answers)


def replied(world, disposition="adopt", **fields):
    return step(drafted(world, disposition, **fields), "approve_reply", world.head)
