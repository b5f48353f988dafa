"""What this person can do in a case now: one Way per move, act or signing, each with its form."""

from dataclasses import dataclass, field
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from people import mandates
from people.memo import once
from policy import rules as policy
from web import beside, choosing, fitting, forms, urges, votes, words
from workflows import agency, plan, recusals, taking, undoing, wording
from workflows.acts import pooling
from workflows.acts.engine_forms import form_of
from workflows.models import Draft

NARROW = 5  # fields


@dataclass
class Way:
    """One thing the person can do, with the words for its button."""

    kind: str  # move | act | sign
    name: str
    label: str
    url: str
    form: object = None
    obstacle: str = ""
    follows: str = ""  # what happens when it is done
    undo: str = ""  # how it is undone, or that it cannot be
    adverse: bool = False
    duty: bool = True
    item: int | None = None
    draft_url: str = ""
    repeat: str = ""  # the button's words with %s for the choice
    long: bool = False  # too long for the narrow column: it has a page of its own
    page: str = ""  # address of the process's own page where it is done
    beside: bool = False  # stands in the menu, with a page of its own
    desk: bool = False  # done on the page of the sitting; the page of the case leads there
    key: str = field(default_factory=lambda: str(uuid4()))


def of(case, user, at):
    """All ways of `user` in `case`, what is asked first. `case` is the process's own model."""
    rules, mine = case.rules, _mine(case, user)
    found = [*_signings(case, mine), *_moves(case, user, at, mine), *_acts(case, user, rules, mine)]
    found += _anywhere(case, user, at)
    kept_out = recusals.why_not(case, user)
    for way in found:
        way.obstacle = kept_out if kept_out and way.name not in recusals.FREE else way.obstacle
    drafts = {d.act: d.data for d in Draft.objects.filter(case=case, person=user)} if found else {}
    for way in found:
        if way.desk or way.long:
            continue
        dress(way, make(way, case, user, initial=_plain(drafts.get(way.name, {}))), case)
    for way in found:
        if way.page and not way.obstacle:
            way.label = case.pages()[way.name][0]
    found.sort(key=lambda way: (bool(way.obstacle), not way.page, not way.duty, way.kind == "act"))
    return _gathered(found)


def _gathered(found):
    """What is done on one page of the process stands in the list once."""
    seen = set()
    return [way for way in found if not way.page or way.obstacle or not (way.page in seen or seen.add(way.page))]


def one(case, user, kind, name):
    """The way of that kind and name, whether or not the person may take it: the door decides."""
    label = _move_label(case.rules, case.stage, name) if kind == "move" else _act_label(name)
    way = Way("sign" if name == "sign" else kind, name, label, reverse(f"web:{kind}", args=[case.uid, name]))
    way.beside = kind == "act" and name in beside.MENU
    return way


def dress(way, form, case):
    """Give a way its form and what follows from it."""
    way.form = form
    way.long = way.beside or len(form.visible_fields()) > NARROW or getattr(form, "own_page", False)
    secret = isinstance(form, forms.SignForm) and form.secret
    way.undo = undoing.told_move(case, way.name) if way.kind == "move" else undoing.told(case, way.name, secret)
    way.draft_url = "" if secret else reverse("web:draft", args=[case.uid, way.name])
    way.page = case.pages().get(way.name, ("", ""))[1]
    way.long = way.long or bool(way.page)
    return way


def _move_label(rules, stage, name):
    """What the move is called, also when the case has moved on and the stage has it no more."""
    found = (rules.find(source, name) for source in (stage, *rules.stages))
    return next((str(_(move.label)) for move in found if move), name)


def _act_label(name):
    return str(wording.ACTS.get(name) or name)


def make(way, case, user, *data, initial=None):
    """The form of a way, bound when `data` is given."""
    if way.kind == "sign":
        rule, said = votes.asked(case, user, way.item)
        return forms.SignForm(*data, initial=None if rule and rule.secret else initial, rule=rule, said=said)
    move = case.rules.find(case.stage, way.name) if way.kind == "move" else None
    wanted = (move and move.form) or way.name
    kind = form_of(case, wanted) or forms.COMMON.get(wanted, forms.NoForm)
    form = forms.made(kind, *data, case=case, by=user, reason=bool(move and move.reason), initial=initial)
    return choosing.add(form, case, move) if move else form


def _plain(data):
    return {name: values[0] if len(values) == 1 else values for name, values in data.items() if values}


