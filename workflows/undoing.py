"""How what was done is undone: every act of the engine names the act that answers it, or says why none does.

Nothing is ever struck out of the history. Undoing is a further step; what others read, signed or were served stays.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.registry import UNDO
from workflows.wording import ACTS

SAID = gettext_lazy("记入留痕后不能删除。要更正的，请再补充一条。")
SENT = gettext_lazy("送出后收不回来。发错了的，请补充说明。")
DECIDED = gettext_lazy("办理后不能撤销。有新的事实，请按规定另行提出。")
BACK = gettext_lazy("办理后不能收回。办错了的，请收到的人说明情况后送回。")
CAST = gettext_lazy("提交后不能更改。")
AGAIN = gettext_lazy("收回之后，可以重新办理这一步。")
CLOCK = gettext_lazy("由系统按规定办理，没有可撤销的决定。")
VOICE = gettext_lazy("签批意见")
# Act → the acts that answer it; itself: it is done again, and the last time counts.
COUNTER = {
    "sign": ("take_back",), "add_signers": ("remove_signer",),
    "remove_signer": ("add_signers",), "transfer": ("recall",), "delegate": ("recall",),
    "recall": ("transfer", "delegate"), "claim": ("release",),
    "release": ("claim",), "suspend": ("resume",), "resume": ("suspend",), "terminate": ("reopen",),
    "withdraw": ("reopen",), "reopen": ("terminate",), "appoint": ("appoint",), "hand_over_leaver": ("transfer",),
    "edit": ("edit",), "record": ("record",), "convene": ("convene",), "attend": ("attend",),
    "answer_opinions": ("answer_opinions",), "answer_defence": ("answer_defence",),
    "declare_interest": ("declare_interest",), "renew_evidence": ("renew_evidence",), "migrate": ("migrate",),
    "set_secrecy": ("set_secrecy",), "admit": ("end_admission",), "end_admission": ("admit",),
    "exclude": ("end_exclusion",), "end_exclusion": ("exclude",), "waive_defence": ("state_defence",),
    "propose_jump": ("decide_jump",), "open_emergency": ("end_admission",),
}  # fmt: skip
FINAL = {
    **dict.fromkeys(("comment", "reply", "seen", "acknowledge", "give_back", "attach", "amend_record"), SAID),
    **dict.fromkeys(("ask_clarification", "ask_extension", "apply_recusal", "state_defence", "record_defence"), SAID),
    **dict.fromkeys(("circulate", "copy", "urge", "serve", "serve_on_paper", "release_evidence"), SENT),
    **dict.fromkeys(("decide_extension", "decide_recusal", "order_recusal", "recuse", "decide_jump"), DECIDED),
    **dict.fromkeys(
        ("answer_clarification", "enter_decision", "escalate_level", "weigh_inspection", "destroy"), DECIDED
    ),
    **dict.fromkeys(("ballot", "start_vote", "sign_record", "note_signature"), CAST),
    "take_back": AGAIN,
    **dict.fromkeys(("return_to",), BACK),
    **dict.fromkeys(("climb", "raise_recusal", "remind_defence", "reckon"), CLOCK),
}
# What nobody switches on in a stage: it is done from a page of its own.
EVERYWHERE = frozenset({"recall", "migrate", "set_secrecy", "admit", "end_admission", "exclude", "end_exclusion"})


def told(case, name, secret=False):
    """How the act `name` is undone in this case, in one sentence; "" for acts of a process."""
    if secret:
        return str(CAST)
    counters = COUNTER.get(name, ())
    if counters == (name,):
        return _("可以再办一次，以最后一次为准，原来的留在留痕里。")
    on = next((one for one in counters if _on(case, name, one)), "")
    if on == "take_back":
        return _("下一位办理或填写之前，你可以收回。")
    if on:
        return _("办错了，可以用“%s”改回来。") % ACTS.get(on, on)
    return str(DECIDED if counters and name != "sign" else CAST if counters else FINAL.get(name, ""))


def rules():
    """(act, its words, how it is undone) of every act, for the page of the documentation."""
    for name in sorted({*COUNTER, *FINAL}):
        counters = [str(ACTS[one]) for one in COUNTER.get(name, ())]
        again = COUNTER.get(name) == (name,)
        by = "可以再办一次，以最后一次为准" if again else "、".join(f"“{one}”" for one in counters)
        yield name, str(ACTS.get(name, VOICE)), by or str(FINAL[name])


def told_move(case, name):
    """The same of a move; "" where it cannot be taken back."""
    move, to = case.rules.find(case.stage, name), case.rules.target(case.stage, name)
    kept = to in case.rules.stages and "take_back" in case.rules.stages[to].acts
    ours = kept and move and not [key for key in move.effects if key not in UNDO]
    return _("下一位办理或填写之前，你可以收回。") if ours else ""


def _on(case, name, counter):
    """Whether the counter act is offered: in this stage, or for an end or a new start in any."""
    stages = case.rules.stages
    if name == "sign":  # it may be the last voice, after which the case leaves by what was decided
        here = stages[case.stage]
        rule = here.parallel or here.signing
        return counter in here.acts and all(told_move(case, way) for way in (rule.leaves.values() if rule else ()))
    where = [stages[case.stage]] if name in ("add_signers", "remove_signer") else stages.values()
    return counter in EVERYWHERE or any(counter in facts.acts for facts in where)
