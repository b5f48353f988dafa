"""Lists that people type one line per row, parts separated by a bar."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from processes.investigation import limits
from processes.investigation.choices import Category

BAR = re.compile(r"\s*[|｜]\s*")
NUMBERS = re.compile(r"[\d、,，\s]+")
WORDS = {str(label): code for code, label in Category.choices}


def lines(value):
    return [line.strip() for line in (value or "").splitlines() if line.strip()]


class AllegationsField(forms.CharField):
    """`类别｜反映的问题` on each line; `类别｜1、2｜反映的问题` where it concerns only some of the respondents."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(max_length=60_000, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(map(self._line, value))
        return value

    @staticmethod
    def _line(row):
        whom = "、".join(map(str, row.get("concerns") or ()))
        return "｜".join(filter(None, (str(dict(Category.choices)[row["category"]]), whom, row["text"])))

    def clean(self, value):
        return [self._row(n, line) for n, line in enumerate(lines(super().clean(value)), start=1)]

    def _row(self, n, line):
        said, whom = self._parted(BAR.split(line, maxsplit=2))
        known = WORDS | {str(_(word)): code for word, code in WORDS.items()}
        if len(said) != 2 or said[0] not in known:
            why = _("第 %(n)d 行请写成“类别｜反映的问题”，类别为：%(known)s。")
            raise ValidationError(why % {"n": n, "known": "、".join(str(label) for _code, label in Category.choices)})
        least, most = limits.ALLEGATION
        if not least <= len(said[1]) <= most:
            why = _("第 %(n)d 行的问题须为 %(least)d 至 %(most)d 字，现有 %(now)d 字。")
            raise ValidationError(why % {"n": n, "least": least, "most": most, "now": len(said[1])})
        return {"n": n, "category": known[said[0]], "text": said[1], "concerns": whom, "finding": "", "basis": "",
                "items": []}  # fmt: skip

    @staticmethod
    def _parted(said):
        """([category, text], numbers of the respondents it concerns)."""
        if len(said) == 3 and NUMBERS.fullmatch(said[1]):
            return [said[0], said[2]], sorted({int(one) for one in re.findall(r"\d+", said[1])})
        return [said[0], "｜".join(said[1:])] if len(said) > 1 else said, []


class RespondentsField(forms.CharField):
    """`姓名｜职务` on each line; who has an account is found by the whole name."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault("label", gettext_lazy("被反映人"))
        super().__init__(max_length=4000, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join("｜".join(filter(None, (row["name"], row.get("post", "")))) for row in value)
        return value

    def clean(self, value):
        rows = [self._row(n, BAR.split(line, maxsplit=1)) for n, line in enumerate(lines(super().clean(value)), 1)]
        names = [row["name"] for row in rows]
        if len(set(names)) < len(names):
            raise ValidationError(_("同一人写了两次。请删去重复的一行。"))
        return rows

    def _row(self, n, said):
        post = said[1] if len(said) > 1 else ""
        if len(said[0]) > 80:
            raise ValidationError(_("第 %d 行的姓名过长，最多 80 个字。请只写姓名。") % n)
        return {"n": n, "name": said[0], "post": post, "person": self._account(n, said[0], post)}

    @staticmethod
    def _account(n, name, post):
        """The account of that name; of several the one whose unit the post names. None: nobody has one."""
        able = User.objects.filter(name=name, is_active=True, kind=User.Kind.PERSON).select_related("unit")
        found = list(able.order_by("pk"))
        if len(found) > 1:
            units = "、".join(sorted({str(one.unit) for one in found if one.unit_id}))
            found = [one for one in found if one.unit_id and str(one.unit) in post]
            if len(found) != 1:
                why = _("第 %(n)d 行有几个同名账号。请在职务里写明单位全称（%(units)s），如“姓名｜单位全称 职务”。")
                raise ValidationError(why % {"n": n, "units": units})
        return found[0].pk if found else None
