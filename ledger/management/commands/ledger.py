"""Prove that history was not touched.

manage.py ledger verify           recompute every chain
manage.py ledger note > FILE      note where every chain ends; let somebody else keep the file
manage.py ledger compare FILE     verify, and find every chain that was rewritten since the note
"""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger import notes


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["verify", "note", "compare"])
        parser.add_argument("file", nargs="?")

    def handle(self, *, action, file, **options):
        if action == "note":
            for line in notes.take():
                self.stdout.write(line)
        else:
            self.report([*notes.broken(), *(self.compared(file) if action == "compare" else ())])

    def compared(self, file):
        if not file:
            command = "manage.py ledger compare FILE"
            raise CommandError(_("没有比对：没有给出存根文件。请输入：%(command)s") % {"command": command})
        try:
            with open(file, encoding="utf-8") as lines:
                return list(notes.compare(lines))
        except OSError as error:
            why = _("没有比对：读不到文件 %(file)s。请检查路径。")
            raise CommandError(why % {"file": file}) from error
        except ValueError as error:
            why = _("没有比对：存根文件 %(file)s 不完整或被改动过。请换一份存根。")
            raise CommandError(why % {"file": file}) from error

    def report(self, faults):
        for fault in faults:
            self.stdout.write(f"{fault.uid} {fault.seq} {fault.why}")
        if faults:
            why = _("核验没有通过：有 %(n)s 处不符，见上。请保全数据库，并通知审计员。")
            raise CommandError(why % {"n": len(faults)})
        self.stdout.write(_("核验通过：共 %(n)s 条链，全部相符。") % {"n": notes.chains().count()})
