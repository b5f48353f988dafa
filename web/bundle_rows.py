"""What can be done with work items in one go, item by item, and why not. Reads only; the door asks again."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from people import mandates
from policy import rules as policy
from web import forms, rows
from workflows import assign, choosing, inbox, recusals, registry, staffing, taking
from workflows.acts import pooling
from workflows.acts.engine_forms import form_of
from workflows.models import WorkItem

PERSONAL = ("seat", "recusal", "proposal")


@dataclass(frozen=True)
class Offer:
    """One way to deal with an item that asks for nothing but the choice."""

    act: str
    label: str
    follows: str


@dataclass
class Line:
    """One item: what is asked, what can be done with it together with others, or why it is left out."""

    row: object  # a bundle's row
    shown: object  # as the inbox shows it
    offers: tuple = ()
    why: str = ""
    version: int = 0


@dataclass
class Group:
    """Items for which the same can be chosen."""

    key: str
    title: str
    offers: tuple
    lines: list = field(default_factory=list)


def lines(bundle, user):
    """A line for every item of a bundle that the reader still holds, or holds for somebody."""
    found = list(bundle.rows.select_related("item", "item__signing", "item__owner"))
    values = _values(user, [row.item_id for row in found])
    cases = _cases([row.item for row in found if row.item_id in values])
    return [_line(row, values.get(row.item_id), cases.get(row.item.process_id), user) for row in found]


def _values(user, items):
    """What the inbox reads of these items, of those that stand in the reader's inbox."""
    only = {"pk__in": items}
    mine = WorkItem.objects.filter(inbox.owned(user, mandates.lent_to(user)), status="ASSIGNED", **only).exclude(
        process__in=policy.unlisted(user)
    )
    return {one["id"]: one for one in mine.values(*inbox.COLUMNS)}


def _cases(items):
    """Case id → the case as its process's model: a statement for each process."""
    kinds = {}
    for item in items:
        kinds.setdefault(item.case_kind, set()).add(item.process_id)
    return {case.pk: case for kind, pks in kinds.items() for case in registry.kind(kind).objects.filter(pk__in=pks)}


def _line(row, values, case, user):
    if case is None or values is None:
        return Line(row, None, why=row.why or _("这件已经办过或转给了别人，不用再办。"))
    found = Line(row, rows.of(values), version=case.revision)
    try:
        found.offers = tuple(_offers(case, row.item, user))
    except Alone as alone:
        found.why = str(alone)
    if not found.offers and not found.why:
        found.why = _("办理时要填写这一件自己的内容，请逐件办理。")
    return found


class Alone(Exception):  # noqa: N818  not an error: the item is done alone
    """Why an item cannot be done together with others."""


def _offers(case, item, user):
    if halted := case.halted():
        raise Alone(halted)
    if kept_out := recusals.why_not(case, user):
        raise Alone(kept_out)
    if item.kind in ("circulate", "copy"):
        return _read(item)
    _sealed(case, item)
    _free(case, item, user)
    if item.kind == "sign":
        return [Offer("act.sign", _("同意"), _("记入你的同意意见；不同意的请逐件写明意见。"))]
    if item.kind != "move" or item.stage != case.stage:
        return ()
    if unclaimed := pooling.unclaimed(case, item.owner_id):
        raise Alone(unclaimed)
    return filter(None, (_move(case, move, item, user) for move in case.rules.moves_from(case.stage)))


def _read(item):
    if item.asked:
        raise Alone(_("传阅人请你回复，意见要逐件写。"))
    return [Offer("act.seen", _("已阅"), _("从待办里消失，留痕里记你已阅。"))]


def _sealed(case, item):
    facts, signing = case.rules.stages[item.stage], item.signing
    if item.kind in PERSONAL or signing and (signing.mode == "vote" or signing.secret):
        raise Alone(_("表决、回避等须本人逐件决定，不能批量办理。"))
    if facts.secret:
        raise Alone(_("密封的意见须逐件填写，不能批量办理。"))


def _free(case, item, user):
    """Whether the reader may act here at all, by their ties and by what they did before."""
    answer = policy.tied(user, case)
    if answer and not assign.bound(case, item.role):
        raise Alone(answer.why)
    if why := staffing.kept_apart(case, {user.pk, item.owner_id}):
        raise Alone(why)


def _move(case, move, item, user):
    """An offer for a move that asks nothing; an adverse one, or one with a reason, is worded for each case."""
    if item.role not in move.by or move.reason or move.adverse or _asks(case, move, user):
        return None
    why = next(taking.obstacles(case, None, move), "")
    if why:
        if move.duty:
            raise Alone(why)
        return None
    return Offer(f"move.{move.name}", _(move.label), _follows(case, move))


def _asks(case, move, user):
    """Whether taking the move needs something filled in."""
    kind = form_of(case, move.form or move.name) or forms.COMMON.get(move.form or move.name, forms.NoForm)
    if kind is not forms.NoForm and forms.made(kind, case=case, by=user).fields:
        return True
    return bool(choosing.wanted(case.rules, case.stage, move))


def _follows(case, move):
    to = case.rules.target(case.stage, move.name)
    label = _(case.rules.label(to))
    if to == case.stage:
        return _("办理后仍在“%s”。") % label
    return _("办理后进入“%s”，事项结束。") % label if case.rules.is_closed(to) else _("办理后进入“%s”。") % label


def groups(found):
    """Lines that offer the same, together; each group is chosen for as one."""
    made = {}
    for line in found:
        if line.offers:
            title = f"{line.shown.process} · {line.shown.ask}"
            key = f"{line.row.item.case_kind}-{line.row.item.stage}-" + "-".join(o.act for o in line.offers)
            made.setdefault(key, Group(key, title, line.offers)).lines.append(line)
    return list(made.values())


def counts(bundle):
    """How many rows are in each state."""
    states = list(bundle.rows.values_list("state", flat=True))
    found = {state: states.count(state) for state in ("ready", "done", "refused", "left")}
    total = found["ready"] + found["done"] + found["refused"]
    over = found["done"] + found["refused"]
    return found | {"total": total, "over": over, "percent": 100 * over // total if total else 100}


def results(bundle, user):
    """What became of each item, those that were refused first; `row.seen` is false where the case is hidden by now."""
    order = {"refused": 0, "ready": 1, "done": 2, "left": 3}
    found = sorted(bundle.rows.select_related("item"), key=lambda row: (order[row.state], row.pk))
    seen = set(policy.visible(user).filter(pk__in={row.item.process_id for row in found}).values_list("pk", flat=True))
    for row in found:
        row.seen = row.item.process_id in seen
    return found
