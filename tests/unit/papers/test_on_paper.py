"""What stands on every letter about a person: the day, whoever acted and for whom, and nothing alone on a page."""
# ruff: noqa: F811 - fixtures of the processes' own tests are asked for by their names

import io
import zipfile
from datetime import date, timedelta

import pytest

from people.models import Mandate
from processes.investigation.walk import Walk
from tests.unit.investigation.conftest import START, people  # noqa: F401
from workflows.papers import Facts, Para, Sheet, blocks, issued, typeset, word

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def words(data, pictures=()):
    """What is printed, from the file to edit: it says the same words as the PDF."""
    inside = zipfile.ZipFile(io.BytesIO(word.docx(data, dict(pictures)))).read("word/document.xml")
    return inside.decode()


@pytest.fixture
def routed(people):
    walk = Walk(people, START).register().after(1)
    said = {"jurisdiction": "discipline", "sent_to": "县纪委监委", "reason": "属于纪律检查的职责范围。"}
    return walk.move("route", walk.head, **said)


def test_a_letter_that_is_issued_bears_its_day_and_a_transfer_says_about_whom(routed):
    data, pictures, _row = issued(routed.case, "investigation.transfer")
    assert data["date"] == blocks.chinese_date(routed.now.date())
    said = words(data, pictures)
    assert data["date"] in said and "高岭乡组织委员" in said and "县纪委监委" in said and "结论" not in said


def test_who_decided_for_another_stands_on_the_paper_with_whom_they_acted_for(people):
    walk = Walk(people, START).to_concluded("false").propose("end")
    agent, deputy, day = people["exec_gb"], people["dm_exec"], walk.now.date()
    Mandate.objects.create(
        principal=deputy, agent=agent, since=day - timedelta(days=1), until=day + timedelta(days=9), reason="学习"
    )
    walk.after(1).move("decide", "exec_gb")
    data, pictures, _row = issued(walk.case, "investigation.decision")
    assert f"{agent.name}（代{deputy.name}）" in words(data, pictures)
    assert typeset.pdf(data, pictures).startswith(b"%PDF-")


def test_days_are_printed_as_official_papers_write_them():
    sheet = Sheet(title="告知", blocks=(Facts((("行为发生日期", date(2026, 6, 2)),)),))
    assert "2026年6月2日" in words(*blocks.as_data(sheet))


@pytest.mark.parametrize("lines", range(8, 30, 3))
def test_a_signature_never_stands_alone_on_a_page(lines):
    told = tuple(Para("一个月内可以书面申诉，不因申诉加重处理。" * 2) for _n in range(lines))
    organ = "中共云岭县委组织部"
    sheet = Sheet(title="告知", organ=organ, blocks=told, signer=organ, date=date(2026, 3, 2))
    last = typeset.pages(*blocks.as_data(sheet))[-1]
    signs = str(last).count("<use")
    assert signs > len("中共云岭县委组织部2026年3月2日—1—") + 20
