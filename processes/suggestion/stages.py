"""The stages of a suggestion and what holds in each. The edges stand on the model."""

from django.db import models
from django.utils.translation import gettext_noop as _

from workflows.declare import Move, Notice, StageFacts, Term, mandatory, passed_on
from workflows.offering import appointing, halted, reopened, shared

LOCAL = _("本部门建言献策办理办法（试行），我方默认，待确认")
TELL = ("submitter",)


class Stage(models.TextChoices):
    REGISTERED = "registered", _("已登记")
    TRIAGED = "triaged", _("已分类")
    ASSIGNED = "assigned", _("研办中")
    DRAFTED = "drafted", _("拟复待审")
    REPLIED = "replied", _("已答复")
    TRACKING = "tracking", _("采纳跟踪")
    CLOSED = "closed", _("办结")
    MERGED = "merged", _("并案")
    TRANSFERRED = "transferred", _("转办")
    INVALID = "invalid", _("不予受理")
    WITHDRAWN = "withdrawn", _("撤回")


ENDS = frozenset({Stage.CLOSED, Stage.MERGED, Stage.TRANSFERRED, Stage.INVALID, Stage.WITHDRAWN})


def term(n, start, unit="wd"):
    return Term(n=n, unit=unit, start=start, clause=LOCAL)


ANY_PARTY = {"apply_recusal": ("party", "submitter")}  # F02
BACK = {"take_back": ("last_actor",)}  # while the next has not begun


def keys(*names):
    return tuple(f"suggestion.{name}" for name in names)


def tell(topic):
    return (Notice(topic=f"suggestion.{topic}", to=TELL),)


REGISTERED = StageFacts(
    help=_("核对内容，归入类别和方面；内容是反映个人问题的，转举报核实。"),
    acts={"mask_personal": ("office",)},
    moves=(
        Move(
            name="classify", label=_("分类"), by=("office",), term=term(5, "registered"), form="classify",
            guards=keys("classified", "personal_data_minimal"), notices=tell("received"),
        ),
        Move(
            name="route_report", label=_("转举报核实"), by=("office",), term=term(2, "registered"), form="route_report",
            guards=keys("is_report"), effects=keys("seal"), notices=tell("transferred"),
        ),
        Move(
            name="refuse_intake", label=_("不予受理"), by=("section_head@intake_unit",), duty=False,
            term=term(5, "registered"), form="refuse_intake", guards=keys("ground_named"), reason=True, adverse=True,
            notices=tell("not_taken"),
        ),
        # Whoever took it in for somebody without an account takes it back for them, and says who asked.
        Move(name="withdraw_suggestion", label=_("撤回"), by=(*TELL, "opened_by"), duty=False, reason=True),
    ),
)  # fmt: skip
TRIAGED = StageFacts(
    help=_("交责任科室研办；内容相同的并入主件。"),
    acts=ANY_PARTY | BACK,
    moves=(
        Move(
            name="assign", label=_("分办"), by=("office", "deputy_minister"), term=term(3, "triaged"), form="assign",
            guards=keys("section_chosen", "second_objection"),
        ),
        Move(
            name="merge", label=_("并案"), by=("office",), duty=False, form="merge", guards=keys("master_chosen"),
            effects=keys("share_reply"), notices=tell("merged"),
        ),
    ),
)  # fmt: skip
ASSIGNED = StageFacts(
    help=_("研究后拟复；不属于本科室的，五个工作日内提出异议退办。"),
    acts={"ask_extension": ("clerk@owner_unit",), "decide_extension": ("section_head@owner_unit",)} | ANY_PARTY | BACK,
    moves=(
        Move(
            name="draft_reply", label=_("拟复"), by=("clerk@owner_unit",), term=term(15, "assigned"),
            form="draft_reply", guards=keys("disposed", "other_clerk"),
        ),
        Move(
            name="raise_objection", label=_("异议退办"), by=("section_head@owner_unit",), duty=False,
            term=term(5, "assigned"), expires=True, guards=keys("objection_left"), reason=True,
        ),
    ),
)  # fmt: skip
DRAFTED = StageFacts(
    help=_("审核答复稿；不采纳的，科室负责人同意后由分管副部长审签。"),
    acts={"concur_decline": ("section_head@owner_unit",)} | ANY_PARTY | BACK,
    moves=(
        Move(
            name="approve_reply", label=_("审签答复"), by=("section_head@owner_unit", "deputy_minister"),
            term=term(5, "drafted"), guards=keys("reply_fits", "decline_reasoned", "decline_signed"),
            effects=keys("reply_merged"), notices=tell("replied"), form="approve_reply",
        ),
        Move(
            name="send_back", label=_("退回"), by=("section_head@owner_unit",), duty=False, term=term(3, "drafted"),
            guards=keys("may_send_back"), reason=True,
        ),
    ),
)  # fmt: skip
REPLIED = StageFacts(
    help=_("采纳的纳入跟踪；建议人十个工作日内可补充意见一次，期满无补充即可办结。"),
    acts={"rate_reply": TELL},
    moves=(
        Move(
            name="adopt_track", label=_("纳入跟踪"), by=("section_head@owner_unit",), guards=keys("adopted"),
            effects=keys("go_onward"), notices=tell("tracked"), form="adopt_track",
        ),
        Move(
            name="close", label=_("办结"), by=("office",), term=term(10, "replied"), guards=keys("may_close"),
            notices=tell("closed"),
        ),
        Move(
            name="rebut", label=_("补充意见"), by=TELL, duty=False, term=term(10, "replied"), expires=True,
            guards=keys("rebut_once", "new_facts"), form="rebut",
        ),
    ),
)  # fmt: skip
TRACKING = StageFacts(
    help=_("关联事项办结后核实采纳效果，并告知建议人。"),
    acts={"rate_reply": TELL},
    moves=(
        Move(
            name="verify_adoption", label=_("采纳核实"), by=("supervision_office",), term=term(12, "replied", "m"),
            guards=keys("effect_reached"), notices=tell("effect"), form="verify_adoption",
        ),
    ),
)  # fmt: skip

FACTS = {
    Stage.REGISTERED: REGISTERED,
    Stage.TRIAGED: TRIAGED,
    Stage.ASSIGNED: ASSIGNED,
    Stage.DRAFTED: DRAFTED,
    Stage.REPLIED: REPLIED,
    Stage.TRACKING: TRACKING,
    Stage.CLOSED: StageFacts(acts={"rate_reply": TELL}),
    Stage.MERGED: StageFacts(acts={"receive_reply": ("system",), "rate_reply": TELL}),
    Stage.TRANSFERRED: StageFacts(),
    Stage.INVALID: StageFacts(),
    Stage.WITHDRAWN: StageFacts(),
}

# Who holds work may pass it on, ask for an opinion and let others read along.
FACTS = mandatory(passed_on(FACTS), Stage.REPLIED)  # the answer is served, and may be answered
FACTS = shared(FACTS, Stage.REGISTERED)  # many come at once, and the office has several hands
FACTS = appointing(FACTS, Stage.TRIAGED, Stage.ASSIGNED)
FACTS = halted(FACTS, Stage.TRIAGED, Stage.ASSIGNED, Stage.DRAFTED, Stage.TRACKING)
FACTS = reopened(FACTS, {Stage.CLOSED: [Stage.ASSIGNED], Stage.INVALID: [Stage.REGISTERED]})
