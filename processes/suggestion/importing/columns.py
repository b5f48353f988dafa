"""The columns of an import file: what they may be called and what they become."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """One column: its code, its name on the page, what else it may be called, and what it must hold."""

    code: str
    label: str
    names: tuple
    needed: bool = False
    longest: int = 0


COLUMNS = (
    Column("no", _("编号"), ("编号", "number", "case_no", "序号")),
    Column("received_on", _("收到日期"), ("收到日期", "来件日期", "日期")),
    Column("channel", _("来源"), ("来源", "渠道"), needed=True),
    Column("category", _("类别"), ("类别",), needed=True),
    Column("aspect", _("方面"), ("方面",), needed=True),
    Column("submitter_kind", _("署名方式"), ("署名方式", "署名"), needed=True),
    Column("submitter_role", _("建议人身份"), ("建议人身份", "身份"), longest=40),
    Column("submitter_name", _("建议人姓名"), ("建议人姓名", "姓名", "建议人"), longest=40),
    Column("contact", _("联系方式"), ("联系方式", "电话"), longest=60),
    Column("township", _("地区或单位"), ("乡镇", "地区", "单位", "地区或单位"), longest=60),
    Column("title", _("标题"), ("标题", "题目"), longest=120),
    Column("content", _("建议内容"), ("建议内容", "内容"), needed=True),
    Column("expected_effect", _("预期效果"), ("预期效果", "效果"), longest=500),
    Column("disposition", _("处理结果"), ("处理结果", "处理意见", "处理情况")),
    Column("reply_days", _("答复用时"), ("答复用时", "答复天数")),
)
BY_CODE = {column.code: column for column in COLUMNS}
BY_NAME = {name.casefold(): column.code for column in COLUMNS for name in (column.code, *column.names)}


def known(heading):
    """The code of the column with this heading, or "" if it is not taken in."""
    return BY_NAME.get(" ".join(str(heading or "").split()).casefold(), "")


def label(code):
    """The name of a column in the reader's language."""
    return str(BY_CODE[code].label) if code in BY_CODE else code
