"""In whose hands a file was: taken in, used again, replaced, opened, found altered. Read from what is kept anyway."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from ledger.models import AccessEntry
from people.models import User
from workflows.models import Evidence

DONE = {
    "taken": _("收下并记入留痕"), "cited": _("在本事项其他处引用"), "replaced": _("有了新版本"),
    "evidence": _("打开"), "altered": _("打开时发现与收到时不一致"), "denied": _("被拒绝打开"),
}  # fmt: skip


class Hand(NamedTuple):
    """One line of the list."""

    at: object
    what: str
    who: str
    detail: str


def of(row):
    """The custody list of a piece of evidence, the oldest line first."""
    return sorted([*_taken(row), *_opened(row)], key=lambda hand: hand.at)


def _taken(row):
    same = Evidence.objects.filter(case_id=row.case_id, sha256=row.sha256).select_related("by")
    for one in same:
        yield Hand(one.at, str(DONE["taken" if one.pk == row.pk else "cited"]), str(one.by), one.sha256[:12])
    for one in Evidence.objects.filter(replaces=row).select_related("by"):
        yield Hand(one.at, str(DONE["replaced"]), str(one.by), one.sha256[:12])


def _opened(row):
    begins = f"/case/{row.case.uid}/evidence/{row.pk}/"
    looks = AccessEntry.objects.filter(case_uid=row.case.uid, path__startswith=begins, what__in=DONE)
    looks = list(looks.order_by("pk"))
    names = dict(User.objects.filter(pk__in={one.person_id for one in looks}).values_list("pk", "name"))
    return [Hand(one.at, str(DONE[one.what]), names.get(one.person_id, ""), one.why) for one in looks]
