import pytest
from openpyxl import Workbook

from people import sheet

HEAD = "unit_code,unit_name,username,name,roles"


@pytest.fixture
def csv_of(tmp_path):
    def write(*lines, head=HEAD, encoding="utf-8"):
        path = tmp_path / "people.csv"
        path.write_text("\n".join([head, *lines]), encoding=encoding)
        return path

    return write


def mistakes(path, taken=frozenset()):
    with pytest.raises(sheet.Wrong) as wrong:
        sheet.read(path, taken)
    return wrong.value.mistakes


def test_people_are_read_with_their_roles(csv_of):
    rows = sheet.read(csv_of("BGS,办公室,wang,王小明,科室负责人；supervision_office", "", "BGS,办公室,li,李四,"))
    assert [row.roles for row in rows] == [("section_head", "supervision_office"), ()]
    assert [row.line for row in rows] == [2, 4] and rows[0].unit_name == "办公室"


def test_what_spreadsheets_in_china_write(csv_of):
    path = csv_of("BGS,办公室,wang,王小明,经办人", head="单位代码,单位名称,账号,姓名,角色", encoding="gb18030")
    assert sheet.read(path)[0].roles == ("clerk",)


def test_a_role_whose_name_has_a_comma_in_it(csv_of):
    assert sheet.read(csv_of("EXT,外部,p,听证人,听证代表、评审"))[0].roles == ("panelist",)


def test_a_workbook_with_numbers_for_accounts(tmp_path):
    book = Workbook()
    book.active.append(list(sheet.COLUMNS))
    book.active.append(["BGS", "办公室", 1001, "王小明", "clerk"])
    book.save(tmp_path / "people.xlsx")
    assert sheet.read(tmp_path / "people.xlsx")[0].username == "1001"


@pytest.mark.parametrize(
    "line, column, remedy",
    [("B G,办公室,a,甲,", "unit_code", "请用"), ("BGS,,a,甲,", "unit_name", "请填写"),
     ("BGS,办公室,a b,甲,", "username", "请用"), ("BGS,办公室,a,,", "name", "请填写"),
     ("BGS,办公室,SYSTEM,甲,", "username", "请换"), ("BGS,办公室,Admin,甲,", "username", "请换"),
     ("BGS,办公室,a,甲,经办", "roles", "经办人"), ("BGS,办公室,a,甲,unit_leader", "roles", "请用"),
     ("BGS,办公室,a,甲,auditor clerk", "roles", "不能兼任"), ("BGS,办公室,a,甲\u200b,", "name", "重新输入")],
)  # fmt: skip
def test_a_mistake_names_row_column_and_remedy(csv_of, line, column, remedy):
    (said,) = mistakes(csv_of(line), {"admin"})
    assert "第 2 行" in said and f"“{column}”列" in said and remedy in said


def test_all_mistakes_at_once(csv_of):
    said = mistakes(csv_of("BGS,办公室,a,甲,", "BGS,办公厅,A,,"))
    assert [one[:5] for one in said] == ["第 3 行"] * 3 and "第 2 行重复" in said[1]


def test_a_missing_column_is_named(csv_of):
    assert "roles（角色）" in mistakes(csv_of(head="unit_code,unit_name,username,name"))[0]


@pytest.mark.parametrize("name, content", [("p.xlsx", b"not a workbook"), ("p.csv", b"\xff\xff\x00"), ("p.ods", b"")])
def test_a_file_that_cannot_be_read(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert "另存为" in mistakes(path)[0]


def test_a_file_that_is_not_there(tmp_path):
    assert "打不开" in mistakes(tmp_path / "no.csv")[0]


def test_an_empty_sheet(csv_of):
    assert "没有人员" in mistakes(csv_of())[0]
