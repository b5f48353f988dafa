"""Secret ballots: the box knows what was chosen, the list of voters who has voted, and nothing leads across.

A database keeps more of a row than its columns: the order in which rows came, and on PostgreSQL the transaction that
wrote them, which also wrote the voter and the event. So the whole box is written anew, shuffled, with each ballot;
and because a reader could compare the box before with the box after, each ballot is sealed, every time differently,
until the close. Then the box is written in clear, so that it can be counted again.
"""

from collections import Counter
from random import SystemRandom

from django.utils.translation import gettext as _

from workflows import counting
from workflows.models import BoxBallot, Voter, WorkItem
from workflows.signings import sealing
from workflows.store.orm import SAID

VOTED = "voted"


def cast(row, person, choice):
    """Note that somebody has voted, and put the ballot among the others."""
    Voter.objects.create(signing=row, person_id=person)
    _rewrite(row, [sealing.seal(row.pk, one) for one in (*choices(row), choice)])


def choices(row):
    """What was chosen, without order."""
    kept = list(row.box.values_list("choice", flat=True))
    return kept if row.settled_at else [sealing.unseal(row.pk, one) for one in kept]


def answer(item):
    """What a repeat of a secret vote is told; "" for any other work."""
    voted = item and WorkItem.objects.filter(pk=item, signing__secret=True, decision=VOTED).exists()
    return _("已投") if voted else ""


def _rewrite(row, kept):
    SystemRandom().shuffle(kept)
    row.box.all().delete()
    BoxBallot.objects.bulk_create([BoxBallot(signing=row, choice=one) for one in kept])


def opened(rule, row, outcome):
    """Count the box at the close. A vote that can no longer be valid is never counted: its ballots are destroyed."""
    if outcome == counting.UNMET:
        row.box.all().delete()
        return outcome
    said = choices(row)
    _rewrite(row, said)
    counts = Counter(said)
    for choice, name in SAID.items():
        setattr(row, name, counts[choice])
    return counting.settled(rule, row)
