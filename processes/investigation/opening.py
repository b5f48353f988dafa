"""Taking a clue in: what may stand here, and what may not."""

from django.utils.translation import gettext as _

from processes.investigation import limits, parts
from processes.investigation.choices import Category, Reporter, Source
from workflows import numbers
from workflows.acts.common import participate
from workflows.errors import Refused

# Kept in the record, so not in the language of whoever acts.
UP_TITLE, PASSED_TITLE = "径送上级的反映件", "转来的反映件（内容已封存）"
MOST = 20


def prepare(case, step):
    """Give a clue its number. What concerns those who lead the department leaves nothing here (F13)."""
    if step.actor.kind == step.actor.Kind.PERSON and step.actor.pk in parts.accounts(case):
        raise Refused(_("没有登记：反映的是你本人，不能由你经办。请立即交由纪委监委联络员接收，不要留存。"))
    if unit := parts.intake_unit():
        case.owner_unit_id = unit.pk
    if goes_up(case):
        empty(case)
    elif why := faults(case):
        raise Refused(why)
    if case.number:
        numbers.reserve(case.number)
    else:
        case.number = numbers.take(case.process.series, step.at)
    step.fields["goes_up"] = case.goes_up
    about = parts.accounts(case)
    step.after.append(lambda done: participate(done.case, about, "respondent"))


def goes_up(case):
    """Whether it is said, or is plain from whom it names, that the clue goes up unread."""
    return case.goes_up or any(map(parts.chief, parts.accounts(case)))


def empty(case):
    """Only that something came, and when, remains."""
    case.chief = case.chief or any(map(parts.chief, parts.accounts(case)))
    case.goes_up, case.title = True, UP_TITLE
    case.allegations, case.respondents, case.source, case.reporter_kind = [], [], "", ""


def faults(case):
    """Why what was written cannot be kept, or "". It may still be incomplete: registration asks for the rest."""
    if case.source and case.source not in Source.values or case.reporter_kind not in ("", *Reporter.values):
        return _("没有登记：来源或署名方式不在可选范围内。请从列表中选择。")
    if len(case.allegations) > MOST or len(case.respondents) > MOST:
        return _("没有登记：一件线索最多写 %d 个问题、%d 名被反映人。请分件登记。") % (MOST, MOST)
    return next(filter(None, map(_wrong, case.allegations)), "")


def _wrong(row):
    least, most = limits.ALLEGATION
    if row.get("category") not in Category.values:
        return _("没有登记：第 %d 个问题的类别不在可选范围内。请重新选择。") % row["n"]
    if not least <= len(row.get("text", "").strip()) <= most:
        said = {"n": row["n"], "least": least, "most": most}
        return _("没有登记：第 %(n)d 个问题须为 %(least)d 至 %(most)d 字。请补充或删减后再提交。") % said
    return ""
