"""Importing the county's 612 suggestions: what goes in, what is refused, what a stop or a repeat leaves."""

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from ledger.models import Event
from people import clock
from people.roles import system_user
from processes.suggestion import importing, taxonomy
from processes.suggestion.importing import reading, runs, working
from processes.suggestion.models import ImportRun, Suggestion
from tests.support.world import person
from workflows import numbers
from workflows.errors import Refused
from workflows.models import Outbox, WorkItem

pytestmark = pytest.mark.django_db
FILE = Path(importing.__file__).parents[1] / "demo/suggestions.csv"
HEADS = ["编号", "来源", "类别", "方面", "署名方式", "乡镇", "内容"]
ROW = ["", "座谈会", "基层党建", "活动阵地与保障", "实名", "石桥镇", "部分村活动场所面积不足，建议分三年补齐。"]


@pytest.fixture
def office(db):
    person("office_head", "section_head", unit_code="BGS")
    return person("office", "office", "clerk", unit_code="BGS")


def table(*rows, heads=HEADS, encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode(encoding)


def sheet(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in (HEADS, *rows):
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


def but(**changes):
    names = dict(zip(("no", "channel", "category", "aspect", "kind", "place", "content"), range(7), strict=True))
    row = list(ROW)
    for name, value in changes.items():
        row[names[name]] = value
    return row


def taken(office, name, data, **more):
    run = importing.stage(name, data, by=office)
    return importing.work_off(importing.queue(run, by=office, **more))


def errors(run):
    return [(row.line, column, why) for row in run.rows.all() for column, why in row.errors]


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(working, "CHUNK", 2)


@pytest.mark.slow
def test_all_612_go_in_with_their_numbers_and_totals(office):
    before = clock.now()
    found = taken(office, FILE.name, FILE.read_bytes())
    assert found["done"] == found["all"] == Suggestion.objects.count() == 612
    totals = Counter(Suggestion.objects.values_list("category", flat=True))
    assert totals == {"cat_cadre": 168, "cat_grassroots": 198, "cat_talent": 126, "cat_self": 120}
    assert len(set(Suggestion.objects.values_list("aspect", flat=True))) == len(taxonomy.ASPECTS) == 16
    told = Counter(Suggestion.objects.values_list("imported_disposition", flat=True))
    assert told == {"留作参考": 180, "采纳": 214, "部分采纳": 185, "不采纳": 33}
    case = Suggestion.objects.get(number="建〔2026〕0001号")
    assert (case.stage, case.disposition, case.imported_reply_days) == ("registered", "", 9)
    assert case.created >= before and str(case.imported_on) == "2026-01-22" and case.due > clock.now()
    assert numbers.take("建", clock.now().replace(year=2026)) == "建〔2026〕0613号"
    assert Event.objects.filter(kind="import.suggestion").count() == 1
    assert not ImportRun.objects.get().rows.exclude(data={}).exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(office, encoding):
    assert taken(office, "a.csv", table(ROW, encoding=encoding))["done"] == 1
    assert Suggestion.objects.get().unit_text == "石桥镇"


def test_a_workbook_is_read_like_a_table(office):
    assert taken(office, "a.xlsx", sheet(ROW, but(place="东河镇")))["done"] == 2


def test_one_wrong_row_names_row_column_and_remedy_and_nothing_goes_in(office):
    run = importing.stage("a.csv", table(ROW, but(aspect="选拔任用"), but(content="太短")), by=office)
    found = errors(run)
    assert [(line, column) for line, column, _why in found] == [(3, "aspect"), (4, "content")]
    assert "村级组织建设" in found[0][2] and "补充" in found[1][2]
    with pytest.raises(Refused, match="有 2 行要改"):
        importing.queue(run, by=office)
    assert not Suggestion.objects.exists()


def test_wrong_rows_are_left_out_only_when_that_is_chosen(office):
    found = taken(office, "a.csv", table(ROW, but(channel="微信")), leave_out=True)
    assert (found["done"], found["left"]) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"no": "2026-1"}, "no"),
        ({"kind": ""}, "submitter_kind"),
        ({"content": "=HYPERLINK('x')&\"建议分三年补齐场所\""}, "content"),
        ({"place": "@SUM(A1)"}, "township"),
        ({"content": "我的手机号是13812345678，请联系我说明情况。"}, "content"),
        ({"place": "石" * 61}, "township"),
    ],
)
def test_what_is_wrong_with_a_cell_is_said(office, changes, column):
    found = errors(importing.stage("a.csv", table(but(**changes)), by=office))
    assert {at for _line, at, _why in found} == {column}


def test_a_formula_in_a_workbook_is_refused(office):
    found = errors(importing.stage("a.xlsx", sheet(but(place="=1+1")), by=office))
    assert found[0][:2] == (2, "township") and "公式" in found[0][2]


def test_one_number_twice_in_a_file_is_an_error(office):
    number = "建〔2026〕0700号"
    assert errors(importing.stage("a.csv", table(but(no=number), but(no=number)), by=office))[0][:2] == (3, "no")


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (110 * 1024 * 1024))
    return out.getvalue()


