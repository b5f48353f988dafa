"""PostgreSQL: make the roles of application and auditor, and give them what they need and no more.

Run it as the owner of the tables, after every migration. Then let the application sign in with its role:
ALTER ROLE duban_app LOGIN PASSWORD '…'
"""

from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ledger import roles


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--application", default="duban_app", metavar="ROLE")
        parser.add_argument("--auditor", default="duban_auditor", metavar="ROLE")
        parser.add_argument("--check", action="store_true", help="only say what the running role could change")

    def handle(self, *, application, auditor, check, **options):
        if connection.vendor != "postgresql":
            raise CommandError(_("没有执行：SQLite 没有角色，谁拥有文件谁就能改写；请把检查点留存在别处。"))
        if not check:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in roles.statements(application, auditor):
                    cursor.execute(statement)
            self.stdout.write(
                _("已授权：%(app)s 只能添加留痕，%(auditor)s 只能读。") % {"app": application, "auditor": auditor}
            )
        elif found := roles.changeable():
            raise CommandError(
                _("当前角色能改写：%(tables)s。请用只能添加的角色运行系统。") % {"tables": ", ".join(found)}
            )
        else:
            self.stdout.write(_("当前角色不能改写留痕。"))
