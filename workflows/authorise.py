"""Whether the actor may take this step; asked under the lock."""

from policy import rules as policy
from workflows.errors import NotFound, Refused, TooLate


def demand(user, act, case):
    """Raise unless `user` may take the move or act: NotFound if the case is not theirs to see, else the sentence."""
    answer = policy.may(user, act, case)
    if answer.ok:
        return
    if not policy.may_see(user, case):
        raise NotFound()
    refusal = (TooLate if case.roles_for(act) is None else Refused)(answer.why)
    refusal.note = answer.note
    raise refusal


def active(user):
    """Refuse somebody whose account was closed, whatever work they still hold."""
    if not user.is_active:
        raise Refused(policy.may(user, "", None).why)


def same_version(case, version):
    """Refuse a form that was opened before somebody else changed the case."""
    from django.utils.translation import gettext as _

    if version is not None and int(version) != case.revision:
        raise Refused(_("你打开页面后，事项已被他人更新，你的内容没有保存。请核对最新内容后再提交。"))
