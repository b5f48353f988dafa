"""Back up database and files while the system goes on working.

manage.py backup              into the folder of backups
manage.py backup --to DIR     into another folder
manage.py backup --check      and try it out: restore it beside, and verify it there
"""

from pathlib import Path
from subprocess import CalledProcessError

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger import backup
from ledger.backup import databases, making


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--to", metavar="DIR", type=Path)
        parser.add_argument("--check", action="store_true")

    def handle(self, *, to, check, **options):
        try:
            made = backup.make(to)
        except databases.Missing as missing:
            why = _("没有备份：找不到程序 %(name)s。请用 DUBAN_POSTGRES_BIN 指明它所在的目录。")
            raise CommandError(why % {"name": missing}) from missing
        except (OSError, CalledProcessError) as error:
            raise CommandError(_("没有备份：%(why)s。请检查磁盘空间和权限。") % {"why": error}) from error
        found = making.read(made)
        told = {"where": made, "size": found["size"], "files": found["files"]}
        self.stdout.write(_("已备份到 %(where)s：日志 %(size)s 条，文件 %(files)s 个。") % told)
        if check:
            if wrong := backup.try_out(made):
                raise CommandError(_("备份试恢复没有通过：%(why)s") % {"why": wrong})
            self.stdout.write(_("试恢复通过。"))
