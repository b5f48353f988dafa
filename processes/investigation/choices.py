"""Words that fields of an investigation may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    LETTER = "letter", _("来信")
    VISIT = "visit", _("来访")
    CALL = "call", _("来电")
    NET = "net", _("网络")
    HOTLINE = "12380", "12380"
    SUPERVISOR = "supervisor", _("监督员")
    INSPECTION = "inspection", _("督查发现")
    MEDIA = "media", _("媒体")
    ABOVE = "above", _("上级转办")


class Reporter(models.TextChoices):
    NAMED = "named", _("实名")
    ANONYMOUS = "anonymous", _("匿名")


class Category(models.TextChoices):
    SELECTION = "selection", _("选人用人")
    STYLE = "style", _("工作作风")
    NEGLECT = "neglect", _("失察失误")
    INTEGRITY = "integrity", _("廉洁")
    OTHER = "other", _("其他")


class Jurisdiction(models.TextChoices):
    OWN = "own", _("本部门")
    SUPERIOR = "superior", _("上级管理")
    DISCIPLINE = "discipline", _("纪检监察机关")
    OTHER = "other", _("其他机关")


class Disposition(models.TextChoices):
    VERIFY = "verify", _("初步核实")
    INQUIRE = "inquire", _("函询")
    STORE = "store", _("暂存待查")
    DISMISS = "dismiss", _("予以了结")
    TRANSFER = "transfer", _("移送")


class Finding(models.TextChoices):
    TRUE = "true", _("属实")
    PARTLY = "partly", _("部分属实")
    FALSE = "false", _("不属实")
    UNKNOWN = "unknown", _("无法核实")


FOUND = (Finding.TRUE, Finding.PARTLY)  # what may be held against somebody; what cannot be verified may not (F14)


class Outcome(models.TextChoices):
    """What a decision may come to, and nothing else: the department can hold nobody to more by this process."""

    END = "end", _("了结")
    ADMONISH = "admonition", _("提醒函询诫勉")
    ACCOUNT = "accountability", _("提请问责")
    REFER = "refer", _("移送有权机关")
    CLARIFY = "clarify", _("澄清正名")
    SYSTEM = "system", _("制度建议")


ADVERSE = (Outcome.ADMONISH, Outcome.ACCOUNT, Outcome.REFER)
SERIOUS = (Outcome.ACCOUNT, Outcome.REFER)  # the executive meeting votes


class Kind(models.TextChoices):
    """What evidence may be; what belongs to somebody's private life is none (F20)."""

    DOCUMENT = "document", _("书证")
    OBJECT = "object", _("物证")
    STATEMENT = "statement", _("证人证言")
    OWN_WORDS = "own_words", _("被反映人陈述")
    PICTURE = "picture", _("视听、电子资料")
    SCENE = "scene", _("现场查看记录")


class Measure(models.TextChoices):
    """What an investigation may do. Coercive measures are none of the department's (F17)."""

    FILES = "files", _("调阅资料")
    TALK = "talk", _("谈话")
    VISIT = "visit", _("走访")
    SCENE = "scene", _("实地查看")
    LETTER = "letter", _("书面说明")


class Basis(models.TextChoices):
    HANDED = "handed", _("当事人或单位主动提供")
    REQUESTED = "requested", _("按核查方案调取")
    PUBLIC = "public", _("公开信息")
    SEEN = "seen", _("核查人员现场记录")


class Signed(models.TextChoices):
    WAITING = "", _("未签")
    SIGNED = "signed", _("已核对签字")
    REFUSED = "refused", _("拒绝签字，已注明")


class With(models.TextChoices):
    WITNESS = "witness", _("知情人")
    RESPONDENT = "respondent", _("被反映人")
    UNIT = "unit", _("有关单位人员")


class Way(models.TextChoices):
    DIALOGUE = "dialogue", _("封存对话")
    PAPER = "paper", _("书面")
    ORAL = "oral", _("当面或电话")


def label(choices, code):
    """The word for a code; the code itself where there is none."""
    return str(dict(choices.choices).get(code, code))