def entities():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.csv", b"", "空的"),
        ("a.csv", b"a,b\n1,2\n", "缺少这些列"),
        ("a.csv", table(), "没有数据"),
        ("a.csv", b"%PDF-1.7", "内容却不是"),
        ("a.xlsx", table(ROW), "内容却不是"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 99, "旧版"),
        ("a.exe", table(ROW), "只接受"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 99, "已损坏"),
        ("a.xlsx", bomb(), "解压后过大"),
        ("a.xlsx", entities(), "不允许"),
        ("a.csv", b"\xff\xfe\x00", "文字编码"),
        ("a.csv", table(ROW, heads=["内容", *HEADS[1:]]), "只保留一列"),
        ("a.csv", table(ROW) + b'"open', "不成对"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_the_way_out(office, name, data, why):
    with pytest.raises(Refused, match=why):
        importing.stage(name, data, by=office)
    assert not ImportRun.objects.exists()


def test_a_large_file_is_refused_before_it_is_read(office):
    with pytest.raises(Refused, match="20 MB"):
        reading.too_large(reading.LARGEST + 1)


def test_the_same_file_again_adds_nothing(office):
    data = table(but(no="建〔2026〕0701号"), ROW)
    assert taken(office, "a.csv", data)["done"] == taken(office, "again.csv", data)["done"] == 2
    assert Suggestion.objects.count() == 2


def test_a_corrected_file_adds_only_what_is_missing(office):
    first, second = but(no="建〔2026〕0701号"), but(no="建〔2026〕0702号")
    taken(office, "a.csv", table(first, but(no="建〔2026〕0702号", channel="微信")), leave_out=True)
    found = taken(office, "b.csv", table(first, second))
    assert (found["present"], found["done"]) == (1, 1) and Suggestion.objects.count() == 2


def test_a_number_of_another_case_is_an_error_and_not_taken_for_the_same(office):
    taken(office, "a.csv", table(ROW))
    number = Suggestion.objects.get().number
    found = errors(importing.stage("b.csv", table(but(no=number)), by=office))
    assert found[0][:2] == (2, "no") and "另一件" in found[0][2]


def test_a_stop_comes_after_a_chunk_and_the_rest_can_follow(office, small_chunks):
    rows = [but(no=f"建〔2026〕{n:04d}号") for n in range(701, 706)]
    run = importing.queue(importing.stage("a.csv", table(*rows), by=office), by=office)
    assert importing.work_some() == 2
    assert importing.cancel(run) == 2 and importing.work_some() == 0
    assert importing.progress(run).percent == 40
    importing.queue(run, by=office)
    assert [importing.work_some() for _n in range(3)] == [2, 1, 0]
    assert Suggestion.objects.count() == 5


def test_a_row_that_the_door_refuses_stays_behind_with_its_reason(office, monkeypatch):
    run = importing.queue(importing.stage("a.csv", table(ROW), by=office), by=office)
    monkeypatch.setattr("workflows.moves._may_start", lambda *_a: (_ for _ in ()).throw(Refused("不能发起")))
    assert importing.work_off(run)["left"] == 1 and errors(run) == [(2, "", "不能发起")]


def test_the_office_hears_once_of_a_whole_file(office):
    other = person("other", "office", unit_code="BGS")
    taken(office, "a.csv", table(ROW, but(place="东河镇")))
    row = Outbox.objects.get()
    assert (row.topic, row.recipients, row.data) == ("import.done", [other.pk], {"count": 2})
    assert WorkItem.objects.filter(owner=other, status="ASSIGNED").count() == 2


def test_only_the_office_imports(office):
    with pytest.raises(Refused, match="办公室"):
        importing.stage("a.csv", table(ROW), by=person("clerk", "clerk"))


def test_the_console_does_what_the_page_does(office, tmp_path, capsys):
    file = tmp_path / "a.csv"
    file.write_bytes(table(ROW, but(channel="微信")))
    call_command("import_suggestions", str(file), "--dry-run")
    assert "第 3 行，来源" in capsys.readouterr().out
    assert not Suggestion.objects.exists() and not ImportRun.objects.exists()
    with pytest.raises(CommandError, match="有 1 行要改.*--leave-out"):
        call_command("import_suggestions", str(file))
    call_command("import_suggestions", str(file), "--leave-out")
    assert Suggestion.objects.get().opened_by_id == system_user().pk
    with pytest.raises(CommandError, match="打不开文件"):
        call_command("import_suggestions", str(tmp_path / "none.csv"))


def test_pinyin_is_taken_out_and_the_original_kept(office):
    taken(office, "a.csv", table(but(content="建议領(lǐng)導(dǎo)幹部定期下村走访，听取群众意见。")))
    case = Suggestion.objects.get()
    assert "lǐng" not in case.content and "lǐng" in case.original_text


def test_a_key_is_the_same_in_every_file(office):
    one, two = (ImportRun(sha256=c * 64) for c in "ab")
    assert runs.key_of(one, 2, "建〔2026〕0001号") == runs.key_of(two, 9, "建〔2026〕0001号")
    assert runs.key_of(one, 2, "") != runs.key_of(two, 2, "")
