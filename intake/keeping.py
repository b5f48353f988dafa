"""Who keeps what is sealed from now on: two who keep it share it anew when somebody leaves or joins."""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from intake.conversation import CONVERSATION, IDENTITY
from intake.models import Report
from people.errors import NotDone
from policy import reports as policy
from vault import keepers, marks, reading, resharing, safes


class Change(NamedTuple):
    """Who keeps identities when they are shared anew, who comes newly, who keeps them no more."""

    staying: list
    coming: list
    going: list


def change():
    """What sharing anew would change today; the printed code stands for nobody (None)."""
    now, held = {one.pk: one for one in _keeping()}, {one.pk: one for one in reading.holders(IDENTITY)}
    return Change(
        [one.person for pk, one in now.items() if pk in held],
        [one.person for pk, one in now.items() if pk not in held],
        [one.person for pk, one in held.items() if pk not in now],
    )


def seconds(by):
    """Those who may stand beside `by`: other keepers with a key of their own."""
    return [person for person, has in reading.keys_of(policy.keepers()) if has and person.pk != by.pk]


@transaction.atomic
def reshare(by, first, second, beside):
    """Share every identity anew with those who keep them today, and each conversation with its readers.

    `first` and `second`: (keeper, secret); `beside`: who stood beside, or "paper". Returns (shared, left).
    """
    keeping = _keeping()
    if first[0].pk == second[0].pk:
        raise NotDone(_("没有重新分配：须由两个不同的保管人同时在场。请另选一人，或用恢复凭条。"))
    if len(keeping) < 2:
        raise NotDone(_("没有重新分配：至少要有两名保管人设好拆封口令，否则没有人能再打开。请先设置。"))
    done, left = resharing.reshare(first, second, keeping, IDENTITY, also=_conversation)
    resharing.note(by, beside, done, IDENTITY)
    return done, left


def _keeping():
    paper = keepers.paper()
    return keepers.among(policy.keepers()) + ([paper] if paper else [])


def _conversation(safe, secret):
    """Those who read the desk today get what was said, too; without any of them nothing changes."""
    report = Report.objects.filter(pk=safe.uid).first()
    readers = keepers.among(policy.readers(report.desk)) if report else []
    said, key = safes.find(safe.uid, CONVERSATION), safes.get(safe, secret, "conversation_key")
    if readers and said and key:
        safes.share(said, key, readers)
    _marks(safe, secret)


def _marks(safe, secret):
    """Those who make blind checks today can compare what was sealed before they came."""
    able = keepers.among(policy.checkers())
    mark, key = safes.find(safe.uid, marks.PART), safes.get(safe, secret, "mark_key")
    if able and mark and key:
        safes.share(mark, key, able)
