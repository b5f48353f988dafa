"""What has reached the end of its term, or soon will. Reading destroys nothing."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intake.models import Report
from people import clock
from policy import archives
from retention import terms
from retention.models import Appraisal, Hold, Tombstone
from workflows import registry

SOON = timedelta(days=90)
MOST = 500  # cases that one page looks at, the oldest first
LABELS = {terms.IDENTITY: _("封存的身份和原件"), terms.REPORT: _("举报全件"), terms.CASE: _("事项案卷"),
          terms.NAMES: _("未查实线索的姓名索引")}  # fmt: skip


class Item(NamedTuple):
    """One thing with its term."""

    what: str
    uid: UUID
    number: str
    began_on: date
    ended_on: date
    due_on: date
    rule: str
    held: bool
    unread: bool = False
    asked: bool = False  # an appraisal waits for its approval

    @property
    def told(self):
        return told(self.rule)

    @property
    def years(self):
        return terms.years(self.rule)

    @property
    def over(self):
        return self.due_on <= clock.today()


def due(user=None):
    """Everything whose term ends within three months or is over, the oldest first; cases as `user` is told of them."""
    limit, held = clock.today() + SOON, set(Hold.objects.filter(ended_at=None).values_list("uid", flat=True))
    gone = set(Tombstone.objects.values_list("uid", "what"))
    kept = _kept()
    found = [*_reports(held), *_names(held), *(_cases(user, held) if user else ())]
    found = [_later(item, kept) for item in found if not {(item.uid, item.what), (item.uid, terms.REPORT)} & gone]
    return sorted((item for item in found if item.due_on <= limit), key=lambda item: (item.due_on, item.number))


def listed(user):
    """The same for a page: what was already proposed is not offered again."""
    open_now = set(Appraisal.objects.filter(state=Appraisal.State.PROPOSED).values_list("uid", "what"))
    return [item._replace(asked=(item.uid, item.what) in open_now) for item in due(user)]


def told(rule):
    """A row of the table of terms in words: what is kept, of which process, ended how."""
    what, *more = rule.split("/")
    process = getattr(registry.KINDS.get(more[0]), "process", None) if more else None
    words = [
        LABELS[what],
        process and process.label,
        process and registry.current(process.code).told("".join(more[1:])),
    ]
    return " · ".join(gettext(str(one)) for one in words if one)


def find(what, uid, user=None):
    """One item whose term is over, or None."""
    return next((item for item in due(user) if (item.what, item.uid) == (what, uid) and item.over), None)


def _kept():
    """What was appraised to be kept longer."""
    rows = Appraisal.objects.filter(state="approved", outcome="keep").order_by("pk")
    return {(row.uid, row.what): row.keep_until for row in rows}


def _later(item, kept):
    until = kept.get((item.uid, item.what))
    return item._replace(due_on=max(item.due_on, until)) if until else item


def _reports(held):
    """Two terms each. What was said after the end moves both: fresh words are never the oldest."""
    for row in Report.objects.exclude(closed_on=None):
        ended = max(row.closed_on, row.last_on)
        for what in (terms.IDENTITY, terms.REPORT):
            term = terms.of(what, "report", row.state)
            yield Item(what, row.pk, row.number, row.received_on, ended, term.due(ended), term.rule, row.pk in held,
                       bool(row.for_desk))  # fmt: skip


def _names(held):
    """Whom cases named in which nothing was found. Of the case its number is shown and nothing else."""
    models = [model for model in registry.KINDS.values() if hasattr(model, "unfounded")]
    for case in (case for model in models for case in model.unfounded()):
        began, ended = _day(case.created), _day(case.finished)
        term = terms.of(terms.NAMES, case.kind, case.stage)
        yield Item(terms.NAMES, case.uid, case.number or "", began, ended, term.due(ended), term.rule, case.uid in held)


def _day(moment):
    return moment.astimezone(clock.CHINA).date()


def _cases(user, held):
    cases = archives.files(user).exclude(uid__in=_settled())
    old = cases.filter(terms.over(clock.today() + SOON, registry.KINDS)).order_by("finished")
    columns = ("uid", "number", "kind", "stage", "created", "finished")
    for uid, number, kind, stage, created, finished in old.values_list(*columns)[:MOST]:
        term, ended = terms.of(terms.CASE, kind, stage), _day(finished)
        if due_on := term.due(ended):
            yield Item(terms.CASE, uid, number or "", _day(created), ended, due_on, term.rule,
                       uid in held)  # fmt: skip


def _settled():
    """Case files that are gone or kept longer: they must not fill the page before those that wait."""
    kept = Appraisal.objects.filter(what=terms.CASE, state="approved", keep_until__gt=clock.today() + SOON)
    return Tombstone.objects.filter(what=terms.CASE).values("uid").union(kept.values("uid"), all=True)
