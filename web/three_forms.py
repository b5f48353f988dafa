"""Forms with which administrators propose what two of them change together."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import clock
from people.models import Holding, Role, Unit, User
from people.roles import in_force
from web import three_people
from web.three_base import Proposal

GIVEN = (Role.Kind.POST, Role.Kind.ADMIN, Role.Kind.GROUP)


class Day(forms.DateInput):
    input_type = "date"


class GiveRole(Proposal):
    username = forms.CharField(label=gettext_lazy("账号"), max_length=150)
    role = forms.ModelChoiceField(Role.objects.filter(kind__in=GIVEN), label=gettext_lazy("角色"))
    unit = forms.ModelChoiceField(Unit.objects.all(), label=gettext_lazy("单位"), required=False)
    since = forms.DateField(label=gettext_lazy("自"), required=False, widget=Day)
    until = forms.DateField(label=gettext_lazy("至"), required=False, widget=Day)
    field_order = ["username", "role", "unit", "since", "until", "reason"]

    def clean_username(self):
        return _person(self.cleaned_data["username"])

    def what(self):
        data = self.cleaned_data
        days = {name: data[name].isoformat() if data[name] else None for name in ("since", "until")}
        return {"person": data["username"].pk, "role": data["role"].pk, "unit": _pk(data["unit"])} | days


class EndRole(Proposal):
    holding = forms.ModelChoiceField(Holding.objects.none(), label=gettext_lazy("任职"))
    until = forms.DateField(label=gettext_lazy("最后一天（不填为昨天）"), required=False, widget=Day)
    field_order = ["holding", "until", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = Holding.objects.filter(in_force(), role__kind__in=GIVEN)
        self.fields["holding"].queryset = held.select_related("person", "role", "unit").order_by("person__pinyin", "pk")
        self.fields["holding"].label_from_instance = lambda one: f"{one.person.name}　{one.role.label}"

    def what(self):
        held, until = self.cleaned_data["holding"], self.cleaned_data["until"]
        return {"holding": held.pk, "name": held.person.name, "until": until.isoformat() if until else None}


class OneDay(Proposal):
    STATES = [("off", gettext_lazy("放假")), ("work", gettext_lazy("上班")), ("", gettext_lazy("按星期"))]
    day = forms.DateField(label=gettext_lazy("日期"), widget=Day)
    state = forms.ChoiceField(label=gettext_lazy("改为"), choices=STATES, required=False)
    name = forms.CharField(label=gettext_lazy("名称"), max_length=40, required=False)
    field_order = ["day", "state", "name", "reason"]

    def what(self):
        data = self.cleaned_data
        return {"day": data["day"].isoformat(), "state": data["state"] or None, "name": data["name"]}


class Year(Proposal):
    year = forms.IntegerField(label=gettext_lazy("年份"), min_value=2024, max_value=2100)
    source = forms.CharField(label=gettext_lazy("依据（放假通知的名称和日期）"), max_length=200)
    days = forms.CharField(
        label=gettext_lazy("放假和调休日"), widget=forms.Textarea(attrs={"rows": 8}), required=False,
        help_text=gettext_lazy("每行一天：日期 放假或上班 名称，如 2027-01-01 放假 元旦。不填则按已录入的日期确认。"),
    )  # fmt: skip
    field_order = ["year", "source", "days", "reason"]

    def clean_days(self):
        return [_line(text) for text in self.cleaned_data["days"].splitlines() if text.strip()]

    def what(self):
        data = self.cleaned_data
        return {"year": data["year"], "source": data["source"], "days": data["days"] or None}


class Emergency(Proposal):
    number = forms.CharField(label=gettext_lazy("事项编号"), max_length=40)
    username = forms.CharField(label=gettext_lazy("准予查看的账号"), max_length=150)
    days = forms.IntegerField(label=gettext_lazy("天数（最长 3 天）"), min_value=1, max_value=3, initial=1)
    field_order = ["number", "username", "days", "reason"]

    def clean_username(self):
        return _person(self.cleaned_data["username"])

    def what(self):
        data = self.cleaned_data
        return {"number": data["number"].strip(), "person": data["username"].pk, "days": data["days"]}


class FactorOff(Proposal):
    username = forms.CharField(label=gettext_lazy("账号"), max_length=150)
    field_order = ["username", "reason"]

    def clean_username(self):
        return _person(self.cleaned_data["username"])

    def what(self):
        person = self.cleaned_data["username"]
        return {"person": person.pk, "name": person.name}


FORMS = {"role_give": GiveRole, "role_end": EndRole, "day": OneDay, "year": Year, "emergency": Emergency,
         "factor_off": FactorOff, **three_people.FORMS}  # fmt: skip


def _person(username):
    found = User.objects.filter(username=username.strip(), kind=User.Kind.PERSON, is_active=True).first()
    if found is None:
        raise forms.ValidationError(_("没有这个在用的账号。请核对。"))
    return found


def _pk(row):
    return row.pk if row else None


def _line(text):
    parts = text.split(maxsplit=2)
    states = {"放假": "off", "上班": "work", "off": "off", "work": "work"}
    try:
        day = clock.datetime.strptime(parts[0], "%Y-%m-%d").date().isoformat()
        return [day, states[parts[1]], parts[2] if len(parts) > 2 else ""]
    except (ValueError, IndexError, KeyError):
        raise forms.ValidationError(_("这一行看不懂：%s。请写成“2027-01-01 放假 元旦”。") % text.strip()[:40]) from None
