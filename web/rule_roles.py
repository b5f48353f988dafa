"""Roles on the page of the rules: people read and write their names, the rules keep their codes."""

import re

from people.models import Role
from workflows import assign, rulesets

BETWEEN = re.compile(r"[、，,；;\n]")
OF_ROLES = ("by", "signers", "notice")


def names(stated):
    """Name → role of all that the process names and the organisation has; a name that two bear is not in it."""
    own = [role for slot in rulesets.slots(stated) if slot.what in OF_ROLES for role in slot.value]
    found, twice = {}, set()
    for role in dict.fromkeys((*own, *Role.objects.order_by("code").values_list("code", flat=True))):
        name = assign.role_label(role)
        if found.setdefault(name, role) != role or BETWEEN.search(name):
            twice.add(name)
    return {name: role for name, role in found.items() if name not in twice}


def shown(roles, known):
    """The roles as they stand in a field: by their names, and by the code where no name is theirs alone."""
    codes = {role: name for name, role in known.items()}
    return "、".join(codes.get(role, role) for role in roles)


def meant(text, known):
    """The roles that were written, by name or by code, in their order."""
    written = [part.strip() for part in BETWEEN.split(text)]
    parts = [[known[part]] if part in known else part.split() for part in written]
    return [role for roles in parts for role in roles]
