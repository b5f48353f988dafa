"""Words that fields of a case may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Object(models.TextChoices):
    PERSON = "person", _("个人")
    UNIT = "unit", _("组织")


class Trigger(models.TextChoices):
    INSPECTION = "inspection", _("督查调研发现")
    INVESTIGATION = "investigation", _("调查核实结论")
    PROJECT = "project", _("立项任务未完成")
    CONSULTATION = "consultation", _("会诊转报")
    SUPERIOR = "superior", _("上级交办")


class Responsibility(models.TextChoices):
    DIRECT = "direct", _("直接责任")
    MAIN = "main", _("主要领导责任")
    IMPORTANT = "important", _("重要领导责任")


class Severity(models.TextChoices):
    MINOR = "minor", _("一般")
    SERIOUS = "serious", _("较重")
    GRAVE = "grave", _("严重")


class Form(models.TextChoices):
    REVIEW = "organisation_review", _("检查")
    CIRCULAR = "circular_criticism", _("通报")
    ADMONISH = "admonish", _("诫勉")
    ADJUSTMENT = "org_adjustment", _("组织调整/处理")
    REORGANISATION = "reorganisation", _("改组")
    SANCTION = "discipline_sanction", _("纪律处分")


class Mitigation(models.TextChoices):
    REPORTED = "reported", _("主动报告")
    REMEDIED = "remedied", _("及时采取补救措施")
    REFORM = "reform", _("改革探索中因缺乏经验出现失误")
    FORCE_MAJEURE = "force_majeure", _("不可抗力")
    DISSENT = "dissent", _("集体决定中曾明确提出不同意见")
    COOPERATED = "cooperated", _("积极配合调查")
    MINOR_HARM = "minor_harm", _("损失轻微或已挽回")


class Aggravation(models.TextChoices):
    CONCEALED = "concealed", _("隐瞒事实或作虚假说明")
    OBSTRUCTED = "obstructed", _("干扰、阻碍调查")
    REPEATED = "repeated", _("受过提醒、诫勉后再次发生")
    DELAYED = "delayed", _("拖延整改致使损失扩大")
    RETALIATED = "retaliated", _("打击报复反映人")


class Ground(models.TextChoices):
    IMMUNITY = "immunity", _("认定容错")
    RESERVATION = "reservation", _("集体决定中有保留意见")
    FORCE_MAJEURE = "force_majeure", _("不可抗力")
    INSUFFICIENT = "insufficient", _("事实不清、证据不足")


class Fault(models.TextChoices):
    FACTS = "facts", _("事实不清、证据不足")
    BASIS = "basis", _("依据错误")
    PROCEDURE = "procedure", _("违反程序")
    DISPROPORTIONATE = "disproportionate", _("处理不当")


class Scope(models.TextChoices):
    PERSON = "person", _("只通知本人")
    UNIT = "unit", _("所在单位范围内")
    SYSTEM = "system", _("全县组织系统范围内")


class Applies(models.TextChoices):
    YES = "yes", _("适用，应予容错")
    NO = "no", _("有承诺书，但不适用")
    NONE = "none", _("没有承诺书或与创新工作无关")
