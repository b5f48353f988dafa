"""What happens when an admonition is proposed, by a person or because of another case."""

from django.utils.translation import gettext as _

from people import roles
from processes.admonition import clauses, limits, parts
from processes.admonition.choices import Measure, Mode
from processes.admonition.words import HEAD, PROPOSER, RESPONDENT, Stage
from workflows import handing, numbers
from workflows.acts.common import no_more, participate
from workflows.errors import Refused


def opened(case, step):
    """Refuse what cannot be a proposal; facts may still be short where another case opens it."""
    if case.number:
        numbers.reserve(case.number)
    if not case.source_id and (why := wrong(case, step.actor)):
        raise Refused(why)
    settle(case)
    step.after.append(lambda step: confine(step.case))
    give_on(case, step)


def give_on(case, step):
    """Whoever can complete it has it first, then those who must speak before the minister."""
    if lacks(case):
        handing.give(step, HEAD if case.source_id else PROPOSER)  # another case knows little of it
    else:
        ask_for_opinions(case, step)


def settle(case):
    """An inquiry is always in writing; the matter concerns one person and is known to few."""
    case.mode = Mode.LETTER if case.measure == Measure.INQUIRE else case.mode or Mode.TALK
    if case.classification != "sealed":
        case.classification = "restricted"


def confine(case, before=None):
    """Whom it is about knows of it from what is served on them, whatever post they hold (F11)."""
    if before and before != case.respondent_id:
        no_more(case, before, RESPONDENT)
    participate(case, [case.respondent_id], RESPONDENT)


def ask_for_opinions(case, step):
    """Who must speak before the minister gets work of it."""
    for role, done in parts.needs(case):
        if not done:
            handing.give(step, role, term=case.rules.find(Stage.PROPOSED, "approve").term, start=step.at)


def wrong(case, actor):
    """Why this cannot be proposed at all, or ""."""
    if case.measure not in Measure.values:
        return _("没有提出：请选择提醒、函询或诫勉。")
    if not case.respondent_id:
        return _("没有提出：还没有指明对象。一件事项只针对一个人，请先选择对象。")
    if case.respondent_id == actor.pk:
        return _("没有提出：不能对自己提出。请由其他人员提出。")
    if case.respondent_id in [one.pk for one in roles.holders("minister")]:
        return _("没有提出：对象是批准人本人，不能在本部门办理。请按规定报上一级处理。")
    if not roles.holders("case_officer", unit=case.owner_unit):
        return _("没有提出：%s没有承办人，办不了送达和答复。请由干部监督科室提出，或请系统管理员先指定承办人。") % (
            case.owner_unit or _("提出单位")
        )
    return ""


def lacks(case):
    """What is still missing before it can be approved, as a sentence, or ""."""
    if not case.respondent_id:
        return _("还不能批准：还没有指明对象。请提出科室修改内容后再批。")
    least, most = limits.FACTS
    length = len(case.facts_text.strip())
    if not least <= length <= most:
        said = {"least": least, "most": most, "now": length}
        return _("还不能批准：事实须为 %(least)d 至 %(most)d 字，现有 %(now)d 字。请提出人修改内容后再批。") % said
    if case.clause not in clauses.catalogue():
        return _("还不能批准：没有写明涉及底线清单的哪一条。请提出人修改内容后再批。")
    if len(case.legal_basis.strip()) < 4:
        return _("还不能批准：没有写明依据。请提出人修改内容，写明制度名称和条款。")
    return "" if case.title.strip() else _("还不能批准：没有标题。请提出人补充。")
