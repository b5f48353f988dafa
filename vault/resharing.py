"""New keepers: two who can open a safe share it anew with all who keep it from now on."""

from django.db import transaction

from ledger import append
from people import clock
from vault import keepers, safes, shares
from vault.models import Safe, Unsealing


@transaction.atomic
def reshare(first, second, keeping, part, also=None):
    """Share every safe of a part with `keeping`. `first` and `second`: (keeper, secret) of two different keepers.

    Both have to be there with their passphrases, or one of them with the printed code. Returns (shared, left): a safe
    in which they have no shares stays as it is. `also(safe, secret)` is done with each while it is open.
    """
    if first[0].pk == second[0].pk:
        raise ValueError("two different keepers are needed")
    # What was handed over for an hour fits no new share: who has it asks again, instead of finding nothing there.
    Unsealing.objects.filter(part=part, state=Unsealing.State.GRANTED).update(state="lapsed", given=None)
    done = left = 0
    for safe in Safe.objects.filter(part=part).order_by("pk").iterator():
        found = [safes.share_of(safe, *one) for one in (first, second)]
        if None in found:
            left += 1
            continue
        secret = shares.joined(*found)
        safes.share(safe, secret, keeping)
        if also:
            also(safe, secret)
        done += 1
    return done, left


def note(by, other, done, part):
    """The event of a sharing; `other` is who stood beside."""
    fields = {"second": other, "safes": done, "part": part}
    append.system("vault_reshared", by=by, at=clock.now(), fields=fields)


def pair_of(person, words, code=""):
    """(keeper, secret) of a person, or of the printed code."""
    return keepers.from_paper(code) if code else (keepers.of(person), keepers.secret_of(person, words))
