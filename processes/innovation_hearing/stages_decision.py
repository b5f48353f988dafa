"""What holds from the executive meeting to the end."""

from django.utils.translation import gettext_noop as _

from processes.innovation_hearing.words import (
    ANY_PARTY,
    AUTHORS,
    CHOSEN,
    DEPUTY,
    LOCAL,
    MINISTER,
    OFFICE,
    OURS,
    PROPOSER,
    SEAT,
    SECRETARY,
    SERVED,
    Stage,
    keys,
    tell,
    wd,
)
from workflows.declare import Move, Signing, StageFacts, Term


def vote(name, label, outcome, *, term=None, **more):
    """One of the three exits of the executive meeting; its vote licenses it (F18: papers two working days before)."""
    minimum = wd(2, "papers_served", OURS)
    return Move(name=name, label=label, by=SECRETARY, outcome=outcome, minimum=minimum, term=term, **more)


def end(name, label, guard, effects, form=""):
    return Move(
        name=name, label=label, by=MINISTER, form=form, minimum=wd(5, "publicity"), guards=keys(*guard),
        effects=keys(*effects), notices=tell("decided", *AUTHORS),
    )  # fmt: skip


DECIDING = {
    Stage.EXEC_VOTE: StageFacts(
        help=_("记录员安排会议，提前两个工作日送达材料；主要负责人末位表态，回避的不计入应到。"),
        signing=Signing(
            mode="vote",
            licenses=("pass", "defer", "reject"),
            sitting="exec_meeting",
            head="minister",
            by=(),
        ),
        acts=ANY_PARTY
        | {
            "convene": SECRETARY,
            "serve": SECRETARY,
            "serve_on_paper": SECRETARY,
            "acknowledge": SERVED,
            "attend": SECRETARY,
            "recuse": SECRETARY,
            "declare_interest": SEAT,
            "start_vote": SECRETARY,
            "ballot": SEAT,
            "record": SECRETARY,
            "amend_record": SEAT,
            "sign_record": SEAT,
            "note_signature": SECRETARY,
            "attach": SECRETARY,
        },
        moves=(
            vote(
                "vote_pass",
                _("表决通过"),
                "pass",
                form="vote_pass",
                term=wd(20, "exec_vote"),
                effects=keys("vote_result"),
                notices=tell("voted", *AUTHORS, *OFFICE),
            ),
            vote(
                "vote_defer",
                _("缓议"),
                "defer",
                form="vote_defer",
                reason=True,
                guards=keys("resubmit_date"),
                effects=keys("vote_result", "set_day"),
                notices=tell("deferred", *AUTHORS),
            ),
            vote(
                "vote_reject",
                _("不列入"),
                "reject",
                reason=True,
                effects=keys("vote_result"),
                notices=tell("rejected", *AUTHORS),
            ),
        ),
    ),
    Stage.PUBLICITY: StageFacts(
        help=_("在适当范围公示不少于五个工作日；收到的异议先核实、再答复。"),
        acts=ANY_PARTY | {"record_objection": OFFICE, "answer_objection": OFFICE, "attach": OFFICE},
        moves=(
            end("confirm", _("公示无异议"), ("objections_answered",), ("open_project",)),
            end("confirm_pilot", _("转试点"), ("objections_answered", "pilot_set"), ("open_project",), "confirm_pilot"),
            Move(
                name="uphold_objection",
                label=_("异议成立"),
                by=OFFICE,
                term=wd(10, "objection"),
                duty=False,
                reason=True,
                guards=keys("objection_found"),
                notices=tell("objection", *AUTHORS, *SECRETARY),
            ),
        ),
    ),
    Stage.DEFERRED: StageFacts(
        help=_("补齐不足后在再报日期前再报；到期前系统提醒。三个月内没有再报、也没有申请延期的，由分管副部长决定。"),
        acts={"ask_more_time": PROPOSER, "answer_more_time": DEPUTY, "remind_resubmit": ("system",)},
        moves=(
            Move(
                name="resubmit",
                label=_("再报"),
                by=PROPOSER,
                form="resubmit",
                term=Term(n=0, unit="cd", start="resubmit_date", clause=CHOSEN),
                guards=keys("defects_addressed"),
                effects=keys("count_anew"),
            ),
            Move(
                name="lapse",
                label=_("到期未报"),
                by=DEPUTY,
                duty=False,
                adverse=True,
                minimum=Term(n=3, unit="m", start="deferred", clause=LOCAL),
                guards=keys("no_more_time_asked"),
                notices=tell("rejected", *AUTHORS),
            ),
        ),
    ),
    Stage.REJECTED: StageFacts(
        help=_("有新的事实的，呈报科室可在十个工作日内申请一次复议；呈报人不参加复议表决。"),
        moves=(
            Move(
                name="ask_reconsideration",
                label=_("申请复议"),
                by=PROPOSER,
                duty=False,
                form="ask_reconsideration",
                term=wd(10, "rejected"),
                expires=True,
                guards=keys("once", "new_facts"),
                notices=tell("reconsider", *SECRETARY),
            ),
        ),
    ),
    Stage.APPROVED: StageFacts(),
    Stage.PILOT: StageFacts(),
    Stage.WITHDRAWN: StageFacts(),
}
