"""提醒函询诫勉 (P08): who does what until the letter is out. The edges stand in models.py."""

from django.utils.translation import gettext_noop as N_

from processes.admonition import limits
from processes.admonition.stages_after import AFTER
from processes.admonition.words import (
    COUNTY,
    DEPUTY,
    HEAD,
    LEGAL,
    MINISTER,
    OFFICER,
    PROPOSER,
    Stage,
    keys,
    tell,
    wd,
)
from workflows.declare import Move, Process, StageFacts, passed_on
from workflows.offering import reopened, terminated

PROCESS = Process(
    code="admonition",
    label=N_("提醒函询诫勉"),
    series="提",
    icon="message-dots",
    starters=("section_head",),
    confined=("respondent",),
    private=(
        "facts_text", "requirements", "legal_opinion", "explanation", "minutes", "reply", "replies", "self_check",
        "assessment", "complaints", "correction",
    ),
    classification="restricted",
    retention="10y",
    owner=MINISTER,
    ends={"terminate": "withdrawn"},
    limits=limits.LIMITS,
    summary=N_("对干部提醒、函询、诫勉：先核对依据和事实，送达后听取说明，再作研判；影响期到期自动解除。"),
)  # fmt: skip
WITHDRAW = Move(
    name="withdraw_proposal", label=N_("撤回"), by=(PROPOSER,), duty=False, reason=True,
    notices=tell("withdrawn", DEPUTY, OFFICER),
)  # fmt: skip
CHECKED = "intake.checked"  # the blind check of every adverse proposal (F12)
PARTY = {"apply_recusal": ("party",)}  # F02
HALT = {"suspend": (MINISTER,), "resume": (MINISTER,)}

FACTS = {
    Stage.PROPOSED: StageFacts(
        help=N_("写明对象、依据和事实；分管副部长审核，诫勉先由合规审核人提出意见，部长批准，诫勉并报县委主要负责人同意。"),
        acts=PARTY | {
            "amend_proposal": (PROPOSER, HEAD), "take_facts": (PROPOSER, HEAD),
            "attach": (PROPOSER, OFFICER), "look_up": (PROPOSER, HEAD, OFFICER),
            "claim_immunity": (OFFICER,),
            "review_proposal": (DEPUTY,), "give_legal_opinion": (LEGAL,),
            "concur_admonition": (MINISTER,), "decline_consent": (COUNTY,), "end_check": ("system",),
        },
        moves=(
            Move(
                name="approve", label=N_("批准"), by=(MINISTER, COUNTY), term=wd(10, "proposed"), form="approve",
                guards=(
                    *keys("proposed_fully", "approver_apart", "reviewed", "legally_reviewed", "looked_up", "hands"),
                    CHECKED,
                ),
                effects=keys("number"), notices=tell("approved", PROPOSER, OFFICER),
            ),
            Move(
                name="refuse", label=N_("不予"), by=(MINISTER,), duty=False, term=wd(10, "proposed"), reason=True,
                notices=tell("refused", PROPOSER, DEPUTY),
            ),
            WITHDRAW,
        ),
    ),
    Stage.APPROVED: StageFacts(
        help=N_("文书写明事项、依据、权利和救济途径，5 个工作日内送达本人。"),
        acts=PARTY | HALT | {"attach": (OFFICER,)},
        moves=(
            Move(
                name="issue", label=N_("发出"), by=(OFFICER,), term=wd(5, "approved"), form="issue",
                guards=keys("letter_complete"), effects=keys("serve"), notices=tell("issued", HEAD),
            ),
            WITHDRAW,
        ),
    ),
} | AFTER  # fmt: skip

# Who holds work may pass it on and ask for an opinion; what only the person concerned can say, nobody else says.
FACTS = passed_on(FACTS, but=(Stage.ISSUED, Stage.TALK_DONE, Stage.AWAITING_REPLY))
FACTS = terminated(FACTS, Stage.APPROVED, Stage.ISSUED, Stage.AWAITING_REPLY, Stage.REPLIED, Stage.ASSESSED)
FACTS = reopened(FACTS, {Stage.CLOSED: [Stage.ASSESSED]})
