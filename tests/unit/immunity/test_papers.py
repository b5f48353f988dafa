"""The papers of a certificate are issued by the steps that make them, and print."""

import pytest

from workflows.papers import PAPERS, issued
from workflows.papers.typeset import pdf

pytestmark = pytest.mark.django_db


def text(block):
    rows = getattr(block, "rows", ())
    return str(getattr(block, "text", "")) + " ".join(str(cell) for row in rows for cell in row)


def said(key, case):
    return " ".join(map(text, PAPERS[key].make(case).blocks))


def test_looks_and_determination_are_issued_and_say_what_was_found(claimed):
    case = claimed.determined("part", covered=["进场顺序的安排"]).case
    for key in ("immunity.pledge", "immunity.looks", "immunity.determination"):
        data, pictures, row = issued(case, key)
        assert row.sha256 and pdf(data, pictures)[:4] == b"%PDF"
    assert "看动机" in said("immunity.looks", case) and "为群众办事" in said("immunity.looks", case)
    told = said("immunity.determination", case)
    assert "部分容错（进场顺序的安排）" in told and "不免除违纪违法责任" in told and "申请复核一次" in told


def test_dissent_in_the_meeting_is_printed_as_it_was_said(claimed):
    claimed.gather().state().look().examine().after(1).meeting().vote().propose()
    claimed.after(1).meeting("sec_rec", days=5).vote("sec_rec", dm_org=("reject", "预案应当更早启动。")).determine()
    assert "预案应当更早启动" in said("immunity.determination", claimed.case)


def test_the_certificate_says_that_it_bars_neither_discipline_nor_law(claimed):
    told = said("immunity.pledge", claimed.case)
    assert "不免除违纪违法责任" in told and "不影响有权机关依纪依法调查处理" in told
    assert all(line in told for line in ("党的纪律或者国家法律", "谋取私利", "弄虚作假", "明令禁止", "重大损害"))
