"""Why it may not be decided yet: look-ups, comparables, the vote, the bracket, the authority."""

from datetime import datetime

from django.utils.translation import gettext as _

from processes.accountability import brackets, checking
from processes.accountability.choices import Form
from processes.accountability.guards import key
from workflows.taking import signed


def form(case):
    """The form that is proposed, or ""."""
    return case.proposal.get("form", "")


@key("looked_up")
def looked_up(case, step):
    """Certificates and recorded dissent were looked up before any blame; undecided claims are waited for (F16, L8)."""
    if not case.immunity_check:
        return _("没有办理：还没有核对容错承诺书。请承办人先核对并写明理由。")
    if not case.dissent_check:
        return _("没有办理：还没有核对集体决定中的保留意见。请承办人先核对并写明理由。")
    if waiting := checking.undecided(case, step):
        return _("没有办理：容错申请 %s 还没有认定。请等认定结果，再重新核对。") % "、".join(waiting)
    return ""


@key("compared")
def compared(case, step):
    """At least three past outcomes were looked at, or it is said why there are none (F27)."""
    if case.comparables:
        return ""
    return _("没有办理：还没有查看同类事项的处理。请承办人先查看三件以上，没有可比的写明理由。")


@key("voted_on")
def voted_on(case, step):
    """The vote was about what is proposed now, and the first one about it: nobody votes until it suits."""
    about = case.finding if case.stage == "appeal" else case.proposal
    if not about:
        return _("没有办理：还没有提出拟处理意见。请先提出，再表决。")
    held, since = [row.opened_at for row in _votes(case)], datetime.fromisoformat(about["at"])
    if held and held[-1] < since:
        return _("没有办理：拟处理意见在表决后改过。请对新的意见重新表决。")
    if len([at for at in held if at >= since]) > 1:
        return _("没有办理：同一意见已经表决过一次，没有通过。请重新提出意见后再表决。")
    return ""


def _votes(case):
    found = case.signings.filter(stage=case.stage, opened_at__gte=case.stage_since).exclude(outcome="")
    return found.order_by("pk")


@key("means_decision")
def means_decision(case, step):
    if case.proposal.get("outcome") == "decide":
        return ""
    return _("没有办理：拟处理意见是不予问责，不能作出问责决定。请办理“不予问责”。")


@key("means_exemption")
def means_exemption(case, step):
    if case.proposal.get("outcome") == "exempt":
        return ""
    return _("没有办理：拟处理意见是予以问责，不能办理不予问责。请按表决结果办理。")


@key("in_bracket")
def in_bracket(case, step):
    """The form comes from the bracket of what was found; outside it only with a reason and two thirds (F15)."""
    if not (case.severity and case.responsibility):
        return _("没有办理：还没有量责。请承办人先认定情节和责任。")
    if not form(case) or brackets.inside(case, form(case)):
        return ""
    if not case.proposal.get("outside"):
        return outside(case)
    vote = signed(case)
    if vote and vote.mode == "vote" and vote.agreed * 3 < vote.entitled * 2:
        return _("没有办理：处理方式超出参照档次，须应到成员三分之二以上赞成，赞成不足。请重新提出处理意见。")
    return ""


def outside(case):
    listed = "、".join(str(Form(one).label) for one in brackets.listed(case))
    return _("没有办理：处理方式不在对应档次（%s）以内，又没有写明理由。请改选，或写明超出的理由。") % listed


@key("no_heavier")
def no_heavier(case, step):
    """Nothing heavier than what the person could defend against (F05): facts are shown anew for that."""
    kind = case.object_kind
    if brackets.severity(form(case), kind) <= brackets.severity(case.intended_form, kind):
        return ""
    return _("没有办理：处理方式重于见面时告知的方式，不得因申辩而加重。确有新的事实的，请退回调查，重新见面。")


@key("authorised")
def authorised(case, step):
    """The department decides what is its own; for the rest there is the committee's decision on record (F17)."""
    who = brackets.authority(form(case), case.object_kind, case.committee_managed)
    if who == brackets.TRANSFER:
        return transferred()
    if who == brackets.OWN or case.committee:
        return ""
    return _("没有办理：这种处理方式须由县委批准或决定，还没有录入。请记录员报县委，录入批准后再办。")


def transferred():
    return _("没有办理：纪律处分不由本部门决定。请退回调查，登记涉嫌违纪的情况后移送纪委监委。")


@key("no_vote")
def no_vote(case, step):
    """What is being voted on, or was carried, is not taken away from the meeting."""
    votes = case.signings.filter(stage=case.stage, opened_at__gte=case.stage_since)
    if votes.filter(settled_at=None).exists() or votes.filter(outcome="pass").exists():
        return _("没有退回：表决正在进行或已经通过。请按表决结果办理。")
    return ""
