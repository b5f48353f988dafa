"""Who reads reports of people outside, and who keeps their identities. Deny first, like cases."""

from people import roles
from people.models import User
from policy import rules

OWN, SUPERIOR = "own", "superior"
# desk → roles that read it; a report about those who read the first goes to the second, and only there.
DESKS = {OWN: frozenset({"intake_reader"}), SUPERIOR: frozenset({"discipline_liaison"})}
KEEPER = "identity_keeper"
CHECKERS = frozenset({"discipline_liaison"})


def desks(user):
    """The desks whose reports `user` reads; administrators and auditors read none."""
    held = _held(user)
    return [desk for desk, readers in DESKS.items() if held & readers]


def readers(desk):
    """The people who read a desk today."""
    found = {user.pk: user for role in sorted(DESKS[desk]) for user in roles.holders(role)}
    return [user for user in found.values() if desk in desks(user)]


def keeps(user):
    """Whether `user` may ask for an identity and answer such a request."""
    return KEEPER in _held(user)


def keepers():
    """The people entitled to keep shares of identities today."""
    return [user for user in roles.holders(KEEPER) if keeps(user)]


def checks(user):
    """Whether `user` makes the blind check before an adverse proposal goes on (F12)."""
    return bool(_held(user) & CHECKERS)


def checkers():
    """The people who make blind checks today."""
    found = {user.pk: user for role in sorted(CHECKERS) for user in roles.holders(role)}
    return [user for user in found.values() if checks(user)]


def stands_by(user):
    """Whether `user` may bring the printed code in the place of a keeper."""
    return bool(_held(user) & {KEEPER, "archivist"})


def _held(user):
    known = user.is_authenticated and user.is_active and user.kind == User.Kind.PERSON
    if not known or rules.is_admin(user) or rules.is_auditor(user):
        return frozenset()
    return roles.roles_of(user)
