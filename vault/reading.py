"""What pages show of the vault: wishes with their answers, and whether keys are set. No box is opened here."""

from vault import keepers
from vault.models import Keeper, Share, Unsealing

SHOWN = 50


def wishes():
    """All wishes, the newest first."""
    rows = Unsealing.objects.select_related("by", "decided_by").order_by("-pk")
    return list(rows[:SHOWN])


def wish(pk):
    return Unsealing.objects.select_related("by", "decided_by").filter(pk=pk).first()


def purposes():
    return Unsealing.Purpose.choices


def keys_of(people):
    """(person, whether a key is set) of each."""
    held = {one.person_id for one in keepers.among(people)}
    return [(person, person.pk in held) for person in people]


def holders(part):
    """The keys that have a share in anything of a part."""
    held = Share.objects.filter(safe__part=part).values("keeper")
    return list(Keeper.objects.filter(pk__in=held).select_related("person").order_by("pk"))
