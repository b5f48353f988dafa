"""Forms with which administrators propose new or changed accounts and units."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from people.models import Unit
from web.three_base import Proposal

CODE = RegexValidator(r"^[A-Za-z0-9_.-]+$", gettext_lazy("只用字母、数字、点、横线。"))
UNITS = {"queryset": Unit.objects.order_by("code"), "required": False, "to_field_name": "code"}


class Account(Proposal):
    username = forms.CharField(label=gettext_lazy("账号"), max_length=150, validators=[CODE])
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=80)
    unit = forms.ModelChoiceField(label=gettext_lazy("单位"), **UNITS)
    field_order = ["username", "name", "unit", "active", "reason"]

    def what(self):
        data = self.cleaned_data
        return {"username": data["username"], "name": data["name"], "unit": data["unit"] and data["unit"].code}


class ChangedAccount(Account):
    active = forms.BooleanField(label=gettext_lazy("在用（去掉勾选即停用）"), required=False, initial=True)

    def what(self):
        return super().what() | {"active": self.cleaned_data["active"]}


class OneUnit(Proposal):
    code = forms.CharField(label=gettext_lazy("单位代码"), max_length=20, validators=[CODE])
    name = forms.CharField(label=gettext_lazy("单位名称"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=Unit.Kind.choices, initial=Unit.Kind.SECTION)
    parent = forms.ModelChoiceField(label=gettext_lazy("上级单位"), **UNITS)
    field_order = ["code", "name", "kind", "parent", "reason"]

    def what(self):
        data = self.cleaned_data
        return {name: data[name] for name in ("code", "name", "kind")} | {
            "parent": data["parent"] and data["parent"].code
        }


FORMS = {"person_add": Account, "person_change": ChangedAccount, "unit_add": OneUnit, "unit_change": OneUnit}
