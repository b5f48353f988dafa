"""Drafts: typed and not yet handed in. Not an act: overwritten, no event, deleted when the act is taken."""

from workflows import clock
from workflows.models import Draft


def keeps(case, person, act):
    """Whether a draft may be kept: never of a secret ballot, not even of one that is not cast."""
    secret = case.task_set.filter(owner=person, kind="sign", signing__secret=True, signing__settled_at=None)
    return act != "sign" or not secret.exists()


def save(case, person, act, data):
    """Keep what a person has typed into one form of a case; of a secret ballot nothing is kept."""
    if not keeps(case, person, act):
        return
    Draft.objects.update_or_create(
        case_id=case.pk, person=person, act=act, defaults={"data": data, "saved_at": clock.now()}
    )


def load(case, person, act):
    """What the person had typed, or None."""
    return Draft.objects.filter(case_id=case.pk, person=person, act=act).first()


def drop(case, person, act):
    """Forget a draft."""
    Draft.objects.filter(case_id=case.pk, person=person, act=act).delete()
