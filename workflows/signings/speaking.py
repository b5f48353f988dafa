"""One voice in a signing, and the sentences with which one is refused."""

from django.utils.translation import gettext as _

from workflows import agency, authorise, work
from workflows.declare import ABSTAIN, AGREE, OPPOSE
from workflows.errors import Refused
from workflows.models import Voter
from workflows.signings import box, settling
from workflows.signings.line import undone as left
from workflows.store import current as store
from workflows.voices import LAST, WAITS


def speak(step):
    """Count the voice of the step's item; the last one needed also moves the case, or licenses its moves."""
    case, row = step.case, step.item.signing
    rule = settling.rule_of(case, row)
    decision, opinion = step.answers.get("decision", ""), step.answers.get("opinion", "").strip()
    _sayable(rule, decision, opinion)
    if rule.secret:
        box.cast(row, step.item.owner_id, decision)
        decision = box.VOTED
        step.answers, step.private = {}, {}  # nothing that was typed goes into the event
    step.decision, step.opinion = decision, opinion
    row.vetoed = row.vetoed or decision == OPPOSE and step.item.role in rule.veto
    store().tally(row, decision, step.item.weight)
    case.open_items -= 1
    settling.settle(step, row)
    if step.item and not step.closes_stage:
        work.finish(step.item)


def _sayable(rule, decision, opinion):
    if decision not in (AGREE, OPPOSE, ABSTAIN):
        raise Refused(_("还没有选择意见，没有提交。请选择同意、不同意或弃权。"))
    if decision == ABSTAIN and not rule.abstains:
        raise Refused(_("这里不能弃权，没有提交。请选择同意或不同意；应当回避的，请申请回避。"))
    if rule.secret and opinion:
        raise Refused(_("无记名表决不写意见，没有提交：文字会让人看出是谁投的。请删去意见，只选择后提交。"), "opinion")


def undone(step):
    """Nothing is open for who wants to speak: raise why."""
    case = step.case
    mine = list(case.task_set.filter(owner=step.actor.pk).select_related("signing", "process").order_by("-pk"))
    if not mine:
        if why := agency.kept(case, step.actor):
            raise Refused(why)
        authorise.demand(step.actor, "sign", case)
    here = [item for item in mine if item.kind == "sign" and item.stage == case.stage]
    raise Refused(_why(here[0]) if here else "")


def _why(item):
    row = item.signing
    if row.secret and item.status == "DONE" and Voter.objects.filter(signing=row, person=item.owner_id).exists():
        return _("已投。无记名表决投出后不能更改，也不能查询。")
    if item.status == WAITS:
        return waiting(item)
    return _("签批已有结果，你的意见没有记入。请刷新页面查看。") if row.outcome else ""


def waiting(item):
    """Why somebody's work in a signing waits, with the names of those it waits for."""
    before = [one for one in left(item.signing).select_related("owner") if one.pk != item.pk]
    if item.held == "before":
        names = [one.owner.name for one in before if one.parent_id == item.pk]
        return _("你请%s先签，他们签完才轮到你，没有记入。请稍后。") % "、".join(names)
    if item.held == "after":
        names = [one.owner.name for one in before if one.pk == item.parent_id]
        return _("还没有轮到你：请等%s签完，没有记入。") % "、".join(names)
    if item.held != "line":
        return HELD.get(item.held, _("这件待办现在暂停，没有记入。请稍后再试。"))
    names = "、".join(one.owner.name for one in before if one.place < item.place)
    if item.place == LAST:
        return _("主要负责人末位表态：%s还没有表态，没有记入。请稍后。") % names
    return _("还没有轮到你：依次签批，%s还没有签，没有记入。") % names


HELD = {}  # why work of one kind waits → the sentence; whoever makes it wait says so here
