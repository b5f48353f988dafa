"""Words that fields of an inspection may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    OPEN = "open", _("明查")
    COVERT = "covert", _("暗访")
    MIXED = "mixed", _("明查与暗访结合")


class Method(models.TextChoices):
    SELF_CHECK = "self_check", _("单位自查")
    HEAR = "hear", _("听取汇报")
    INTERVIEW = "interview", _("走访谈话")
    COVERT = "covert", _("暗访")
    FORUM = "forum", _("座谈")
    FILES = "files", _("查阅资料")
    CLUES = "clues", _("核查线索")
    SUMMONS = "summons", _("约谈")
    ONLINE = "online", _("网上核查")


class Severity(models.TextChoices):
    MINOR = "minor", _("一般")
    SERIOUS = "serious", _("较重")
    GRAVE = "grave", _("严重")


ORDER = [Severity.MINOR, Severity.SERIOUS, Severity.GRAVE]


class State(models.TextChoices):
    """Where a finding stands."""

    STANDING = "standing", _("成立")
    AMENDED = "amended", _("复核后修改")
    WITHDRAWN = "withdrawn", _("已撤回")


class Said(models.TextChoices):
    """How the unit answered a finding."""

    NOTHING = "", _("还没有回应")
    WRITTEN = "written", _("书面回应")
    PAPER = "paper", _("纸面回应")
    ORAL = "oral", _("口头回应")
    SILENT = "silent", _("逾期未回应（不视为认可）")


class Late(models.TextChoices):
    """What became of an objection that came after the term."""

    ADMITTED = "admitted", _("受理")
    REFUSED = "refused", _("不予受理")


class Ruling(models.TextChoices):
    KEPT = "kept", _("维持")
    AMENDED = "amended", _("修改")
    WITHDRAWN = "withdrawn", _("撤回")


class Speaker(models.TextChoices):
    """Who was spoken to without having an account."""

    VILLAGER = "villager", _("群众")
    PARTY_MEMBER = "party_member", _("党员")
    VETERAN = "veteran", _("老干部")
    VILLAGE_CADRE = "village_cadre", _("村干部")
    CLIENT = "client", _("办事人员")
    OTHER = "other", _("其他")


class Known(models.TextChoices):
    """By what somebody was identified; never a number (F20)."""

    ID_CARD = "id_card", _("居民身份证")
    PARTY_CARD = "party_card", _("党员证明")
    WORK_CARD = "work_card", _("工作证件")
    VOUCHED = "vouched", _("他人证明")
    NOT_SHOWN = "not_shown", _("未出示")


class Agreed(models.TextChoices):
    """What the one spoken to did with the record."""

    SIGNED = "signed", _("已签字")
    REFUSED = "refused", _("拒绝签字（已注明）")
    NOT_ASKED = "not_asked", _("暗访，未要求签字")


class Answer(models.TextChoices):
    YES = "yes", _("是")
    PARTLY = "partly", _("部分")
    NO = "no", _("否")
    NOT_SEEN = "not_seen", _("未查")


class Proposal(models.TextChoices):
    CONSULTATION = "consultation", _("提请会诊")
    ACCOUNTABILITY = "accountability", _("提请责任追究")
