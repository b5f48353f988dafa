"""One level up (F03): too few are left to vote, the next level decides, its written decision is entered.

Every stage whose vote is taken in a sitting has these acts. Who may take them follows from the case: nobody while
enough members are left, then who keeps the sitting, then who enters what the county committee has written.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from workflows import assign, handing, signings, taking
from workflows.acts import editing
from workflows.acts.minutes import digest
from workflows.acts.roster import roster, sittings
from workflows.declare import AGREE, OPPOSE
from workflows.errors import Refused
from workflows.models import Signing, Sitting
from workflows.registry import act
from workflows.wording import act_label, role_words

NEXT = "county_committee"
KIND = "above"  # mode of the signing that waits for the decision, kind of the sitting that keeps it
act_label("escalate_level", gettext_lazy("报上一级决定"))
act_label("enter_decision", gettext_lazy("录入上级决定"))
role_words("above_reporter", gettext_lazy("会议记录员"))
role_words("above_enterer", gettext_lazy("县委批示录入员"))


def meant(case):
    """The sitting that should vote: the planned one, or the one whose vote became void; None if there is none."""
    newest = next((one for one in sittings(case) if one.stage == case.stage), None)
    void = newest and newest.state == "adjourned" and newest.closed_at and newest.closed_at >= case.stage_since
    return newest if newest and (newest.state == "planned" or void) else None


def left(case):
    """Names of those who may still vote in that sitting; None if there is none."""
    found = meant(case)
    seats = roster(found) if found else ()
    return [s.name for s in seats if s.entitled and not s.recused and s.role != "observer"] if found else None


def pending(case):
    """The signing that waits for a decision from above, or None."""
    facts = case.rules.stages[case.stage]
    if facts.parallel:
        waiting = case.signings.filter(stage=case.stage, mode=KIND, settled_at=None, opened_at__gte=case.stage_since)
        return waiting.order_by("pk").first()
    newest = taking.signed(case) if facts.signing else None
    return newest if newest and newest.mode == KIND and not newest.settled_at else None


def outcomes(case, row):
    """What the decision may say: what the vote would have licensed, or what it would have come to."""
    rule = signings.rule_of(case, row)
    return rule.licenses or tuple(rule.leaves) or (AGREE, OPPOSE)


def _reporters(case):
    facts = case.rules.stages[case.stage]
    names = left(case) if facts.signing else None
    if names is None or len(names) >= facts.signing.floor or pending(case):
        return []
    keepers = facts.acts.get("start_vote") or facts.acts.get("convene", ())
    return list({pk for role in keepers for pk in case.players(role)})


def _enterers(case):
    return [person.pk for person in roles.holders(NEXT)] if pending(case) else []


assign.BOUND |= {"above_reporter": _reporters, "above_enterer": _enterers}


@act("escalate_level")
def escalate_level(case, step, *, reason):
    """Too few members are left: the meeting is called off and the county committee decides instead."""
    if len(reason.strip()) < 10:
        raise Refused(_("请写明报上一级决定的理由，至少 10 个字；没有报送。"), "reason")
    if not roles.holders(NEXT):
        raise Refused(_("没有报送：没有人担任县委批示录入员。请系统管理员先指定。"))
    called, names = meant(case), left(case)
    called.state, called.closed_at = "adjourned", step.at
    called.save(update_fields=["state", "closed_at"])
    Signing.objects.create(case=case, stage=case.stage, mode=KIND, opened_at=step.at)
    step.reason = reason.strip()
    step.fields |= {"sitting": called.pk, "left": names, "level": NEXT}
    handing.give(step, "above_enterer")


def go_up(step, row):
    """A signing without a sitting can no longer be valid: the county committee decides instead."""
    if not roles.holders(NEXT):
        raise Refused(_("没有办理：签批的人太少，要报上一级决定，但没有人担任县委批示录入员。请系统管理员先指定。"))
    Signing.objects.create(case=step.case, stage=row.stage, branch=row.branch, mode=KIND, opened_at=step.at)
    step.fields |= {"level": NEXT}
    handing.give(step, "above_enterer")


@act("enter_decision")
def enter_decision(case, step, *, outcome, organ, number, decided_on, words, file=None):
    """What the county committee decided in writing; it licenses the move that a vote would have licensed."""
    row = pending(case)
    organ, number, words = organ.strip(), number.strip(), words.strip()
    if outcome not in outcomes(case, row):
        raise Refused(_("还没有选择决定，没有录入。请从列表中选择。"), "outcome")
    _written(organ, number, words)
    _dated(decided_on, row, step)
    if file:
        editing.attach(case, step, kind="上级决定", file=file)
    row.outcome, row.settled_at = outcome, step.at
    row.save(update_fields=["outcome", "settled_at"])
    Sitting.objects.create(
        case=case, kind=KIND, level=NEXT, stage=case.stage, state="closed", place=f"{organ} {number}", minutes=words,
        opened_at=row.opened_at, closed_at=step.at, minutes_locked_at=step.at, minutes_hash=digest(words), signing=row,
        selection=decided_on.isoformat(),
    )  # fmt: skip
    handing.done(step, "above_enterer")
    step.opinion = words
    step.fields |= {"level": NEXT, "organ": organ, "number": number, "decided_on": decided_on, "outcome": outcome}
    step.tell("vote.settled", _hands(case), outcome=outcome)
    signings.follow(step, row)


def _written(organ, number, words):
    if not 2 <= len(organ) <= 58:
        raise Refused(_("还没有写明作出决定的机关，没有录入。请填写 2 至 58 个字。"), "organ")
    if not 2 <= len(number) <= 60:
        raise Refused(_("还没有填写文号或批示编号，没有录入。没有编号的，写明批示人和日期。"), "number")
    if len(words) < 4:
        raise Refused(_("还没有录入决定原文，没有保存。请照原件录入，不要概括。"), "words")


def _dated(day, row, step):
    if day > timezone.localdate(step.at):
        raise Refused(_("决定日期在今天以后，没有录入。请核对原件。"), "decided_on")
    if day < timezone.localdate(row.opened_at):
        raise Refused(_("决定日期早于报送日期，没有录入。请核对原件。"), "decided_on")


def _hands(case):
    licensed = [move for move in case.rules.moves_from(case.stage) if move.outcome]
    return {pk for move in licensed for role in move.by for pk in case.players(role)}


def decision(sitting):
    """What a decision from above says, for the facts of a case."""
    organ, _gap, number = sitting.place.partition(" ")
    return {"organ": organ, "number": number, "day": sitting.selection, "words": sitting.minutes}
