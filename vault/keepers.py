"""Keepers: who holds a key, and the passphrase that it is kept under."""

import base64
import hashlib
from os import urandom

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import append
from people import clock
from people.errors import NotDone
from vault import boxes
from vault.models import Keeper

SHORTEST = 12
GROUP = 4  # letters of a code on paper that stand together


def of(person):
    """The key that a person keeps now, or None."""
    return Keeper.objects.filter(person=person, ended_at=None).first()


def paper():
    """The key that stands on paper, or None."""
    return Keeper.objects.filter(person=None, ended_at=None).order_by("-pk").first()


def among(people):
    """The keys of several people, those who have one."""
    return list(Keeper.objects.filter(person__in=people, ended_at=None).select_related("person").order_by("pk"))


@transaction.atomic
def set_passphrase(person, words, again, old=""):
    """Make a person's key, or keep the same key under another passphrase; shares stay as they are."""
    _fit(person, words, again)
    keeper = of(person)
    secret, public = (secret_of(person, old), bytes(keeper.public)) if keeper else boxes.pair()
    keeper = keeper or Keeper(person=person, public=public, since=clock.now())
    keeper.salt, keeper.cost = urandom(16), boxes.cost()
    key = boxes.stretched(words, keeper.salt, keeper.cost)
    keeper.wrapped = boxes.wrap(key, secret, _place(person, public))
    keeper.save()
    _note("vault_key_set", person, keeper)
    return keeper


@transaction.atomic
def forget(person):
    """A passphrase is lost, or may be known: the key ends. Others have to share with a new one."""
    keeper = of(person)
    if keeper is None:
        raise NotDone(_("没有作废：你还没有设置拆封口令。"))
    keeper.ended_at, keeper.wrapped = clock.now(), None
    keeper.save(update_fields=["ended_at", "wrapped"])
    _note("vault_key_ended", person, keeper)


def secret_of(person, words):
    """A person's secret. Raises NotDone when the passphrase is wrong."""
    keeper = of(person)
    if keeper is None:
        raise NotDone(_("没有打开：你还没有设置拆封口令。请先在“身份封存”页设置。"))
    key = boxes.stretched(words, bytes(keeper.salt), keeper.cost)
    try:
        return boxes.unwrap(key, keeper.wrapped, _place(person, bytes(keeper.public)))
    except boxes.Closed:
        raise NotDone(_("没有打开：拆封口令不对。它不是登录密码；请重新输入，忘记了只能作废后重设。")) from None


def _fit(person, words, again):
    if words != again:
        raise NotDone(_("口令没有保存：两次输入不一样。请重新输入。"))
    if len(words) < SHORTEST:
        raise NotDone(_("口令没有保存：至少 %d 个字符，可以用几个词组成一句话。") % SHORTEST)
    if person.has_usable_password() and person.check_password(words):
        raise NotDone(_("口令没有保存：拆封口令不能和登录密码相同。请另想一个。"))


@transaction.atomic
def make_paper(by):
    """(keeper, code): a new key whose secret is printed and kept nowhere. The one before it ends."""
    secret, public = boxes.pair()
    Keeper.objects.filter(person=None, ended_at=None).update(ended_at=clock.now())
    keeper = Keeper.objects.create(person=None, public=public, since=clock.now())
    _note("vault_paper_made", by, keeper)
    return keeper, _spelled(secret)


def from_paper(code):
    """(keeper, secret) of a code as it was printed. Raises NotDone."""
    raw = _read(code)
    keeper = raw and Keeper.objects.filter(person=None, public=boxes.public_of(raw[:32])).first()
    if not keeper or _check(raw[:32]) != raw[32:]:
        raise NotDone(_("没有打开：恢复凭条上的字不对。请逐组核对后重新输入。"))
    return keeper, raw[:32]


def _spelled(secret):
    letters = base64.b32encode(secret + _check(secret)).decode().rstrip("=")
    return "-".join(letters[n : n + GROUP] for n in range(0, len(letters), GROUP))


def _read(code):
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        return None
    return raw if len(raw) == 34 else None


def _check(secret):
    return hashlib.sha256(b"duban-paper-1" + secret).digest()[:2]


def _place(person, public):
    return boxes.bound("keeper", person.pk, public)


def fingerprint(keeper):
    """How a keeper recognises the own public key."""
    return hashlib.sha256(bytes(keeper.public)).hexdigest()[:16]


def _note(kind, by, keeper):
    append.system(kind, by=by, at=clock.now(), fields={"keeper": keeper.pk, "key": bytes(keeper.public).hex()})
