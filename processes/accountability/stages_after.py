"""What holds from the decision to the end of its effect, and in an appeal."""

from django.utils.translation import gettext_noop as _

from processes.accountability.words import (
    ANY_PARTY,
    ARCHIVIST,
    LAW,
    LEGAL,
    MINISTER,
    OFFICE,
    OFFICER,
    PANEL,
    RESPONDENT,
    SEAT,
    Stage,
    keys,
    months,
    tell,
    wd,
)
from workflows.declare import Move, Signing, StageFacts, Term

# What the person may receive, hand in and ask from the service of the decision on.
RECEIVES = {
    "acknowledge": RESPONDENT, "serve_on_paper": OFFICER + ARCHIVIST, "ask_clarification": RESPONDENT,
    "answer_clarification": OFFICER, "release_evidence": OFFICER,
}  # fmt: skip


def appeal():
    """The person appeals within a month of service, late with a reason (F09); the case officer takes in paper (F28)."""
    return Move(
        name="file_appeal", label=_("申诉"), by=RESPONDENT + OFFICER, duty=False, form="file_appeal", most=1,
        term=months(1, "served"), guards=keys("appeal_written", "in_time"), effects=keys("appealed"),
        notices=tell("appealed", *MINISTER),
    )  # fmt: skip


def settled(name, label, *guards, **more):
    """What the panel has voted, by one of its members."""
    return Move(
        name=name, label=label, by=PANEL, outcome="pass", term=months(1, "appeal"),
        guards=keys("voted_on", *guards), **more,
    )  # fmt: skip


AFTER = {
    Stage.DECIDED: StageFacts(
        help=_("五个工作日内送达本人，当面告知申诉的权利、期限和途径。"),
        acts=ANY_PARTY | {"attach": OFFICER},
        moves=(
            # Its form has a name of its own: the engine's form of that name serves papers of a meeting.
            Move(name="serve", label=_("送达并告知申诉权"), by=OFFICER, term=wd(5, "decided"), form="serve_decision",
                 guards=keys("decision_states"), effects=keys("served")),
        ),
    ),
    Stage.SERVED: StageFacts(
        help=_("本人签收后开始执行。申诉期间不停止执行，部长可以决定停止执行。"),
        acts=ANY_PARTY | RECEIVES | {"attach": OFFICER + ARCHIVIST},
        moves=(
            Move(name="begin_execution", label=_("开始执行"), by=ARCHIVIST, form="begin_execution",
                 term=Term(n=1, unit="m", start="decided", clause=LAW), guards=keys("received"),
                 effects=keys("begin")),
            appeal(),
        ),
    ),
    Stage.EXECUTING: StageFacts(
        help=_("本人交书面检讨；需要整改的另开整改事项，销号后才算执行完毕。"),
        acts=ANY_PARTY | RECEIVES | {
            "hand_in_criticism": RESPONDENT, "record_criticism": OFFICER + ARCHIVIST, "attach": OFFICER + ARCHIVIST,
        },
        moves=(
            Move(name="complete_execution", label=_("执行完毕"), by=ARCHIVIST,
                 guards=keys("criticism_in", "rectified"), effects=keys("effective")),
            appeal(),
        ),
    ),
    Stage.APPEAL: StageFacts(
        help=_("复核组三人以上，都没有参与过本事项；一个月内作出决定，不得加重。"),
        signing=Signing(mode="vote", sitting="appeal_panel", licenses=("pass",), quorum=(1, 1)),
        acts=ANY_PARTY | RECEIVES | {
            "form_panel": OFFICE, "stay_execution": MINISTER, "propose_finding": PANEL, "attend": PANEL,
            "recuse": PANEL, "declare_interest": SEAT, "start_vote": PANEL, "ballot": SEAT, "record": PANEL,
            "amend_record": SEAT, "sign_record": SEAT, "note_signature": PANEL, "attach": PANEL,
        },
        moves=(
            settled("uphold", _("维持"), "upholds", effects=keys("uphold")),
            settled("revoke", _("撤销变更"), "revokes", "no_heavier_on_appeal", effects=keys("revoke")),
        ),
    ),
    Stage.EFFECTIVE: StageFacts(
        help=_("影响期满自动解除；期满前安排回访谈话。发现处理有错的，部长可以自行纠正。"),
        acts=ANY_PARTY | RECEIVES | {
            "log_effect_talk": OFFICER + ARCHIVIST, "ask_correction_opinion": MINISTER,
            "give_correction_opinion": LEGAL, "attach": OFFICER + ARCHIVIST,
        },
        moves=(
            Move(name="expire", label=_("期满解除"), by=("system",), lapses=True,
                 term=Term(n=0, unit="cd", start="effect_period_end"), guards=keys("talk_done"),
                 effects=keys("release")),
            Move(name="correct_own_motion", label=_("自行纠错"), by=MINISTER, duty=False, form="own_motion",
                 reason=True, guards=keys("reviewed_by_legal"), effects=keys("correct")),
            appeal(),
        ),
    ),
    Stage.ENDED: StageFacts(acts={"acknowledge": RESPONDENT, "ask_clarification": RESPONDENT}),
    Stage.NOT_OPENED: StageFacts(),
    Stage.NO_LIABILITY: StageFacts(acts={
        "acknowledge": RESPONDENT, "serve_on_paper": OFFICER, "ask_clarification": RESPONDENT,
        "answer_clarification": OFFICER,
    }),
    Stage.CORRECTED: StageFacts(acts={
        "acknowledge": RESPONDENT, "serve_on_paper": OFFICER, "ask_clarification": RESPONDENT,
        "answer_clarification": OFFICER,
    }),
    Stage.TRANSFERRED: StageFacts(),
    Stage.WITHDRAWN: StageFacts(),
}  # fmt: skip
