"""Take suggestions in from a .csv or .xlsx file, as the import page does."""

from pathlib import Path

from django.core.management import CommandError
from django.utils.translation import gettext as _

from people import terminal
from people.models import User
from people.roles import system_user
from processes.suggestion import importing
from processes.suggestion.importing import columns, reading, runs
from workflows.errors import Refused


class Command(terminal.Command):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help=_("只核对，不导入"))
        parser.add_argument("--leave-out", action="store_true", help=_("略过有错误的行"))
        parser.add_argument("--by", default="", help=_("以谁的名义导入（用户名）；不填为系统"))

    def handle(self, file, dry_run, leave_out, by, **options):
        try:
            self._take(file, dry_run, leave_out, self._person(by))
        except OSError:
            raise CommandError(_("没有导入：打不开文件 %s。请核对路径和权限。") % file) from None
        except Refused as why:
            raise CommandError(str(why)) from None

    def _person(self, username):
        person = User.objects.filter(username=username).first() if username else system_user()
        if person is None:
            raise CommandError(_("没有导入：没有用户“%s”。请核对用户名。") % username)
        return person

    def _take(self, file, dry_run, leave_out, person):
        reading.too_large(file.stat().st_size)
        run = importing.stage(file.name, file.read_bytes(), by=person)
        self._report(run)
        if dry_run:
            runs.discard(run)
            return
        bad = runs.counts(run)["bad"]
        if bad and not leave_out:
            why = _("没有导入：有 %d 行要改。请改好文件后重新运行，或加 --leave-out 略过这些行。")
            raise CommandError(why % bad)
        run = importing.queue(run, by=person, leave_out=leave_out)
        found = importing.work_off(run, tell=lambda p: self.stdout.write(f"{p.done}/{p.total}"))
        self.stdout.write(
            _("已导入 %(done)d 条；略过 %(left)d 条；已在系统中 %(present)d 条。")
            % {name: found[name] for name in ("done", "left", "present")}
        )

    def _report(self, run):
        found = runs.counts(run)
        self.stdout.write(
            _("共 %(all)d 行：可导入 %(ready)d，有错误 %(bad)d，已在系统中 %(present)d，已导入 %(done)d。") % found
        )
        for row in run.rows.exclude(errors=[]).order_by("line"):
            for code, why in row.errors:
                self.stdout.write(
                    _("第 %(line)d 行，%(column)s：%(why)s")
                    % {"line": row.line, "column": columns.label(code), "why": why}
                )
