"""What the clock does on the ladder of reminders, and what a deputy minister answers to its last rung."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import assign, due, ladder, late, links, work
from workflows.declare import Term
from workflows.errors import Refused
from workflows.ladder import DECIDER, KIND
from workflows.models import Climb, WorkItem
from workflows.registry import act
from workflows.store import current as store
from workflows.wording import act_label, role_words

TERM = Term(n=5, unit="wd", start=KIND)
act_label("climb", gettext_lazy("系统自动提醒"))
act_label("weigh_inspection", gettext_lazy("决定是否立项督查"))
role_words(DECIDER, gettext_lazy("是否立项督查的决定人"))
assign.BOUND |= {DECIDER: ladder.deciders}


@act("climb")
def climb(case, step, *, days):
    """Do what a rung says, once for each due date. Taken by the clock alone."""
    rung = ladder.of(case).get(days)
    if rung is None or not ladder.may_climb(case, rung, step.at):
        raise Refused(_("没有提醒：已经提醒过，或期限有变。"))
    Climb.objects.create(case_id=case.pk, due=case.due, days=days, at=step.at)
    people = ladder.people(case, rung)
    step.fields |= {"automatic": True, "does": rung.does, "days": days, "told": [one.name for one in people]}
    if rung.does == "reassign":
        late.reassign(case, step, rung)
        return
    day = timezone.localtime(case.due).strftime("%Y-%m-%d")
    told = {"stage": case.stage, "due": day, "days": ladder.days_off(case, rung, step.at)}
    step.tell(ladder.topic(rung), [one.pk for one in people], actor=step.actor.name, reason="", **told)
    if rung.does == "propose":
        _ask(case, step, people)


def _ask(case, step, people):
    """Whether to inspect is asked of each; the first answer settles it."""
    deadline = due.of_term(TERM, step.at)
    times = {"due": deadline.due, "warn_at": deadline.warn_at, "provisional": deadline.provisional}
    step.born += [work.item(case, case.stage, owner_id=one.pk, kind=KIND, role=DECIDER, **times) for one in people]
    case.open_items += len(people)


@act("weigh_inspection")
def weigh_inspection(case, step, *, decision, reason):
    """A deputy minister decides whether the case that is late should be inspected; a person opens what follows."""
    mine = store().item_of(case, owner=step.actor.pk, kind=KIND)
    if mine is None:
        raise Refused(_("没有办理：这件提请已经决定，或不由你决定。请刷新页面查看。"))
    if decision not in ("approve", "decline"):
        raise Refused(_("没有办理：请选择立项督查或不立项。"), "decision")
    if len(reason.strip()) < 4:
        raise Refused(_("没有办理：请写明理由。"), "reason")
    step.decision, step.opinion = decision, reason.strip()
    others = WorkItem.objects.filter(process=case.pk, kind=KIND, status="ASSIGNED").exclude(pk=mine.pk)
    case.open_items -= others.update(status="CANCELED", finished=step.at) + 1
    step.item = mine
    work.finish(mine)
    if decision == "approve":
        links.join(step, kind="inspection", intended="inspection", reason=step.opinion[:200])
        step.tell("ladder.approved", case.players(ladder.SUPERVISION), reason=step.opinion[:200])
