"""Derive everything anew, and name what does not hold: the event, the case, the field. 1 if anything is found.

manage.py verify [--held FILE] [--key FILE]

--held FILE   checkpoints kept outside: one, or the append-only file of an anchor. Without it, whoever owns the
              database could have rewritten it together with its checkpoints.
--key FILE    public keys kept outside, one per line; without it those of the database are trusted
"""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger import access, verification
from ledger.checkpoint import text
from ledger.models import Verification
from ledger.verification import checkpoints, faults, more
from people import clock

WIDTH = 30


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--held", metavar="FILE")
        parser.add_argument("--key", metavar="FILE")

    def handle(self, *, held, key, **options):
        held = checkpoints.notes_in(self.read(held)) if held else []
        report = verification.run(held, self.keys(key) if key else (), self.bar)
        lines = [faults.words(fault, more.name_of) for fault in report.faults]
        looks = access.verify()
        lines += [] if looks.ok else [access.words(looks)]
        Verification.objects.create(
            at=clock.now(), events=report.events, size=report.size, faults=len(lines),
            first=lines[0][:500] if lines else "", seconds=report.seconds,
        )  # fmt: skip
        self.say(report, lines)
        if not held:
            self.stdout.write(_("注意：没有与数据库以外留存的检查点比对。请用 --held 给出检查点文件。"))

    def say(self, report, lines):
        for line in lines:
            self.stdout.write(f"✗ {line}")
        if lines:
            self.stdout.flush()
            raise CommandError(
                _("核验没有通过：发现 %(n)s 处不符，第一处是——%(first)s。请保全数据库，并通知审计员。")
                % {"n": len(lines), "first": lines[0]}
            )
        told = {"n": report.events, "size": report.size, "s": f"{report.seconds:.1f}", "rate": f"{report.rate:,.0f}"}
        self.stdout.write(_("核验通过：%(n)s 条留痕、日志 %(size)s 位全部相符（%(s)s 秒，每秒 %(rate)s 条）。") % told)

    def read(self, path):
        try:
            return Path(path).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(_("没有核验：读不到文件 %(file)s。请检查路径。") % {"file": path}) from error

    def keys(self, path):
        try:
            return [text.verifier(line) for line in self.read(path).splitlines() if line.strip()]
        except text.Bad as error:
            raise CommandError(_("没有核验：%(file)s 里不是公钥。请换一个文件。") % {"file": path}) from error

    def bar(self, done, total):
        """A bar where somebody watches; nothing in a log."""
        if self.stderr.isatty():
            filled = WIDTH * done // total if total else WIDTH
            self.stderr.write(f"\r[{'█' * filled}{' ' * (WIDTH - filled)}] {done:,}/{total:,}", ending="")
            if done == total:
                self.stderr.write("")
