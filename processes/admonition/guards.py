"""What must hold until the letter is out. Each returns the sentence to show, or "".

On the page there is no step yet: what only the answers can tell is then left to the form.
"""

from django.utils.translation import gettext as _

from intake.blind import adverse
from people import roles
from processes.admonition import intake, limits, lookups
from processes.admonition.words import COUNTY, MINISTER
from workflows.registry import guard

SHORTEST = limits.NOTE[0]


def answer(step, name):
    """What was answered, stripped if it is text; None where nothing was said or nobody acts yet."""
    said = step.answers.get(name) if step else None
    return said.strip() if isinstance(said, str) else said


def key(name):
    return guard(f"admonition.{name}")


@adverse("admonition", "proposed")
def against(case):
    """Whom the proposal is against: they are checked for before it is approved (F12)."""
    return [case.respondent_id]


@key("proposed_fully")
def proposed_fully(case, step):
    return intake.lacks(case)


@key("approver_apart")
def approver_apart(case, step):
    """Who proposed it, who reviewed it and who approves it are different people (F30)."""
    if step is None:
        return ""
    if step.actor.pk == case.opened_by_id:
        return _("没有批准：这是你提出的事项，提出和批准不能是同一人。请由其他领导批准。")
    if step.actor.pk in (case.reviewed_by_id, case.legal_by_id):
        return _("没有批准：你已经审核过这件事项，审核和批准不能是同一人。请由其他领导批准。")
    return ""


@key("reviewed")
def reviewed(case, step):
    """A deputy minister has looked at it first."""
    return "" if case.reviewed_at else _("还不能批准：分管副部长还没有审核。请等审核意见。")


@key("legally_reviewed")
def legally_reviewed(case, step):
    """An admonition needs a legal opinion; going against it needs words."""
    if not case.admonishes:
        return ""
    if not case.legal_at:
        return _("还不能批准：诫勉须先有合规审核意见。请合规审核人提出意见后再批。")
    words = answer(step, "opinion") or answer(step, "county_text") or case.concurrence
    if step is None or case.legal_agrees or len(words) >= SHORTEST:
        return ""
    return _("没有批准：合规审核人不同意。确要实施的，请写明为什么不采纳其意见，至少 10 个字。")


@key("looked_up")
def looked_up(case, step):
    """Of a failure of work: were innovators promised safety, and did the person dissent then (F16, L8)?"""
    return lookups.lacking(case) if case.work_failure else ""


@key("hands")
def hands(case, step):
    """An admonition is approved by two hands: the minister, then the leader of the county committee as recorded."""
    if not case.admonishes:
        return _minister_alone(step)
    if not case.concurred_at:
        return _("还不能批准：诫勉先由部长签署同意，再报县委主要负责人。请部长先签署。")
    if step is None:
        return ""
    if COUNTY not in roles.roles_of(step.actor):
        return _("没有批准：诫勉须经县委主要负责人同意，由县委录入批示。请等县委批示。")
    if len(answer(step, "county_text") or "") < 2 or not answer(step, "county_leader") or not answer(step, "county_on"):
        return _("没有批准：请录入县委哪位负责人在哪一天作了什么批示。请补全后再提交。")
    return ""


def _minister_alone(step):
    if step is None or MINISTER in roles.roles_of(step.actor):
        return ""
    return _("没有批准：提醒和函询由部长批准，不需要报县委。请由部长办理。")


@key("letter_complete")
def letter_complete(case, step):
    """The letter says what it is about, on what basis, what is asked, and what rights there are (F07)."""
    if lacking := intake.lacks(case):
        return lacking
    if not case.respondent.is_active:
        return _("没有发出：对象的账号已停用，无法送达。请系统管理员先核对其去向。")
    if step is None or len(answer(step, "requirements") or "") >= SHORTEST:
        return ""
    return _("没有发出：文书没有写明需要说明的问题或改正要求，至少 10 个字。请补充后再发。")
