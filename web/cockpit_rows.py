"""The cases to watch, as the cockpit shows them: light and why, on whose desk, whether to urge now. Reads only."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.models import Event
from web import asked, rows, words
from workflows import registry
from workflows.acts import urging
from workflows.models import WorkItem
from workflows.models.work import BESIDE


@dataclass
class Watched:
    """One case to watch."""

    case: object
    process: str
    unit: str
    stage: str
    colour: str
    light: str
    why: str
    desk: str
    until: str
    urged: str = ""  # when it was urged last
    wait: str = ""  # why it cannot be urged now


def of(cases, at):
    """Rows of some cases; a fixed number of queries whatever their number, one more for each process among them."""
    cases = list(cases.select_related("owner_unit"))
    desks, own, urges = _desks(cases), _own(cases), _urges(cases)
    return [_row(case, own.get(case.pk), desks[case.pk], urges.get(case.uid), at) for case in cases]


def _row(case, own, desk, urge, at):
    process = asked.process(case.kind)
    colour, light = rows.lights.of(case, at)
    stage = str(asked.stage_label(case.kind, case.stage))
    return Watched(
        case=case, process=_(process.label) if process else case.kind, unit=str(case.owner_unit or ""), stage=stage,
        colour=colour, light=light, why=own.at_risk() if own else "", desk=_desk(desk), until=rows.until(case.due),
        urged=words.moment(urge.at) if urge else "", wait=_wait(case, desk, urge, at),
    )  # fmt: skip


def _wait(case, desk, urge, at):
    if not desk:
        return _("现在不等人办理")
    return _("今天已催办") if urging.too_soon(urge, at, urging.apart(case)) else ""


def _desk(items):
    """Who holds the work, and what is asked of them."""
    if not items:
        return ""
    asks = {
        "case_kind": items[0].case_kind, "stage": items[0].stage, "kind": items[0].kind, "role": items[0].role,
    }  # fmt: skip
    return _("%(who)s：%(ask)s") % {"who": words.owners(items, most=2), "ask": asked.ask(asks)}


def _desks(cases):
    found = defaultdict(list)
    open_items = WorkItem.objects.filter(process__in=[case.pk for case in cases], status="ASSIGNED").exclude(
        kind__in=BESIDE
    )
    for item in open_items.select_related("owner").order_by("due", "pk"):
        found[item.process_id].append(item)
    return found


def _own(cases):
    """The cases as their processes know them, for the words of their risks."""
    kinds = defaultdict(list)
    for case in cases:
        if case.kind in registry.KINDS:
            kinds[case.kind].append(case.pk)
    found = {}
    for kind, pks in kinds.items():
        same = registry.kind(kind).objects.in_bulk(pks)
        registry.kind(kind).gather(list(same.values()))
        found |= same
    return found


def _urges(cases):
    """uid → the last urge."""
    events = Event.objects.filter(uid__in=[case.uid for case in cases], kind="act.urge").order_by("seq")
    return {event.uid: event for event in events}
