"""三员分立: the three who run the system, what each of them may do alone, and whose trails each reads.

The system administrator keeps accounts and units; the security administrator keeps who is away and whose interests
conflict; the audit administrator changes nothing and reads what the others did. Roles, rules and the calendar change
only by two of the three. None of them sees a case.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from people import roles
from people.errors import NotDone
from people.models import User

SYSTEM, SECURITY, AUDIT = "system_admin", "security_admin", "audit_admin"
THREE = (SYSTEM, SECURITY, AUDIT)
# Sources differ on who watches whom, so an organisation may say it in its settings.
WATCHES = {AUDIT: (SYSTEM, SECURITY), SECURITY: (AUDIT,)}


@dataclass(frozen=True)
class Two:
    """Two administrators of different functions, who change together what neither may alone."""

    first: User
    second: User

    @property
    def pk(self):
        return self.first.pk

    @property
    def name(self):
        return self.first.name

    @property
    def kind(self):
        return self.first.kind


def function(user) -> str:
    """Which of the three a person is, or ""."""
    held = roles.roles_of(user)
    return next((code for code in THREE if code in held), "")


def alone(by, *functions) -> bool:
    """Whether somebody may do by themselves what belongs to these functions; the system may."""
    people = (by.first, by.second) if isinstance(by, Two) else (by,)
    return any(one.kind == User.Kind.SYSTEM or function(one) in functions for one in people)


def together(by) -> bool:
    """Whether two of different functions change this, or the system at an installation."""
    if isinstance(by, Two):
        functions = {function(by.first), function(by.second)}
        return by.first.pk != by.second.pk and "" not in functions and len(functions) == 2
    return by.kind == User.Kind.SYSTEM


def differ(proposer, decider) -> None:
    """Refuse a confirmation by the proposer, or by somebody of the same function."""
    if proposer.pk == decider.pk:
        raise NotDone(_("没有确认：提出的人不能自己确认。请由另一职责的管理员确认。"))
    if not function(proposer):
        raise NotDone(_("没有确认：提出的人已不是管理员。请收回后由现任管理员重新提出。"))
    if function(proposer) == function(decider):
        raise NotDone(_("没有确认：确认人与提出人是同一职责。请由另一职责的管理员确认。"))


def watchers() -> tuple[str, ...]:
    """The functions that read trails of others."""
    return tuple(code for code, others in getattr(settings, "TRAILS", WATCHES).items() if others)


def watched(user) -> tuple[str, ...]:
    """The functions whose trails a person reads."""
    return tuple(getattr(settings, "TRAILS", WATCHES).get(function(user), ()))
