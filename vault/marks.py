"""Marks of a name: with them a name can be compared, and from them none can be read.

A mark is an HMAC over what a person is called or reached by, under a key of the settings and the uid of the matter, so
that the same name has another mark in each matter and nothing can be looked up. Marks lie sealed in a safe of their
own: to compare takes the tables, the settings and the passphrase of somebody who may. Every matter has the same number
of marks in no order, and those that stand for nobody are random: who opens them cannot tell whether one is there.
"""

import hmac
import json
import re
import secrets
import unicodedata
from hashlib import sha256

from django.conf import settings

from vault import boxes, safes

PART, FIELD = "mark", "marks"
ROOM = 8
LEAST = 7  # digits of a number by which somebody is reached


def keep(safe, identity):
    """Seal the marks of an identity, {"name", "contact"}; of nobody, marks that fit nobody."""
    found = [_mark(_keys()[0], safe.uid, word) for word in words(**identity)][:ROOM]
    found += [secrets.token_hex(32) for _one in range(ROOM - len(found))]
    safes.put(safe, FIELD, json.dumps(sorted(found)).encode())


def meets(safe, secret, **whom):
    """Whether any identity sealed for a matter is that of somebody. All marks are compared, whatever is found."""
    kept = [one for data in safes.everything(safe, secret, FIELD).values() for one in json.loads(data)]
    wanted = [_mark(key, safe.uid, word) for key in _keys() for word in words(**whom)]
    return any([hmac.compare_digest(one, other) for one in kept for other in wanted])


def words(name="", contact=""):
    """What somebody is known by, in one spelling: the name, the name without what stands in brackets, numbers, mail."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    called = {_bare(plain), _bare(re.sub(r"\([^)]*\)", "", plain))} - {""}
    reached = unicodedata.normalize("NFKC", contact).casefold()
    numbers = {one for one in re.findall(r"\d+", re.sub(r"(?<=\d)[\s-]+(?=\d)", "", reached)) if len(one) >= LEAST}
    mail = set(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", reached))
    return sorted({f"name:{one}" for one in called} | {f"reach:{one}" for one in numbers | mail})


def _bare(text):
    return "".join(letter for letter in text if letter.isalnum())


def _keys():
    """The key in use and those that were: a settings key that was changed still compares what is older."""
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [hmac.digest(one.encode(), b"duban-mark-1", sha256) for one in known]


def _mark(key, uid, word):
    return hmac.new(key, boxes.bound(uid, word), sha256).hexdigest()
