"""A department, three townships, and an inspection that can be walked to any stage."""

from datetime import date, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from people import clock
from processes.inspection.models import Inspection
from tests.support.world import person, unit
from workflows import moves
from workflows.evidence import uploads

CHINA = ZoneInfo("Asia/Shanghai")
BEGUN = datetime(2026, 9, 1, 9, tzinfo=CHINA)
FIRST, LAST = date(2026, 9, 8), date(2026, 9, 15)
FACT = "九月二日查看台账，七月、八月两个月没有填报，负责人当场确认。"
WHY = "因为有充分的理由，特此说明。"
PART = "到村到户查看台账和现场，逐项核对，情况与报送材料基本一致，个别数据对不上。"


@pytest.fixture
def world(remembered):
    """Everybody, at nine on the first of September 2026."""
    with clock.frozen(BEGUN):
        yield remembered(
            "world",
            lambda: SimpleNamespace(
                supervision=person("supervision", "supervision_office", unit_code="BGS"),
                office=person("office", "office", unit_code="BGS"),
                lead=person("lead", "inspector_lead", unit_code="BGS"),
                one=person("one", "inspector", unit_code="BGS"),
                two=person("two", "inspector", unit_code="ZZK"),
                three=person("three", "ext_supervisor", unit_code="EXT"),
                deputy=person("deputy", "deputy_minister", unit_code="BWH"),
                minister=person("minister", "minister", unit_code="BWH"),
                archivist=person("archivist", "archivist", unit_code="XXZX"),
                reviewer=person("reviewer", "appeal_officer", unit_code="ZCF"),
                head=person("head1", "section_head", unit_code="XZ01"),
                head2=person("head2", "section_head", unit_code="XZ02"),
                clerk=person("clerk1", "clerk", "office", unit_code="XZ01"),
                town=unit("XZ01"),
                town2=unit("XZ02"),
                town3=unit("XZ03"),
            ),
            always=True,
        )


@pytest.fixture
def at():
    """Take a step on another day."""

    def when(day, hour=9):
        return clock.frozen(datetime.combine(day, datetime.min.time(), CHINA) + timedelta(hours=hour))

    return when


def picture(colour="navy"):
    """A small photograph, another one for each colour."""
    file = BytesIO()
    Image.new("RGB", (8, 8), colour).save(file, "PNG")
    return SimpleUploadedFile("现场.png", file.getvalue(), "image/png")


def proof(case, by, colour="navy"):
    """A staged upload's id."""
    return str(uploads.receive(fresh(case), by, picture(colour), client_id=uuid4()).client_id)


def fresh(case):
    return Inspection.objects.get(pk=case.pk)


def plan(case, world, **more):
    """A plan that lacks nothing."""
    said = {
        "content": "查创新试点进展", "scope": "今年以来", "methods": ["files", "interview"], "starts_on": FIRST,
        "ends_on": LAST, "days_per_unit": 6, "targets": [world.town, world.town2], "topics": ["一册一线"],
    }  # fmt: skip
    moves.act(case, "save_plan", by=world.lead, **(said | more))


def staffed(case, world):
    """A team that is trained and has declared."""
    moves.act(case, "save_team", by=world.lead, lead=world.lead, members=[world.one, world.two])
    people = [world.lead, world.one, world.two]
    moves.act(case, "confirm_training", by=world.supervision if not case.masked else world.lead, people=people,
              on=date(2026, 8, 31))  # fmt: skip
    for one in people:
        moves.act(case, "declare_ties", by=one)


@pytest.fixture
def opened(world, remembered):
    said = {"by": world.supervision, "title": "三季度督查", "lead": world.lead}
    return remembered("opened", lambda: moves.open_case("inspection", **said))


def in_field(case, world, **more):
    """Planned, submitted and approved."""
    plan(case, world, **more)
    staffed(fresh(case), world)
    moves.move(case, "submit_plan", by=world.lead, approver=world.deputy)
    moves.move(case, "approve_plan", by=world.minister if more.get("county_wide") else world.deputy)
    return fresh(case)


def visited(case, world, at, units=None):
    """One signed visit in each unit, and a finding with evidence in each."""
    with at(FIRST, 15):
        for n, town in enumerate(units or [world.town, world.town2], start=1):
            said = {"place": "村委会", "method": "files", "notes": "查看了全年台账和会议记录。"}
            moves.act(case, "add_visit", by=world.one, unit=town, at=clock.now(), topic=1, **said)
            moves.act(case, "sign_visit", by=world.one, visit=n)
            moves.act(case, "sign_visit", by=world.two, visit=n)
            moves.act(case, "save_finding", by=world.one, unit=town, severity="serious", clause="Z06", fact=FACT,
                      topic=1, evidence=[proof(case, world.one, f"#0000{n}0")])  # fmt: skip
    return fresh(case)


def ended(case, world, at):
    """Feedback given."""
    with at(LAST, 17):
        moves.act(case, "end_fieldwork", by=world.lead, on=LAST)
        moves.move(case, "give_feedback", by=world.lead)
    return fresh(case)


def answered(case, world, at):
    """Both units have answered."""
    with at(date(2026, 9, 17)):
        moves.act(case, "answer_findings", by=world.head, answers={1: "情况属实，已补报。"})
        moves.move(case, "respond", by=world.head2, answers={2: "八月已填，系统没有显示。"})
    return fresh(case)


def reported(case, world, at):
    """The report handed in."""
    with at(date(2026, 9, 18)):
        moves.act(case, "fill_topic", by=world.one, topic=1, note="两个乡镇都已建册，更新不够及时。")
        for name in ("situation", "problems", "causes", "suggestions"):
            moves.act(case, "save_report", by=world.lead, **{name: PART * 11})
        moves.move(case, "submit_report", by=world.lead)
    return fresh(case)


def signed(case, world, at):
    """Signed by the minister."""
    with at(date(2026, 9, 21)):
        moves.move(case, "sign_report", by=world.minister, conclusion="总体达到要求。")
    return fresh(case)


@pytest.fixture
def field(opened, world, remembered):
    return remembered("field", lambda: in_field(opened, world))


@pytest.fixture
def feedback(field, world, at, remembered):
    return remembered("feedback", lambda: ended(visited(field, world, at), world, at))


@pytest.fixture
def drafting(feedback, world, at, remembered):
    return remembered("drafting", lambda: answered(feedback, world, at))


@pytest.fixture
def issued(drafting, world, at, remembered):
    return remembered("issued", lambda: signed(reported(drafting, world, at), world, at))
