"""Roles on the page of the rules: people read and write their names, the rules keep their codes."""

import re

from people.models import Role
from workflows import assign, rulesets

BETWEEN = re.compile(r"[、，,；;\n]")
OF_ROLES = ("by", "signers", "notice")


def names(stated):
    """Name → role of all that the process names, then of what the organisation has beside them."""
    own = [role for slot in rulesets.slots(stated) if slot.what in OF_ROLES for role in slot.value]
    found = {}
    for role in dict.fromkeys((*own, *Role.objects.order_by("code").values_list("code", flat=True))):
        found.setdefault(assign.role_label(role), role)
    return found


def shown(roles, known):
    """The roles as they stand in a field: by their names, and by the code where another bears it too."""
    codes = {role: name for name, role in known.items()}
    return "、".join(codes.get(role, role) for role in roles)


def meant(text, known):
    """The roles that were written, by name or by code, in their order."""
    parts = [part.strip() for part in BETWEEN.split(_coded(text, known))]
    return [role for part in parts for role in ([known[part]] if part in known else part.split())]


def _coded(text, known):
    """The text with the codes of those whose name is itself a list: 建议人、反映人."""
    lists = sorted((name for name in known if BETWEEN.search(name)), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, lists)) or "$^", lambda found: f"、{known[found[0]]}、", text)
