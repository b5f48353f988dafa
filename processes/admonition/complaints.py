"""A complaint about an admonition: to the minister first, then to people who never touched the case (F08, F09).

Neither can make it heavier (F05). What is revoked bears on nothing from that moment on.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from people.calendar import same_day
from processes.admonition import effects, limits
from processes.admonition.choices import Ruling
from processes.admonition.words import MINISTER, RESPONDENT, REVIEWER, Stage, months
from workflows import agency, flags, handing
from workflows.acts import ending
from workflows.acts.common import participate
from workflows.errors import Refused
from workflows.papers import issue
from workflows.registry import act
from workflows.touched import touched
from workflows.wording import act_label

act_label("complain", gettext_lazy("申诉"))
act_label("answer_complaint", gettext_lazy("答复申诉"))
act_label("ask_review", gettext_lazy("申请复核"))
act_label("review_complaint", gettext_lazy("复核"))
agency.personal("complain", "answer_complaint", "ask_review", "review_complaint")
TERM = months(1, "complaint")


def pending(case):
    """The complaint that waits to be answered or reviewed, or None."""
    row = case.complaints[-1] if case.complaints else None
    return row if row and not row["ruling"] else None


def last_day(case):
    """The last day for a complaint: a month from the result, or from the minister's answer."""
    start = case.complaints[-1]["answered"] if case.complaints else case.told_at and _day(case.told_at)
    if not start:
        return None
    return same_day(timezone.datetime.fromisoformat(start).date(), limits.of(case, "complaint_months"))


def _day(moment):
    return timezone.localdate(moment).isoformat()


@act("complain")
def complain(case, step, *, text, late_reason=""):
    """The person concerned asks the minister to look at it again; late, with the reason why."""
    if not case.admonishes or not case.told_at or case.complaints:
        raise Refused(_("没有提出：只有诫勉可以申诉，结果告知以后提出一次；对答复不服的，请“申请复核”。"))
    _enter(case, step, "complaint", text, late_reason)
    _give(case, step, MINISTER)


@act("ask_review")
def ask_review(case, step, *, text, late_reason=""):
    """Not content with the answer: three people hear it who had nothing to do with it."""
    if not case.complaints or case.complaints[-1]["ruling"] != Ruling.KEPT or case.complaints[-1]["kind"] == "review":
        raise Refused(_("没有提出：部长答复维持以后才能申请复核，且只能申请一次。请刷新页面核对。"))
    able = untouched(case)
    if len(able) < limits.PANEL:
        raise Refused(_("没有提出：没有经手过本事项的复核人员不足 %d 名。请系统管理员先指定。") % limits.PANEL)
    _enter(case, step, "review", text, late_reason)
    case.panel = able[: limits.PANEL]
    participate(case, case.panel, REVIEWER)
    _give(case, step, REVIEWER)


def untouched(case):
    """Reviewers who acted neither here nor in a case that it came from (F08), and have no tie to whom it is about."""
    out = touched(case) | {*case.barred(), case.respondent_id}
    return [one.pk for one in roles.holders(REVIEWER) if one.pk not in out]


def _enter(case, step, kind, text, late_reason):
    text, late_reason = text.strip(), late_reason.strip()
    if len(text) < limits.NOTE[0]:
        raise Refused(_("没有提出：请写明不服的理由，至少 10 个字。"), "text")
    last = last_day(case)
    late = bool(last) and timezone.localdate(step.at) > last
    if late and len(late_reason) < limits.NOTE[0]:
        raise Refused(
            _("没有提出：期限到 %s 为止。有正当理由迟到的，请写明原因，照常受理。") % last.isoformat(), "late_reason"
        )
    row = {
        "kind": kind, "text": text, "late": late_reason if late else "", "on": _day(step.at), "ruling": "",
        "answer": "", "answered": "", "by": [],
    }  # fmt: skip
    case.complaints = [*case.complaints, row]


def _give(case, step, role):
    step.tell("admonition.complaint", case.players(role))
    if not case.is_closed:
        handing.give(step, role, term=TERM, start=step.at)


@act("answer_complaint")
def answer_complaint(case, step, *, ruling, answer):
    """The minister keeps the admonition or revokes it, and says why."""
    row = _waiting(case, "complaint", ruling, answer)
    _close(case, step, row, ruling, [answer.strip()])
    handing.done(step, MINISTER)
    _follow(case, step, ruling)


@act("review_complaint")
def review_complaint(case, step, *, ruling, answer):
    """Each of three speaks once; what two of them say holds."""
    row = _waiting(case, "review", ruling, answer)
    if step.actor.pk in [said["person"] for said in row["by"]]:
        raise Refused(_("你已经提出过复核意见，没有重复记入。"))
    row["by"] = [*row["by"], {"person": step.actor.pk, "ruling": ruling, "answer": answer.strip()}]
    step.decision, step.opinion = ruling, answer.strip()
    case.complaints = [*case.complaints[:-1], row]
    handing.mine(step, REVIEWER)
    if len(row["by"]) == limits.PANEL:
        revoked = [said for said in row["by"] if said["ruling"] == Ruling.REVOKED]
        found = Ruling.REVOKED if len(revoked) * 2 > limits.PANEL else Ruling.KEPT
        _close(case, step, row, found, [said["answer"] for said in row["by"] if said["ruling"] == found])
        _follow(case, step, found)


def _waiting(case, kind, ruling, answer):
    row = pending(case)
    if not row or row["kind"] != kind:
        raise Refused(_("没有待答复的申诉，没有改动。请刷新页面核对。"))
    if ruling not in Ruling.values:
        raise Refused(_("没有答复：请选择维持或撤销；不得加重。"), "ruling")
    if len(answer.strip()) < limits.NOTE[0]:
        raise Refused(_("没有答复：请写明理由，至少 10 个字；理由会告知本人。"), "answer")
    return dict(row)


def _close(case, step, row, ruling, words):
    row |= {"ruling": ruling, "answer": "\n".join(words), "answered": _day(step.at)}
    case.complaints = [*case.complaints[:-1], row]
    step.decision = ruling
    step.tell("admonition.complaint_answered", case.players(RESPONDENT))


def _follow(case, step, ruling):
    """The answer goes out; what is revoked ends at once."""
    issue(case, step, "admonition.answer")
    if ruling != Ruling.REVOKED:
        return
    case.revoked_at = step.at
    flags.lift(step, effects.FLAG)
    if case.stage == Stage.FOLLOW_UP:
        ending.end(case, step, "terminate", _("申诉成立，诫勉予以撤销，影响同时解除。"))
