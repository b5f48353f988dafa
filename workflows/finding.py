"""Search by number and title, folded to simplified script, always inside what is visible."""

from functools import cache

from django.db.models import Q
from opencc import OpenCC

from policy import rules as policy

CAP = 50


@cache
def _folder():
    return OpenCC("t2s")


def find(user, words, cap=CAP):
    """Cases visible to `user` whose number or title holds every word, newest first."""
    found = policy.visible(user)
    parts = [part for part in words.split() if part][:5]
    if not parts:
        return []
    for part in parts:
        folded = _folder().convert(part)
        found = found.filter(Q(number__icontains=part) | Q(title__icontains=folded) | Q(title__icontains=part))
    return list(found.select_related("owner_unit").order_by("-created")[:cap])
