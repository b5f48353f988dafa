"""What follows the report: objections, proposals, archiving."""

from django.utils.translation import gettext_noop as N_

from processes.inspection.words import (
    ARCHIVIST,
    DEPUTY,
    LEAD,
    LOCAL,
    MINISTER,
    OFFICE,
    REVIEWER,
    SUPERVISION,
    TARGET,
    TEAM,
    Stage,
    cd,
    keys,
    tell,
    wd,
)
from workflows.declare import Move, StageFacts

LATE = (
    Move(
        name="object_late", label=N_("申请逾期复核"), by=(TARGET,), duty=False, form="object_late",
        guards=keys("comes_late", "late_with_reason", "late_has_reviewers"), effects=keys("take_late"),
    ),
)  # fmt: skip
DECIDING_LATE = (
    Move(
        name="admit_late", label=N_("受理逾期申请"), by=(REVIEWER,), duty=False, reason=True, form="admit_late",
        guards=keys("late_asked", "reviews_apart"), effects=keys("hear_late", "assign_reviewers"),
        notices=tell("objection", LEAD, SUPERVISION, MINISTER),
    ),
    Move(
        name="refuse_late", label=N_("不予受理逾期申请"), by=(REVIEWER,), duty=False, reason=True, form="refuse_late",
        guards=keys("late_asked", "reviews_apart"), effects=keys("leave_late"),
    ),
)  # fmt: skip

FACTS = {
    Stage.ISSUED: StageFacts(
        help=N_("被督查单位 30 日内可以申请复核；由问题提出的建议须逐条决定后才能归档。"),
        acts={
            "settle_proposal": (DEPUTY,), "acknowledge": ("served",),
            "serve_on_paper": (SUPERVISION, OFFICE, LEAD),
        },
        moves=(
            Move(
                name="archive", label=N_("归档"), by=(ARCHIVIST,), term=wd(20, "objection_term_end", LOCAL),
                minimum=cd(30, "served"), guards=keys("all_rectified", "proposals_decided", "late_decided"),
                effects=keys("manifest"),
            ),
            Move(
                name="file_objection", label=N_("申请复核"), by=(TARGET,), duty=False, expires=True,
                term=cd(30, "served"), form="file_objection", guards=keys("points_fit"),
                effects=keys("take_points", "assign_reviewers"), notices=tell("objection", LEAD, SUPERVISION, MINISTER),
            ),
            *LATE, *DECIDING_LATE,
        ),
    ),
    Stage.OBJECTION: StageFacts(
        help=N_("由没有参加督查的人员复核，逐点答复；整改继续进行，部长决定暂停的除外。"),
        acts={
            "add_objection": (TARGET,), "answer_point": (REVIEWER,), "pause_rectification": (MINISTER,),
            "settle_proposal": (DEPUTY,), "attach": (REVIEWER,), "apply_recusal": ("party",),
        },
        moves=(
            Move(
                name="decide_objection", label=N_("复核决定"), by=(REVIEWER,), term=cd(30, "objection"),
                form="decide_objection", guards=keys("reviewer_apart", "points_answered", "late_decided"),
                effects=keys("apply_rulings", "correct_in_scope", "reassign_proposals"),
                notices=tell("reviewed", TARGET, LEAD, TEAM, MINISTER, SUPERVISION),
            ),
            *LATE, *DECIDING_LATE,
        ),
    ),
    Stage.CLOSED: StageFacts(moves=LATE),
    Stage.CANCELLED: StageFacts(),
}  # fmt: skip
