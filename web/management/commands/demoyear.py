"""Build the demonstration year: a whole year with its volume, walked by real moves on the days they were made.

It is made aside: one that was stopped halfway leaves nothing behind and is begun anew by the same command.
"""

import sys
import time
from collections import Counter

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger.models import Event
from people import clock, terminal
from processes import years
from web.management import building, folder, measuring
from web.management.year import Year, last_day
from workflows import registry
from workflows.models import Case

AGAIN = "make demo-year"
WIDTH = 30


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--fill", action="store_true", help="fill the folder of DATA, which is migrated and empty")

    def handle(self, *, fill, **options):
        terminal.speak()
        if not settings.DEMO:
            raise CommandError(_("没有建立：演示须以演示方式启动。请输入：%(command)s") % {"command": AGAIN})
        if fill:
            return self.fill()
        folder.check(settings.DATA, folder.DEMO)
        if folder.kind(settings.DATA):
            why = _("没有建立：%(data)s 里已经有演示数据。请另选文件夹，输入：%(command)s DATA=…")
            raise CommandError(why % {"data": settings.DATA, "command": AGAIN})
        try:
            migrate = ["migrate", "--verbosity", "0", "--skip-checks"]
            building.build(settings.DATA, migrate, ["demoyear", "--fill"], again=AGAIN)
        except KeyboardInterrupt:
            raise CommandError(
                _("已停止，没有留下半成品。重新建立，请输入：%(command)s") % {"command": AGAIN}
            ) from None
        self.stdout.write(_("打开演示年，请输入：make run DATA=%(data)s") % {"data": settings.DATA})

    def fill(self):
        began, spent = time.monotonic(), time.process_time()
        bar = Bar(self.stderr)
        year = Year(last_day(clock.today()), bar.show)
        bar.first, bar.last = year.first, year.last
        year.fill()
        bar.end()
        took = {"s": time.monotonic() - began, "cpu": time.process_time() - spent, "n": Event.objects.count()}
        self.stdout.write(_("%(n)d 条留痕，用时 %(s).0f 秒（处理器 %(cpu).0f 秒）。") % took)
        wrong = [*self.counted(), *self.measured()]
        if wrong:
            raise CommandError(_("演示年与约定不符：%s") % "；".join(wrong))

    def counted(self):
        """Print how many cases each process has; yield those that are not as many as agreed."""
        wanted = sum((Counter(module.COUNTS) for module in years()), Counter())
        found = Counter(Case.objects.order_by().values_list("kind", flat=True))
        for kind in sorted(found | wanted):
            label = registry.kind(kind).process.label
            yield from self.row(_(label), found[kind], found[kind] == wanted[kind], wanted[kind])

    def measured(self):
        """Print how many queries the great pages take; yield those that take more than on the small demonstration."""
        for page, (count, most) in measuring.measure().items():
            yield from self.row(f"{page} SQL", count, count <= most, most)

    def row(self, label, count, right, wanted):
        self.stdout.write(f"  {label}\t{count}")
        if not right:
            yield f"{label} {count} ≠ {wanted}"


class Bar:
    """How far the year has come: drawn anew on a terminal, once a month in a log."""

    def __init__(self, out):
        self.out, self.live, self.began, self.month = out, sys.stderr.isatty(), time.monotonic(), None

    def show(self, moment):
        day = moment.date()
        if day == self.month or not self.live and self.month and (day.month == self.month.month):
            return
        self.month = day
        share = min(max((day - self.first) / (self.last - self.first), 0), 1)
        done = round(share * WIDTH)
        line = f"{day} {'█' * done}{'░' * (WIDTH - done)} {share:4.0%} {time.monotonic() - self.began:5.0f}s"
        self.out.write(f"\r{line}" if self.live else line, ending="" if self.live else "\n")
        self.out.flush()

    def end(self):
        if self.live:
            self.out.write("")
