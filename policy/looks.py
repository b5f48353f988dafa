"""Who looked at what is about a person, as far as the person may be told (F22). Reads only.

Told is every look at a closed case that is about the person, and at an open one that they see themselves. An open case
that is kept from them stays unknown: the list does not say that there is one.
"""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from ledger.models import AccessEntry
from policy import rooms, rules
from policy.access_log import LOOKS

MOST, CASES = 200, 100
ABOUT = ("respondent", "person", "submitter")  # parts in a case that make it a file about somebody


def about(user) -> list[tuple]:
    """(entry, case) of looks by others, the newest first."""
    cases = {case.uid: case for case in _cases(user)}
    found = AccessEntry.objects.filter(case_uid__in=cases, what__in=LOOKS).exclude(person_id=user.pk)
    told = ((entry, cases[entry.case_uid]) for entry in found.order_by("-pk")[:MOST])
    # Whoever brought a matter about them is no business of theirs, not even as one who looked.
    return [
        (entry, case) for entry, case in told if case.kind not in rooms.CONFINED or entry.person_id != case.opened_by_id
    ]


def _cases(user):
    """Cases about the person that they may be told of."""
    model = apps.get_model("workflows", "Case")
    part = apps.get_model("workflows", "Participant").objects.filter(case=OuterRef("pk"), person=user, role__in=ABOUT)
    flag = apps.get_model("workflows", "Flag").objects.filter(source=OuterRef("pk"), person=user)
    concerned = model.objects.filter(Q(opened_by=user) | Exists(part) | Exists(flag))
    seen = set(rules.visible(user).filter(pk__in=concerned.values("pk")).values_list("pk", flat=True))
    # Of a matter that was never shown to them nobody is told, not even when it is over.
    over = Q(finished__isnull=False) & (~rooms.confined(user) | Q(pk__in=rooms.of(user).values("pk")))
    rows = concerned.filter(Q(pk__in=seen) | over).order_by("-pk")[:CASES]
    return [case for case in rows if case.pk in seen or _named(case, user)]


def _named(case, user):
    return user.pk in case.own.about() or case.participants.filter(person=user, role__in=ABOUT).exists()