def _mine(case, user):
    """The reader's own open work in this stage, and what they may do for others."""
    here = [item for item in assigned(case) if item.stage == case.stage]
    own, lent = [item for item in here if item.owner_id == user.pk], {one.pk for one in lent_work(case, user)}
    return own + [item for item in here if item.pk in lent]


@once
def lent_work(case, user):
    """Open work of others that the reader may do for them."""
    return agency.lent(case, user) if mandates.lent_to(user, case.kind) else []


assigned = recusals.at_work


def _signings(case, mine):
    for item in mine:
        if item.kind == "sign":
            vote = item.signing and item.signing.mode == "vote"
            label, repeat = (_("提交表决"), _("提交表决：%s")) if vote else (_("提交会签意见"), _("提交会签意见：%s"))
            url = reverse("web:act", args=[case.uid, "sign"])
            yield Way("sign", "sign", label, url, item=item.pk, repeat=repeat)


def _moves(case, user, at, mine):
    roles = {item.role for item in mine if item.kind == "move"}
    for one in plan.plan(case.rules, case.stage, at, case.moments_known(), case.stage_since):
        move = one.move
        if case.idle(move.name, user) or not roles & set(move.by) and not _may(case, user, move.name):
            continue
        yield Way(
            "move", move.name, _(move.label), reverse("web:move", args=[case.uid, move.name]),
            obstacle=_unclaimed(case, move, mine, user) or beside.given_away(case, user, move, roles)
            or _obstacle(case, move, one, at),
            follows=_follows(case, one), adverse=move.adverse,
            duty=move.duty and bool(roles & set(move.by)),
        )  # fmt: skip


def _unclaimed(case, move, mine, user):
    """Work of a pool is done by whoever claimed it, and not by whose own waits; who only may move needs no claim."""
    held = next((item for item in mine if item.kind == "move" and item.role in move.by), None)
    return pooling.unclaimed(case, held.owner_id if held else user.pk) if move.duty else ""


def _may(case, user, name):
    acts = mandates.lent_to(user, case.kind)
    return policy.may(user, name, case).ok or bool(acts and agency.principal(case, user, name))


def _obstacle(case, move, one, at):
    if one.earliest and at < one.earliest:
        return _("现在还不能办：最短期限未满，%s 起可以办理。") % words.day(one.earliest)
    return next(taking.obstacles(case, None, move), "")


def _follows(case, one):
    stage = _(one.entry.label)
    if one.entry.stage == case.stage:
        return _("办理后仍在“%s”。") % stage
    return _("办理后进入“%s”，事项结束。") % stage if one.entry.closed else _("办理后进入“%s”。") % stage


def _acts(case, user, rules, mine):
    held = {"seat" if item.kind == "seat" else item.role for item in mine}
    told = list(case.forms)  # a process states its forms in the order in which they are needed
    for name in sorted(rules.stages[case.stage].acts, key=lambda name: told.index(name) if name in told else len(told)):
        known = form_of(case, name) or name in forms.COMMON
        roles = set(rules.stages[case.stage].acts[name])
        entitled = known and (beside.handed(mine) & roles or policy.may(user, name, case).ok)
        offered = entitled and not case.idle(name, user)
        offered = offered or known and bool(lent_work(case, user)) and agency.principal(case, user, name)
        offered = offered and beside.offered(name, case, user)
        if name != "sign" and offered and fitting.on_case(name, case, user):
            duty = name in beside.ANSWERS or bool(held & roles) and name not in forms.COMMON
            way = Way("act", name, _act_label(name), reverse("web:act", args=[case.uid, name]), duty=duty)
            way.desk, way.beside = fitting.at_desk(name, case), name in beside.MENU
            if name in beside.ANSWERS:
                way.item = beside.answered(name, case, user).pk
            if name == "ballot":
                way.repeat, way.obstacle = _("提交表决：%s"), fitting.too_early(name, case, user)
            yield way


def _anywhere(case, user, at):
    """What can be done in every stage by those who watch over the case."""
    if urges.offered(case, user, at):
        yield Way("act", "urge", _act_label("urge"), reverse("web:act", args=[case.uid, "urge"]), duty=False)
    others = not case.is_closed and any(item.owner_id != user.pk for item in assigned(case))
    if others and not policy.is_admin(user) and recusals.may_order(case, user):
        url = reverse("web:act", args=[case.uid, "order_recusal"])
        # Its form asks who may stand in for whom: it is made on its own page and costs the page of the case nothing.
        yield Way("act", "order_recusal", _act_label("order_recusal"), url, duty=False, long=True)
