"""Opening what needs two people: one asks, another agrees, the first reads for an hour.

The one who agrees hands over a share that only who asked can take up, with a passphrase *and* a key that lives in the
browser from which was asked. So a copy of the tables together with one passphrase opens nothing, while a wish is open
or granted no less than before. Every answer is the same whether there is anything in the safe or not.
"""

from datetime import timedelta
from os import urandom

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import append
from people import clock
from people.errors import NotDone
from vault import boxes, keepers, safes, shares
from vault.models import Unsealing

HOUR = timedelta(hours=1)
WAITING = timedelta(days=2)
State = Unsealing.State


@transaction.atomic
def ask(by, *, about, uid, part, purpose, reason):
    """(wish, key): the key is for the browser of who asks, and is kept nowhere else. The caller says who may ask."""
    if len(reason.strip()) < 10:
        raise NotDone(_("没有提出：事由至少写 10 个字，说明为什么必须知道身份。"))
    if keepers.of(by) is None:
        raise NotDone(_("没有提出：你还没有设置拆封口令。请先在“身份封存”页设置。"))
    key, meeting = boxes.pair()
    wish = Unsealing.objects.create(
        about=about[:60], uid=uid, part=part, by=by, purpose=purpose, reason=reason.strip()[:500], at=clock.now(),
        meeting=meeting,
    )  # fmt: skip
    _note("vault_asked", by, wish, purpose=purpose, private={"why": wish.reason})
    return wish, key


@transaction.atomic
def refuse(by, wish, why):
    """Say no, with the reason; the refusal is kept."""
    wish = _open_wish(by, wish)
    if not why.strip():
        raise NotDone(_("没有答复：不同意的，请写明理由。"))
    _decided(wish, by, State.REFUSED, answer=why.strip()[:500])
    _note("vault_refused", by, wish, private={"why": wish.answer})
    return wish


@transaction.atomic
def grant(by, wish, words, paper=""):
    """Agree: hand over the own share, or that of the printed code, for an hour. Whoever agrees reads nothing."""
    wish = _open_wish(by, wish)
    keeper, secret = keepers.from_paper(paper) if paper else (keepers.of(by), keepers.secret_of(by, words))
    own = keepers.of(wish.by)
    if own is None:
        raise NotDone(_("没有同意：提出的人已经没有拆封口令。请他重设后重新提出。"))
    found = safes.share_of(safes.find(wish.uid, wish.part), keeper, secret)
    # Without a safe, or without a share in it, something is handed over all the same: nobody shall learn which.
    place, share = found or (255, urandom(32))
    told = bytes([place]) + share
    wish.given = boxes.seal(bytes(own.public), boxes.seal(bytes(wish.meeting), told, _place(wish)), _place(wish))
    wish.until = clock.now() + HOUR
    _decided(wish, by, State.GRANTED)
    _note("vault_granted", by, wish, until=wish.until, paper=bool(paper))
    return wish


def open_it(by, wish, words, key, fields):
    """field → all its versions, none where nothing was sealed. The event stands before anything is read."""
    wish = Unsealing.objects.get(pk=wish.pk)
    _readable(by, wish)
    secret = _rejoined(by, wish, keepers.secret_of(by, words), key)
    with transaction.atomic(durable=True):
        _note("vault_opened", by, wish, fields=sorted(fields))
        Unsealing.objects.filter(pk=wish.pk).update(opened=wish.opened + 1)
    return {name: _read(wish, secret, name) for name in fields}


def _readable(by, wish):
    if wish.by_id != by.pk:
        raise NotDone(_("没有打开：只有提出的人可以查看。"))
    if wish.state != State.GRANTED or clock.now() >= wish.until:
        raise NotDone(_("没有打开：还没有同意，或一小时已经过去。确有需要的，请重新提出。"))


def _rejoined(by, wish, secret, key):
    """The secret of the safe, of the share that was handed over and the own one; whatever comes out without them."""
    try:
        told = boxes.unseal(key, boxes.unseal(secret, wish.given, _place(wish)), _place(wish))
    except (boxes.Closed, ValueError):
        raise NotDone(_("没有打开：请在提出时用的那个浏览器里查看；换了设备或清过数据的，请重新提出。")) from None
    own = safes.share_of(safes.find(wish.uid, wish.part), keepers.of(by), secret)
    if own is None or own[0] == told[0]:
        return None
    return shares.joined(own, (told[0], told[1:]))


def _read(wish, secret, field):
    safe = safes.find(wish.uid, wish.part)
    try:
        return list(safes.everything(safe, secret, field).values()) if safe and secret else []
    except boxes.Closed:
        return []


def _open_wish(by, wish):
    """The wish, locked, if `by` may decide on it."""
    wish = Unsealing.objects.select_for_update(of=("self",)).select_related("by").get(pk=wish.pk)
    if wish.by_id == by.pk:
        raise NotDone(_("没有答复：提出和同意须是两个人。请另一位保管人答复。"))
    if wish.state != State.ASKED or clock.now() >= wish.at + WAITING:
        raise NotDone(_("没有答复：这项申请已经答复过，或超过两天没有答复已失效。"))
    return wish


def _decided(wish, by, state, answer=""):
    wish.state, wish.decided_by, wish.decided_at, wish.answer = state, by, clock.now(), answer
    wish.save(update_fields=["state", "decided_by", "decided_at", "answer", "given", "until"])


def sweep():
    """What was handed over is taken away when its hour is over, and a wish that nobody answered lapses."""
    now = clock.now()
    over = Unsealing.objects.filter(state=State.GRANTED, until__lte=now)
    late = Unsealing.objects.filter(state=State.ASKED, at__lte=now - WAITING)
    return (over | late).update(state=State.LAPSED, given=None)


def _place(wish):
    return boxes.bound("unsealing", wish.pk, wish.uid, wish.part)


def _note(kind, by, wish, private=None, **fields):
    said = {"wish": wish.pk, "about": wish.about, "part": wish.part} | fields
    append.system(kind, by=by, at=clock.now(), fields=said, private=private)
