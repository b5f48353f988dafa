"""Words that fields of a consultation may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

GROUPS = (
    ("units", _("有关单位")), ("sections", _("部内科室")), ("veterans", _("退休老干部")), ("experts", _("专家")),
    ("townships", _("乡镇")), ("delegates", _("两代表一委员")),
)  # fmt: skip
GROUP_CODES = frozenset(code for code, _label in GROUPS)
CAUSE_KINDS = (("system", _("制度")), ("people", _("人员")), ("resource", _("资源")), ("external", _("外部")))
CONFIDENCE = (("high", _("高")), ("medium", _("中")), ("low", _("低")))
CROSS = (("", _("不涉及")), ("cross", _("涉及")))
URGENCY = (("normal", _("平件")), ("urgent", _("加急")), ("most_urgent", _("特急")))
ACCEPTED, CHANGED, DECLINED = "accepted", "changed", "declined"
RULINGS = ((ACCEPTED, _("采纳")), (CHANGED, _("修改后采纳")), (DECLINED, _("不采纳")))
PROJECT, CAMPAIGN = "task_project", "campaign"
WAYS = ((PROJECT, _("任务分解立项")), (CAMPAIGN, _("主题活动")))
# A consultation is about work of these processes.
WORK_KINDS = ("task_project", "innovation_hearing", "inspection", "rectification", "campaign")


class Trigger(models.TextChoices):
    FINDING = "inspection_finding", _("督查发现")
    RED_LIGHT = "red_light", _("亮红灯")
    REQUEST = "request", _("单位申请")
    LEADER = "leader_instruction", _("领导批示")
    MEETING = "meeting_issue", _("会议议题")


def word(choices, code):
    """The label of a code, or the code itself."""
    return str(dict(choices).get(code, code))
