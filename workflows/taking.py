"""Taking a move: authorise, licence, periods, guards, transition, effects, the new stage's work."""

import inspect
from functools import cache

from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from ledger.models import Event
from people.memo import once
from workflows import authorise, carrying, choosing, due, pauses, registry, sending, subcases, work
from workflows.acts import pooling
from workflows.errors import Refused, TooLate
from workflows.step import moment
from workflows.store import current as store


def take(step, name, version=None):
    """Take the move `name` of the step's case. Raises Refused; nothing is written here."""
    case = step.case
    authorise.awake(step, name)
    move = case.rules.find(case.stage, name)
    roles = move.by if move else ()
    step.item = store().item_of(case, owner=step.actor.pk, by=roles, stage=case.stage, kind="move")
    if not (move and step.item and step.item.role in move.by):
        authorise.demand_of(step, name)
        authorise.not_given_away(step, roles)
    else:
        authorise.untied(step.actor, case, step.item.role)
    authorise.apart(step)
    authorise.same_version(case, version)
    _claimed(step, move)
    check(case, step, move)
    if move.lapses and step.actor.kind == step.actor.Kind.SYSTEM:
        _by_the_clock(step, move)
    item = step.item
    run(step, move)
    carrying.note(step, item)


def _by_the_clock(step, move):
    """The clock takes a move only while it is due under the lock: another dispatcher may have been faster."""
    case = step.case
    if case.lapse_move != move.name or not case.due or case.due >= step.at or case.provisional:
        raise Refused(_("没有办理：期限没有届满，或者已经有变，系统不自动办理。"))
    step.closes_why = "lapsed"
    step.fields["automatic"] = True


def _claimed(step, move):
    """Work of a pool is done by whoever has claimed it; the clock and who only may move need no claim."""
    facts = step.case.rules.stages[step.came_from]
    if not (facts.pool and move.duty) or step.actor.kind == step.actor.Kind.SYSTEM:
        return
    if why := pooling.unclaimed(step.case, step.holder_id):
        raise Refused(why)


def check(case, step, move):
    """Raise the first reason why the move is not legal now."""
    why = next(obstacles(case, step, move), "")
    if why:
        raise Refused(why)


def obstacles(case, step, move):
    """Sentences that keep the move from being taken, most basic first. The page shows them before anybody tries."""
    if move.reason and step and len(step.reason) < 10:
        yield _("请写明理由，至少 10 个字；理由会告知对方。")
    yield from _licence(case, move)
    yield from _worn_out(case, move)
    yield from _periods(case, step, move)
    for key in move.guards:
        why = registry.GUARDS[key](case, step)
        if why:
            yield why


def _worn_out(case, move):
    if move.most and Event.objects.filter(uid=case.uid, kind=f"move.{move.name}").count() >= move.most:
        said = {"move": move.label, "most": move.most}
        yield _("不能再“%(move)s”：每件事项最多 %(most)d 次，已经用完。请选择别的办法。") % said


def _licence(case, move):
    if not move.outcome:
        return
    signing = signed(case)
    above = signing and signing.mode == "above"
    if above and not signing.outcome:
        yield _("已报上一级，上一级还没有决定，不能“%s”。请等决定录入后再办。") % _(move.label)
    elif not signing or not signing.outcome:
        yield _("表决还没有结果，不能“%s”。请先完成表决。") % _(move.label)
    elif signing.outcome != move.outcome and above:
        yield _("上一级的决定不是“%s”，不能这样办理。请按决定选择。") % _(move.label)
    elif signing.outcome != move.outcome:
        yield _("表决结果不是“%s”，不能这样办理。请按表决结果选择。") % _(move.label)


@once
def signed(case):
    """The newest signing of this stay in the stage; a case that comes back needs a new vote."""
    return case.signings.filter(stage=case.stage, opened_at__gte=case.stage_since).order_by("-pk").first()


def _periods(case, step, move):
    at = moment(step)
    if move.expires and move.term:
        deadline = pauses.of_move(case, move)
        if deadline.due and at > deadline.due and not deadline.provisional:
            day = deadline.due.astimezone().strftime("%Y-%m-%d")
            late = _("已过期限（%(day)s），不能“%(move)s”。%(way)s")
            yield late % {"day": day, "move": _(move.label), "way": case.after_term(move)}
    if move.minimum and not _decided_above(case, move):
        yield from minimum(case, at, move)


def _decided_above(case, move):
    """Members who were all recused are served nothing; what was decided above them does not wait for that."""
    signing = case.rules.stages[case.stage].signing
    read = signing and signing.sitting and not signing.licenses  # its guard reads the vote
    if not (move.outcome or read) or move.minimum.start in case.moments_known():
        return False
    found = signed(case)
    return bool(found and found.mode == "above" and found.outcome)


def minimum(case, at, move):
    """Sentences that say that a minimum period is not over at `at`."""
    start = case.stage_since if move.minimum.start == case.stage else case.moments_known().get(move.minimum.start)
    if start is None:
        yield _("还没有送达材料，不能“%s”。请先送达。") % move.label
        return
    first, provisional = due.earliest(move.minimum, start)
    if at < first:
        day = {"day": first.strftime("%Y-%m-%d"), "move": move.label}
        yield _("还不能“%(move)s”：最短期限未满，%(day)s 起可以办理。") % day
    elif provisional:
        yield _("该年放假安排尚未确认，最短期限暂不能视为届满。请先由管理员确认日历。")


def run(step, move):
    """Take the transition and everything that follows from it, in memory and in this transaction."""
    case = step.case
    choosing.take(step, move)
    answers = _bound(type(case), move.name, step.answers)
    try:
        getattr(case, move.name)(**answers)
    except TransitionNotAllowed:
        raise TooLate("") from None
    _sending().straight(step)
    for key in move.effects:
        registry.EFFECTS[key](case, step)
    _notices(case, step, move)
    _walk(step)


def _bound(model, name, answers):
    """Refuse answers that the move does not ask for, and missing ones."""
    asked, known, any_ = _asked(model, name)
    if not (asked <= answers.keys() and (any_ or answers.keys() <= known)):
        raise Refused(_("表单内容不完整或有多余项，没有保存。请刷新页面重新填写。"))
    return answers


@cache
def _asked(model, name):
    """Answers that a move must have, those that it knows, and whether it takes any other."""
    _case, *given = inspect.signature(getattr(model, name)).parameters.values()
    others = [one for one in given if one.kind is one.VAR_KEYWORD]
    known = {one.name for one in given if one not in others}
    return {one.name for one in given if one.name in known and one.default is one.empty}, known, bool(others)


def _notices(case, step, move):
    for notice in move.notices:
        people = [p for role in notice.to for p in case.players(role)]
        step.tell(notice.topic, people, move=move.name, stage=case.stage, reason=step.reason[:200])


def _sending():
    return sending


def _subcases():
    return subcases


def _walk(step):
    case = step.case
    if case.stage == step.came_from:  # a move back into the same stage leaves its work open
        step.item = None
        return
    step.closes_stage = True
    # Who signs or votes has been taken off the count already; who moves has not.
    step.others = case.open_items > (1 if step.item and step.item.kind == "move" else 0)
    # A case that is waited for counts nowhere; whoever leaves by another way waits no more.
    if case.rules.stages[step.came_from].sub:
        step.others = True
        _subcases().reach(step, "leave")
    if step.detour:
        step.others = True
        _sending().on(step)
    elif step.item:
        work.finish(step.item)
    else:
        work.follow(case)
