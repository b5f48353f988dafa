"""What may stand in a field of an admonition."""

from django.db import models
from django.utils.translation import gettext_noop as N_


class Measure(models.TextChoices):
    REMIND = "remind", N_("提醒")
    INQUIRE = "inquire", N_("函询")
    ADMONISH = "admonish", N_("诫勉")


class Mode(models.TextChoices):
    TALK = "talk", N_("谈话")
    LETTER = "letter", N_("书面")


class View(models.TextChoices):
    """How the written explanation is assessed."""

    CREDIBLE = "credible", N_("说明可信")
    MINOR = "minor", N_("问题存在，情节轻微")
    UNEXPLAINED = "unexplained", N_("没有说明清楚")
    PRESENT = "present", N_("问题存在")


class Signature(models.TextChoices):
    SIGNED = "signed", N_("本人签字")
    REFUSED = "refused", N_("拒绝签字")


class Aim(models.TextChoices):
    """Where a matter goes that an admonition cannot settle."""

    INVESTIGATION = "investigation", N_("调查核实")
    ACCOUNTABILITY = "accountability", N_("责任追究")
    TRANSFER = "transfer", N_("移送有权机关")


class Ruling(models.TextChoices):
    """What becomes of an admonition that is complained about: never anything heavier (F05)."""

    KEPT = "kept", N_("维持")
    REVOKED = "revoked", N_("撤销")


SERIES = {Measure.REMIND: "提", Measure.INQUIRE: "函", Measure.ADMONISH: "诫"}
LETTERS = {Measure.REMIND: "reminder", Measure.INQUIRE: "inquiry", Measure.ADMONISH: "letter"}  # papers
EXPLAINED = (View.CREDIBLE, View.MINOR)
