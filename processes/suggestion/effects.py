"""What follows from a move, inside its transaction."""

from people.roles import system_user
from processes.suggestion import handing_over, staging
from workflows import leaving, moves, registry
from workflows.links import join
from workflows.registry import effect

# Kept in the record, so not in the language of whoever acts.
SEALED_TITLE = "已转有权部门办理的反映"
SAID = (
    "content", "expected_effect", "original_text", "submitter_name", "contact", "unit_text", "submitter_role",
)  # fmt: skip


@effect("suggestion.seal")
def seal(case, step):
    """L2: what is a report about a person is with whoever must look into it; here only its route is still told."""
    opened = handing_over.investigate(case)
    for name in SAID:
        setattr(case, name, "")
    case.classification = "sealed"
    leaving.forget(step, SEALED_TITLE)
    step.after.append(lambda done: staging.forget(done.case))
    reason = "反映具体人员的问题，转举报核实"
    join(step, kind="L2", reason=reason, target=opened, intended="" if opened else "investigation")


@effect("suggestion.unname")
def unname(case, step):
    """Named by rules of earlier years; the case itself says whom its history leaves unnamed."""


@effect("suggestion.share_reply", undo=registry.nothing)
def share_reply(case, step):
    """A suggestion merged into one already answered has its answer at once."""
    if case.master.replied_at:
        case.reply_text, case.replied_at, case.disposition = (
            case.master.reply_text, step.at, case.master.disposition,
        )  # fmt: skip


@effect("suggestion.reply_merged")
def reply_merged(case, step):
    """The reply of the master goes to every merged submitter, on the chain of each."""
    for other in type(case).objects.filter(master=case.pk, stage="merged").order_by("pk"):
        moves.act(other, "receive_reply", by=system_user(), reply=case.reply_text, disposition=case.disposition)


@effect("suggestion.go_onward")
def go_onward(case, step):
    """L1: the proposal goes on without the submitter's identity; this case waits for how it ends."""
    code = step.answers["onward"]
    reason = f"建议已采纳：{case.number}"
    if code not in registry.KINDS:
        join(step, kind="L1", reason=reason, intended=code)
        return
    known = {field.name for field in registry.kind(code)._meta.get_fields()}
    told = {"background": case.content} if "background" in known else {}
    other = moves.open_case(code, licensed=True, by=step.actor, unit=case.owner_unit, title=case.title, **told)
    join(step, kind="L1", reason=reason, target=other)
