"""Bring a backup back: manage.py restore FOLDER. Stop the system first; what is replaced is kept beside."""

from pathlib import Path
from subprocess import CalledProcessError

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger import backup
from ledger.backup import databases
from web.management import folder


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, **options):
        settings.DATA.mkdir(parents=True, exist_ok=True)
        held = folder.hold(settings.DATA)
        try:
            was, now = backup.bring_back(options["folder"])
        except backup.Damaged as damaged:
            raise CommandError(
                _("没有恢复：备份不完整，或属于另一种数据库（%(why)s）。什么也没有改动。") % {"why": damaged}
            ) from damaged
        except (databases.Missing, OSError, CalledProcessError) as error:
            raise CommandError(_("没有恢复：%(why)s。请排除后再试。") % {"why": error}) from error
        finally:
            held.close()
        if was > now:
            self.stdout.write(
                _(
                    "已恢复：日志从 %(was)s 回退到 %(now)s。检查点停止签发，直到说明原因。"
                    "启动后请运行：manage.py log accept --reason 原因"
                )
                % {"was": was, "now": now}
            )
        else:
            self.stdout.write(_("已恢复：日志 %(now)s 条。") % {"now": now})
