"""Of which case files somebody is told that their term is over: by number, process, outcome and days.

Who appraises and who approves is told of every file, whether or not they may read it: a term that only readers saw
would never end for what nobody reads by office. Who is kept out of a case, or is whom it is about, is not told here
either. What a case says is read on its own pages, by those who may see it.
"""

from django.apps import apps

from people import roles
from policy import rooms, rules, secrecy

ARCHIVISTS = frozenset({"archivist"})
APPROVERS = frozenset({"minister", "deputy_minister"})


def files(user):
    """The cases whose term `user` may be told, as a queryset."""
    if rules.is_admin(user) or not roles.roles_of(user) & (ARCHIVISTS | APPROVERS):
        return rules.visible(user)
    found = apps.get_model("workflows", "Case").objects.filter(secrecy.let_in(user))
    return found.exclude(rooms.confined(user)) if rooms.CONFINED else found
