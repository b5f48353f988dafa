"""What is chosen from: the bottom lines that no certificate covers, the seven looks, the conclusions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The five that are printed in every certificate and never taken out of one; codes of the list of bottom lines.
BOTTOM_LINES = (
    ("B01", _("违反党的纪律或者国家法律")), ("B02", _("谋取私利")), ("B03", _("弄虚作假")),
    ("B04", _("实施明令禁止的事项")), ("B05", _("造成安全、民生重大损害")),
)  # fmt: skip
LINES = tuple(code for code, _label in BOTTOM_LINES)
LOOKS = (
    ("motive", _("看动机")), ("process", _("看程序")), ("basis", _("看依据")), ("range", _("看范围")),
    ("result", _("看结果")), ("remedy", _("看补救")), ("intent", _("看主观")),
)  # fmt: skip
ASKED = {
    "motive": _("为公还是为私，有没有利益输送。"), "process": _("是否经听证、合规审核和集体研究。"),
    "basis": _("有没有禁止性规定，依据是什么。"), "range": _("是否在承诺的事项、阶段、地域和期限之内。"),
    "result": _("造成什么后果，损失多大，能否挽回。"), "remedy": _("发现问题后是否及时报告、补救。"),
    "intent": _("是无意过失还是明知故犯。"),
}  # fmt: skip
FAVOURS = (("yes", _("有利于容错")), ("no", _("不利于容错")))


class Conclusion(models.TextChoices):
    FULL = "full", _("容错")
    PART = "part", _("部分容错")
    NONE = "none", _("不予容错")


class Ground(models.TextChoices):
    LINE = "line", _("触及底线")
    FALSE = "false", _("材料虚假")


def word(choices, code):
    """The word for a code, as text."""
    return str(dict(choices).get(code, code or ""))
