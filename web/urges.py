"""催办 on the page of a case: who watches over it is offered it, or told when it was done last. Reads only."""

from django.utils import timezone
from django.utils.translation import gettext as _

from people import roles
from policy import rules as policy
from web import words
from workflows import history, recusals
from workflows.acts import urging
from workflows.models.work import BESIDE


def offered(case, user, at):
    """Whether somebody else holds work here, `user` may ask them to get on with it, and nobody has just done so."""
    return may(case, user) and not urging.too_soon(_last(case), at, urging.apart(case))


def said(case, user, at):
    """When it was done and by whom, while it is too soon to do it again; "" otherwise."""
    event = _last(case) if may(case, user) else None
    if not event or not urging.too_soon(event, at, urging.apart(case)):
        return ""
    when = timezone.localtime(event.at).strftime("%m-%d %H:%M")
    told = {"who": words.post(event.actor_name), "when": when, "days": urging.apart(case)}
    if told["days"] == 1:
        return _("%(who)s已在 %(when)s 催办，下个工作日可以再催。") % told
    return _("%(who)s已在 %(when)s 催办，满 %(days)d 个工作日可以再催。") % told


def may(case, user):
    """Whether `user` is one of those who urge, and somebody else holds the work."""
    posts = roles.roles_of(user).intersection(case.roles_for("urge") or ())  # none for most: nothing more is asked
    others = any(item.owner_id not in (None, user.pk) and item.kind not in BESIDE for item in recusals.at_work(case))
    return others and policy.plays(user, posts, case)


def _last(case):
    """The last urge, from the history that the page tells anyway."""
    events = (line.entry.event for line in reversed(history.of(case)))
    return next((event for event in events if event.kind == "act.urge"), None)
