"""Fields of a case that not everybody who sees the case may read. A process states them beside its fields."""

from people import roles

FIELDS = {}  # process code → {field: roles that read it}


def declare(process, fields):
    """State who reads the guarded fields of a process. Called when processes are discovered."""
    FIELDS[process] = dict(fields)


def readable(user, case, name) -> bool:
    """Whether `user`, who may see the case, may read one of its fields."""
    allowed = FIELDS.get(case.kind, {}).get(name)
    return allowed is None or _plays(user, case, allowed)


def guarded(case) -> frozenset[str]:
    """The fields of a case that not everybody who sees it may read."""
    return frozenset(FIELDS.get(case.kind, {}))


def hidden(user, case) -> frozenset[str]:
    """The fields of a case that `user` may not read."""
    return frozenset(name for name in FIELDS.get(case.kind, {}) if not readable(user, case, name))


def _plays(user, case, allowed):
    held = roles.roles_of(user)
    return any(role in held or case.named(role) is not None and user.pk in case.named(role) for role in allowed)
