"""Passkeys of a person (WebAuthn): a key in a device, opened there by a finger, a face or a PIN.

What is kept is the public half, beside the other second factors. A question is answered once and within minutes, by
the page that asked it; a key whose counter goes back was copied, and is refused.
"""

import ipaddress
import json
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from people import clock
from people.models import User
from policy import changes

KIND = Authenticator.Type.WEBAUTHN
ASKED, MINUTES, MOST = "passkey_asked", 5, 10
VERIFIED = UserVerificationRequirement.REQUIRED  # the device asks who holds it: one key is two factors


def possible(request) -> bool:
    """Whether browsers offer passkeys at this address: a name, and enciphered unless it is this very machine."""
    host = _host(request)
    return host == "localhost" or (request.is_secure() and not _is_number(host))


def of(user):
    """The passkeys of a person, oldest first."""
    return Authenticator.objects.filter(user=user.pk, type=KIND).order_by("pk")


def ask_new(request) -> dict:
    """The question to a device that is to make a new key for who is signed in."""
    user = request.user
    me = PublicKeyCredentialUserEntity(id=_handle(user), name=user.username, display_name=user.name)
    question, state = _server(request).register_begin(
        me, credentials=[_key(row) for row in of(user)], user_verification=VERIFIED,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
    )  # fmt: skip
    _remember(request, state, "new")
    return dict(question.public_key)


def ask(request, user=None) -> dict:
    """The question to a device that holds a key, of this person or of whoever it belongs to."""
    keys = [_key(row) for row in of(user)] if user else None
    question, state = _server(request).authenticate_begin(keys, user_verification=VERIFIED)
    _remember(request, state, "use")
    return dict(question.public_key)


@transaction.atomic
def keep(request, name: str, answer: str):
    """Keep the key that a device made, or None if the answer is not right or there are enough."""
    state = _asked(request, "new")
    User.objects.select_for_update(of=("self",)).get(pk=request.user.pk)  # two at once must not pass the limit
    if state is None or of(request.user).count() >= MOST:
        return None
    try:
        made = _server(request).register_complete(state, json.loads(answer))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    kept = {
        "name": name.strip()[:40] or _("通行密钥"), "counter": made.counter,
        "key": websafe_encode(bytes(made.credential_data)),
    }  # fmt: skip
    row = Authenticator.objects.create(user=request.user, type=KIND, data=kept, created_at=clock.now())
    changes.passkey_set(request.user, on=True)
    return row


@transaction.atomic
def drop(user, pk: int) -> bool:
    """Take a key away; whether there was one."""
    gone, _rows = of(user).filter(pk=pk).delete()
    if gone:
        changes.passkey_set(user, on=False)
    return bool(gone)


@transaction.atomic
def used(request, answer: str, user=None):
    """Who showed a key that is theirs: this person if one is named. None for every wrong answer."""
    state = _asked(request, "use")
    if state is None:
        return None
    try:
        given = json.loads(answer)
        shown = AuthenticationResponse.from_dict(given)
        user = user or _whose(shown)
        keys = [(_key(row), row) for row in of(user).select_for_update()] if user else []
        right = _server(request).authenticate_complete(state, [key for key, _row in keys], given)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    counter = shown.response.authenticator_data.counter
    row = next(row for key, row in keys if key is right)
    return user if _counted(row, counter) else None


def _counted(row, counter) -> bool:
    """Note the use. Devices that count never go back; those that do not always say nought."""
    if (counter or row.data["counter"]) and counter <= row.data["counter"]:
        return False
    row.data["counter"], row.last_used_at = counter, clock.now()
    row.save(update_fields=["data", "last_used_at"])
    return True


def _whose(shown):
    handle = (shown.response.user_handle or b"").decode()
    people = User.objects.filter(is_active=True, kind=User.Kind.PERSON)
    return people.filter(pk=int(handle)).first() if handle.isdigit() else None


def _server(request):
    here = f"{request.scheme}://{request.get_host()}"
    party = PublicKeyCredentialRpEntity(id=_host(request), name=str(_("督办")))
    # The very page, not only its site: another port of this machine is another house.
    return Fido2Server(party, verify_origin=lambda origin: origin == here)


def _host(request):
    return urlsplit(f"//{request.get_host()}").hostname or ""


def _is_number(host):
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def _handle(user):
    return str(user.pk).encode()


def _key(row):
    return AttestedCredentialData(websafe_decode(row.data["key"]))


def _remember(request, state, purpose):
    request.session[ASKED] = state | {"purpose": purpose, "at": clock.now().timestamp()}


def _asked(request, purpose):
    """The question that was asked, once; None if it was another one or too long ago."""
    state = request.session.pop(ASKED, None)
    live = state and 0 <= clock.now().timestamp() - state["at"] < MINUTES * 60
    return state if live and state["purpose"] == purpose else None
