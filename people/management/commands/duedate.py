"""When does a term end, and why."""

import sys
from datetime import date

from django.utils.translation import gettext as _

from people import explain, terminal
from people.calendar import LONGEST, UNITS, Due, seeded
from people.errors import NotDone

USAGE = "manage.py duedate 2026-02-11 5 wd"


class Command(terminal.Command):
    help = "When a term ends, and why, from the calendar that ships; exit code 2: provisional."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        # Checked below, because the parser would answer with its usage instead of one sentence.
        parser.add_argument("term", nargs="*", metavar="START N UNIT")

    def create_parser(self, *args, **kwargs):
        parser = super().create_parser(*args, **kwargs)
        parser.error = lambda message: self._refuse(_("看不懂这个参数：%(what)s。") % {"what": message} + _usage())
        return parser

    def handle(self, *args, term, **options):
        try:
            start, n, unit = _understood(term)
        except NotDone as refusal:
            self._refuse(refusal)
        calendar = seeded()
        due = calendar.add(start, n, unit)
        self.stdout.write(explain.date_words(due))
        for line in _lines(start, n, unit, due, calendar):
            self.stdout.write(line)
        if due.provisional:
            sys.exit(2)

    def _refuse(self, sentence):
        self.stderr.write(str(sentence))
        sys.exit(1)


def _understood(term: list[str]) -> tuple[date, int, str]:
    if len(term) != 3:
        raise NotDone(_("需要三个参数：起算日、数量、单位。") + _usage())
    return _day(term[0]), _number(term[1], _unit(term[2])), term[2]


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotDone(_("“%(what)s”不是日期，请写成 2026-02-11 的样子。") % {"what": text})
    if not 1990 <= day.year <= 2100:
        raise NotDone(_("起算日 %(what)s 不在 1990 年至 2100 年之间，请检查年份。") % {"what": text})
    return day


def _number(text: str, unit: str) -> int:
    longest = LONGEST[unit]
    try:
        n = int(text)
    except ValueError:
        raise NotDone(_("“%(what)s”不是整数，请写成 5 的样子。") % {"what": text})
    if abs(n) > longest:
        raise NotDone(_("%(what)s 太长，此单位最多 %(most)s。") % {"what": text, "most": longest})
    return n


def _unit(text: str) -> str:
    if text not in UNITS:
        raise NotDone(_("单位“%(what)s”不认识，请用 wd（工作日）、cd（自然日）或 m（月）。") % {"what": text})
    return text


def _usage() -> str:
    return _("例如：%(usage)s") % {"usage": USAGE}


def _lines(start, n, unit, due: Due, calendar) -> list[str]:
    said = _("自 %(start)s 起 %(term)s，起算日不计。") if n >= 0 else _("%(start)s 之前 %(term)s，当日不计，不顺延。")
    head = said % {"start": start, "term": explain.term_words(abs(n), unit)}
    doubt = explain.doubt_words(due, calendar)
    plain = [] if explain.why_words(due) else [_("其间没有需要跳过或补计的日子。")]
    return [*([doubt] if doubt else []), head, *explain.why_words(due), *plain]
