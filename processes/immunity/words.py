"""Names of stages, terms and roles that the facts share."""

from django.db import models
from django.utils.translation import gettext_noop as _

from workflows.declare import Notice, Term

LOCAL = _("本地规定：风险零承担、责任零追究承诺制度")
OURS = _("我方默认，待确认")
UNTIL = _("承诺书载明的有效期")

HEAD, HOLDER, RESPONDENT, OFFICER = ("section_head",), ("certificate_holder",), ("respondent",), ("case_officer",)
LEGAL, PANEL, OFFICE, MINISTER = ("legal_reviewer",), ("panelist",), ("office",), ("minister",)
SECRETARY, SUPERVISION = ("exec_secretary",), ("supervision_office",)
SEAT, SERVED = ("seat",), ("served",)
ANY_PARTY = {"apply_recusal": ("party",)}


class Stage(models.TextChoices):
    DRAFTED = "drafted", _("拟定")
    ISSUED = "issued", _("已出具")
    ACTIVE = "active", _("有效")
    CLAIMED = "claimed", _("主张适用")
    EXAMINING = "examining", _("核实")
    PROPOSED = "proposed_conclusion", _("认定意见")
    DETERMINED = "determined", _("认定")
    EXPIRED = "expired", _("到期")
    REVOKED = "revoked", _("撤销")


ENDS = frozenset({Stage.DETERMINED, Stage.EXPIRED, Stage.REVOKED})
UNDECIDED = (Stage.CLAIMED, Stage.EXAMINING, Stage.PROPOSED)


def wd(n, start, clause=LOCAL):
    return Term(n=n, unit="wd", start=start, clause=clause)


def keys(*names):
    return tuple(f"immunity.{name}" for name in names)


def tell(topic, *to):
    return (Notice(topic=f"immunity.{topic}", to=to),)


def meeting(by, members=SEAT):
    """What is done around a meeting that votes, by who keeps its record."""
    return {
        "convene": by, "serve": by, "serve_on_paper": by, "acknowledge": SERVED, "attend": by, "recuse": by,
        "declare_interest": members, "start_vote": by, "ballot": members, "record": by, "amend_record": members,
        "sign_record": members, "note_signature": by,
    }  # fmt: skip
