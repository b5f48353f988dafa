"""Work while an answer is awaited and while one looks whether it was put right."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.admonition import limits
from processes.admonition.choices import Measure
from processes.admonition.words import LEADER, RESPONDENT
from workflows import agency, handing
from workflows.errors import Refused
from workflows.registry import act
from workflows.store.orm import keep_moment
from workflows.wording import act_label

act_label("write_reply", gettext_lazy("写好说明送签"))
act_label("countersign_reply", gettext_lazy("签署意见"))
act_label("remind_reply", gettext_lazy("提醒答复"))
act_label("report_correction", gettext_lazy("报告整改情况"))
agency.personal("write_reply", "countersign_reply", "report_correction")


@act("write_reply")
def write_reply(case, step, *, reply):
    """The explanation in its final words goes to the main leader of the unit first."""
    text, (least, most) = reply.strip(), limits.REPLY
    if case.measure != Measure.INQUIRE:
        raise Refused(_("没有送签：只有函询的说明需要单位主要负责人签署。请直接提交书面说明。"))
    if not least <= len(text) <= most:
        said = {"least": least, "most": most, "now": len(text)}
        raise Refused(_("没有送签：书面说明须为 %(least)d 至 %(most)d 字，现有 %(now)d 字。") % said, "reply")
    if not case.players(LEADER):
        raise Refused(_("没有送签：没有找到单位主要负责人。请联系承办人，由系统管理员先指定。"))
    if text == case.reply and case.written_at:
        raise Refused(_("内容没有变化，没有重复送签。请等单位主要负责人签署。"))
    case.reply, case.written_at = text, step.at
    case.countersigned_by_id, case.countersigned_at, case.countersign_note = None, None, ""
    handing.take_back(step, LEADER)
    handing.give(step, LEADER)


@act("countersign_reply")
def countersign_reply(case, step, *, opinion):
    """The leader says what the unit knows of it; that binds nobody to agree."""
    if not case.written_at or case.countersigned_at:
        raise Refused(_("没有签署：还没有送签的说明，或已经签署。请刷新页面核对。"))
    if len(opinion.strip()) < 4:
        raise Refused(_("没有签署：请写明意见，例如情况是否属实、单位掌握的情况。"), "opinion")
    case.countersign_note, case.countersigned_at = opinion.strip(), step.at
    case.countersigned_by_id, step.opinion = step.actor.pk, opinion.strip()
    handing.done(step, LEADER)
    step.tell("admonition.countersigned", case.players(RESPONDENT))


@act("remind_reply")
def remind_reply(case, step):
    """After ten working days, by the clock or by the officer: the answer is still awaited."""
    keep_moment(case, "reminded", step.at)
    step.tell("admonition.remind_reply", case.players(RESPONDENT))


@act("report_correction")
def report_correction(case, step, *, correction):
    """What the person concerned has changed."""
    if len(correction.strip()) < limits.NOTE[0]:
        raise Refused(_("没有提交：请写明改正了什么、怎样做的，至少 10 个字。"), "correction")
    case.correction, case.correction_at = correction.strip(), step.at
    step.tell("admonition.reported", [one for one in (case.opened_by_id, case.issued_by_id) if one])
