"""The access log, as everybody writes and reads it: who looked at which case, when and why; who was refused.

Restricted and sealed cases are noted before anything of them is shown. An entry is kept even if the page fails later,
and a page is not shown if the entry cannot be kept. Where one day ends is an event of the system chain, so that
whoever shortens the log would have to forge that chain, too.
"""

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ledger import access, append
from ledger.access import CLOSED, verify
from ledger.models import AccessEntry
from people import clock, roles

__all__ = ["AccessEntry", "record", "record_each", "verify"]
# What is done with a case or with one's account, in the reader's language.
WHAT = {
    "read": _("查看事项"), "history": _("查看留痕"), "paper": _("查看文件"), "evidence": _("查看证据"),
    "altered": _("打开时发现文件与收到时不一致"), "report": _("打开举报"), "report_file": _("打开举报材料"),
    "identity": _("查看署名"), "compared": _("合规复核比对"),
    "export": _("导出"), "denied": _("被拒绝"), "not_found": _("被拒绝"),
    "recusal_block": _("因回避被拒绝"), "unsealed": _("解封"), "signed_in": _("登录"), "signed_out": _("退出登录"),
    "confirmed": _("再次验证身份"), "begin": _("开始记录"),
}  # fmt: skip
LOOKS = ("read", "history", "paper", "evidence", "identity", "unsealed")  # what shows something of a case


def record(actor, case_uid, what, why="", path=""):
    """Keep one entry: `actor` (a person, an id or None) did `what` ("read", "denied", "unsealed") with a case."""
    return record_each(actor, [(what, case_uid, why)], path)[0]


def record_each(actor, looks, path=""):
    """Keep an entry for each look (what, case, why), all or none: a list shows something of every case on it."""
    with transaction.atomic():
        entries = access.note_each(actor, path, looks)
        if entries and entries[0].closes:
            _closed(entries[0].closes)
    return entries


def _closed(day):
    fields = {"day": day.day, "entries": day.seq, "hash": bytes(day.hash).hex()}
    append.system(CLOSED, by=roles.system_user(), at=clock.now(), fields=fields)


def of_case(uid):
    """The entries about one case, newest first."""
    return AccessEntry.objects.filter(case_uid=uid).order_by("-pk")


def of_person(person):
    """What one person looked at, newest first."""
    return AccessEntry.objects.filter(person_id=person.pk).order_by("-pk")


def names(entries):
    """Person id → name of those in some entries."""
    found = {entry.person_id for entry in entries}
    return dict(apps.get_model("people", "User").objects.filter(pk__in=found).values_list("pk", "name"))
