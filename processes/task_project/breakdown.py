"""The field of a breakdown: lines of text for whoever has no script, a table with a running sum for everybody else."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from people.models import User
from processes.task_project import lines, tree

MOST = 300  # people in the choice of owners; the others are typed by account in the text
WORDS = {
    "number": _("编号"), "title": _("任务"), "weight": _("权重"), "owner": _("责任人"), "due": _("期限"),
    "add": _("加一项"), "part": _("加下级"), "remove": _("删除"), "sum": _("合计"), "short": _("还差"),
    "over": _("多出"), "even": _("正好 100"),
    "text": _("按文本编辑"), "table": _("按表格编辑"), "none": _("请选择"), "heading": _("小计"), "acts": _("操作"),
}  # fmt: skip


class Table(forms.Textarea):
    """A text area that a script turns into a table."""

    class Media:
        js = ("task_project/wbs.js",)
        css = {"all": ("task_project/wbs.css",)}

    unit = None

    def render(self, name, value, attrs=None, renderer=None):
        text = super().render(name, value, (attrs or {}) | {"rows": 8, "spellcheck": "false"}, renderer)
        people, words = json.dumps(self._people()), json.dumps({k: str(v) for k, v in WORDS.items()})
        return format_html(
            '<div class="wbs" data-wbs data-deepest="{}" data-people="{}" data-words="{}">{}</div>',
            tree.DEEPEST, people, words, text,
        )  # fmt: skip

    def _people(self):
        """[username, name] of those who may own a task, the lead unit first."""
        found = User.objects.filter(is_active=True, kind="person").select_related("unit")
        rows = sorted(found, key=lambda user: (user.unit_id != self.unit, user.pinyin, user.pk))[:MOST]
        return [[user.username, user.name] for user in rows]


class Breakdown(forms.CharField):
    """Lines of text, read into a tree."""

    widget = Table

    def __init__(self, **kwargs):
        example = _(
            "每行一项：编号 名称 | 权重 | 账号 | 日期。例：1.1 字段设计 | 20 | zz_clk | 2026-11-30。"
            "标题行可以不写权重；最多 4 级，各项权重合计 100。"
        )
        super().__init__(help_text=example, **kwargs)

    def about(self, case, nodes=None):
        """Offer the people of the case's lead unit first, and start from a tree."""
        self.widget.unit = case.owner_unit_id
        if nodes:
            names = dict(User.objects.filter(pk__in=tree.owners(nodes)).values_list("pk", "username"))
            self.initial = lines.text(nodes, names)
        return self

    def clean(self, value):
        people = dict(User.objects.filter(is_active=True).values_list("username", "pk"))
        try:
            found = lines.parse(super().clean(value), people)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from None
        if found and (why := tree.fault(found)):
            raise ValidationError(why)
        return found
