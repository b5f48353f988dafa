"""What every change of people, units and calendar needs: somebody entitled, a reason, an event."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import append
from people import clock
from people.errors import NotDone
from policy import three

KINDS = {
    "person_added": gettext_lazy("新增人员"),
    "person_changed": gettext_lazy("修改人员"),
    "password_set": gettext_lazy("设置密码"),
    "factor_on": gettext_lazy("启用第二重验证"),
    "factor_off": gettext_lazy("停用第二重验证"),
    "passkey_on": gettext_lazy("添加通行密钥"),
    "passkey_off": gettext_lazy("删除通行密钥"),
    "link_issued": gettext_lazy("发出一次性登录链接"),
    "unit_added": gettext_lazy("新增单位"),
    "unit_changed": gettext_lazy("修改单位"),
    "role_given": gettext_lazy("授予角色"),
    "role_ended": gettext_lazy("终止角色"),
    "absence_set": gettext_lazy("登记外出"),
    "absence_ended": gettext_lazy("结束外出"),
    "mandate_given": gettext_lazy("委托他人代理"),
    "mandate_ended": gettext_lazy("收回代理"),
    "conflict_declared": gettext_lazy("登记利益冲突"),
    "conflict_ended": gettext_lazy("解除利益冲突"),
    "calendar_day": gettext_lazy("修改日历"),
    "calendar_year": gettext_lazy("确认年度日历"),
    "change_proposed": gettext_lazy("提出管理变更"),
    "change_confirmed": gettext_lazy("确认管理变更"),
    "change_declined": gettext_lazy("不同意管理变更"),
    "change_taken_back": gettext_lazy("收回管理变更"),
    "access_day": gettext_lazy("查阅记录封存一日"),
    "anchor_added": gettext_lazy("新增检查点存放处"),
    "anchor_ended": gettext_lazy("停用检查点存放处"),
    "checkpoint_key": gettext_lazy("启用检查点密钥"),
    "checkpoint_key_retired": gettext_lazy("停用检查点密钥"),
    "log_rolled_back": gettext_lazy("确认日志回退"),
}


def trace(kind: str, by, why: str, /, private=None, sensitive=False, **fields) -> None:
    """Write the event of a change, in the transaction of the change; a sensitive reason stays erasable."""
    reason = {"why": why.strip()}
    if isinstance(by, three.Two):
        fields |= {"confirmed_by": by.second.pk, "confirmed_name": by.second.name}
    hidden = (private or {}) | (reason if sensitive else {})
    append.system(kind, by=by, at=clock.now(), fields=fields if sensitive else fields | reason, private=hidden or None)


def entitled(by, why: str, *functions: str) -> None:
    """Only the administrator whose matter it is and the system, and never without a reason."""
    if not three.alone(by, *(functions or (three.SYSTEM,))):
        raise NotDone(_("没有保存：这一项只能由管理员按分工修改。请联系系统管理员。"))
    reasoned(why)


def entitled_together(by, why: str) -> None:
    """Roles and the calendar change only by two of the three administrators."""
    if not three.together(by):
        raise NotDone(_("没有保存：角色和日历须由一名管理员提出、另一职责的管理员确认。请先提出。"))
    reasoned(why)


def own_or_entitled(by, person, why: str) -> None:
    """People may state their own absences and conflicts; administrators everybody's."""
    reasoned(why) if by.pk == person.pk else entitled(by, why, three.SYSTEM, three.SECURITY)


def reasoned(why: str) -> None:
    """No change without a reason."""
    if not why.strip():
        raise NotDone(_("没有保存：没有写明原因。请写明原因后再保存。"))


def saved(row, **new):
    """Save a row, with new values if any, or say which field is wrong."""
    for name, value in new.items():
        setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as wrong:
        raise NotDone(_("没有保存：%(what)s") % {"what": _told(row, wrong)})
    row.save()
    return row


def _told(row, wrong: ValidationError) -> str:
    labels = {field.name: field.verbose_name for field in row._meta.fields}
    return " ".join(
        f"{labels[name]}：{' '.join(said)}" if name in labels else " ".join(said)
        for name, said in wrong.message_dict.items()
    )


def altered(row, new: dict, allowed: tuple[str, ...]) -> dict[str, list]:
    """Set new values on a row; the old and new ones of those that differ."""
    if unknown := set(new) - set(allowed):
        raise TypeError(f"not to be changed here: {sorted(unknown)}")
    changed = {name: [_key(getattr(row, name)), _key(value)] for name, value in new.items()}
    for name, value in new.items():
        setattr(row, name, value)
    return {name: pair for name, pair in changed.items() if pair[0] != pair[1]}


def _key(value):
    return getattr(value, "code", value)
