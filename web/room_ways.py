"""What somebody can do in their room now, and which rights they have, in plain words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from policy import rooms
from web import forms, ways
from workflows import pauses, recusals, taking
from workflows.acts.engine_forms import form_of
from workflows.declare import OURS
from workflows.defence.forms import AcknowledgeForm

OWN_PLACE = ("acknowledge",)  # done beside the paper that it is about
FIRST = ("state_defence",)  # what every process may ask of them; the rest is the process's own `asked_first`
LAST = ("waive_defence", "ask_clarification", "apply_recusal", "ask_extension", "attach")  # after what is asked of them


def of(case, user):
    """Every move and act of the stage that names a confined role of theirs, or that the stage adds for the room."""
    roles = rooms.roles_in(user, case)
    facts = case.rules.stages[case.stage]
    found = [] if case.suspended_at else [*_moves(case, user, roles, facts)]
    found += _acts(case, user, roles, facts)
    for way in found:
        way.obstacle = way.obstacle or recusals.why_not(case, user) if way.name not in recusals.FREE else way.obstacle
        dress(way, make(way, case, user))
    first = {*FIRST, *case.asked_first}
    return sorted(found, key=lambda way: (bool(way.obstacle), way.name not in first, way.name in LAST))


def terms(case, found):
    """(label, Deadline, clause) of each move offered that has to be taken within a term."""
    moves = [case.rules.find(case.stage, way.name) for way in found if way.kind == "move"]
    dated = [(_(move.label), pauses.of_move(case, move)) for move in moves]
    return [(label, one, one.term.clause if one.term.clause != OURS else "") for label, one in dated if one.due]


def one(case, user, kind, name):
    """The way of that kind and name; the door says whether they may take it."""
    way = ways.one(case, user, kind, name)
    move = case.rules.find(case.stage, name) if kind == "move" else None
    way.obstacle = next(taking.obstacles(case, None, move), "") if move else ""
    return _here(case, way)


def make(way, case, user, *data):
    """The form of a way, bound when `data` is given; a receipt names its paper, whatever form the process has."""
    return AcknowledgeForm(*data) if way.name == "acknowledge" else ways.make(way, case, user, *data)


def dress(way, form):
    """Give a way its form. Pages of the process, drafts and desks are the case's own: nothing here leads there."""
    way.form, way.page, way.draft_url, way.long, way.desk = form, "", "", False, False


def _here(case, way):
    way.url = reverse("web:room_do", args=[case.uid, way.kind, way.name])
    return way


def _moves(case, user, roles, facts):
    for move in facts.moves:
        theirs = roles & set(move.by) or move.name in facts.room_acts
        if theirs and user.pk in _players(case, move.by) and not case.idle(move.name, user):
            way = one(case, user, "move", move.name)
            way.adverse = move.adverse
            yield way


def _acts(case, user, roles, facts):
    for name, wanted in facts.acts.items():
        theirs = roles & set(wanted) or name in facts.room_acts
        known = form_of(case, name) or name in forms.COMMON
        if not (theirs and known) or name in OWN_PLACE or case.idle(name, user):
            continue
        if user.pk in _players(case, wanted):
            yield one(case, user, "act", name)


def _players(case, roles):
    return {pk for role in roles for pk in case.players(role)}


def rights(case, user):
    """Their rights, as sentences: those that hold always, then what the process says."""
    return [
        _("你有权知道认定的事实、依据和准备作出的处理，可以陈述、申辩，可以提交材料。"),
        _("每一条申辩意见都会得到采纳或者不采纳的答复，并说明理由。"),
        _("不会因为你申辩、申诉或者放弃申辩而加重处理；没有说话不等于承认。"),
        _("认为承办人员与事情有利害关系的，可以申请其回避。"),
        _("可以在这里提交，也可以书面或者当面口头提出，由承办人如实记录；可以委托他人代为提交，不收任何费用。"),
        _("期限从你签收的次日起算，最后一天是放假日的顺延到下一个工作日；有正当理由逾期的，说明理由后仍可提交。"),
        *case.rights_in_room(user),
    ]
