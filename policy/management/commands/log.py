"""The log and its signer.

manage.py log status
manage.py log accept --reason TEXT    go on after a rollback; history and every later checkpoint say so
manage.py log add-key                 a second key, which signs beside the first
manage.py log retire-key --key VKEY   let a key sign no longer
"""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger import standing
from ledger.checkpoint import take
from ledger.models import Key
from ledger.signer import line
from people import roles

ACTIONS = ("status", "accept", "add-key", "retire-key")


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("action", choices=ACTIONS)
        parser.add_argument("--reason", default="")
        parser.add_argument("--key", default="")

    def handle(self, *, action, reason, key, **options):
        try:
            getattr(self, action.replace("-", "_"))(reason=reason, key=key)
        except line.Away as error:
            raise CommandError(_("没有执行：签名进程没有应答。请先启动系统，再试一次。")) from error
        except take.Refused as refusal:
            raise CommandError(_("没有执行：签名进程拒绝了（%(why)s）。") % {"why": refusal}) from refusal

    def status(self, **_options):
        whole = standing.whole()
        if whole.pending:
            told = {"was": whole.pending.was, "now": whole.pending.now}
            self.stdout.write(_("日志从 %(was)s 回退到 %(now)s，等待说明原因。") % told)
        log, last = whole.log, whole.checkpoint
        told = {"size": log.size if log else 0, "last": last.size if last else 0, "at": last.at if last else "-"}
        self.stdout.write(_("日志 %(size)s 条；最新检查点 %(last)s 条，%(at)s。") % told)
        for row in Key.objects.order_by("pk"):
            self.stdout.write(f"{row.vkey} {row.algorithm} {row.since:%F} – {row.until or ''}")

    def accept(self, reason, **_options):
        if not reason.strip():
            raise CommandError(_("没有执行：没有写明原因。请用 --reason 说明为什么回退。"))
        found = take.accept(roles.system_user(), reason)
        if not found:
            raise CommandError(_("没有执行：没有等待说明的回退。"))
        told = {"was": found.was, "now": found.now}
        self.stdout.write(_("已记下：日志从 %(was)s 回退到 %(now)s。以后的每个检查点都会写明。") % told)

    def add_key(self, **_options):
        self.stdout.write(take.rotate(roles.system_user()))
        self.stdout.write(_("新密钥已与原密钥同时签名。请把公钥交给审计员，再停用原密钥。"))

    def retire_key(self, key, **_options):
        if not key:
            raise CommandError(_("没有执行：没有指明密钥。请用 --key 给出公钥，见 manage.py log status。"))
        take.rotate(roles.system_user(), old=key)
        self.stdout.write(_("已停用。它签过的检查点照旧有效。"))
