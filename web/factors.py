"""Second factors of a person: six figures of an authenticator application (RFC 6238) and recovery codes.

The arithmetic and the table are allauth's; whoever signs in passes our pages. Secrets stand enciphered in the table,
and each code works once.
"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction

from policy import changes

APP, SPARE, KEY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES, Authenticator.Type.WEBAUTHN


def has(user) -> bool:
    """Whether the person has set up a second factor, an application or a passkey."""
    return Authenticator.objects.filter(user=user.pk, type__in=(APP, KEY)).exists()


def app(user) -> bool:
    """Whether the person's second factor is, or may be, an application."""
    return Authenticator.objects.filter(user=user.pk, type=APP).exists()


def right(user, code: str) -> bool:
    """Whether a code is right, of the application or a recovery code; each works once."""
    code = code.replace(" ", "")
    if not code or not app(user):
        return False
    # Two who send one code at the same moment: the second finds it used.
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user=user.pk, type__in=(APP, SPARE))
        return any(row.wrap().validate_code(code) for row in rows)


def secret() -> str:
    """A new secret to put into an application."""
    return totp.generate_totp_secret()


def address(user, key: str) -> str:
    """What the picture says to the application."""
    return get_adapter().build_totp_url(user, key)


@transaction.atomic
def begin(user, key: str, code: str) -> list[str] | None:
    """Keep the secret if the code shows that the application has it; returns the recovery codes, or None."""
    if app(user) or not totp.validate_totp_code(key, code.replace(" ", "")):
        return None
    totp.TOTP.activate(user, key)
    Authenticator.objects.filter(user=user.pk, type=SPARE).delete()
    codes = RecoveryCodes.activate(user).generate_codes()
    changes.factor_set(user, on=True)
    return codes


@transaction.atomic
def end(user) -> None:
    """The person signs in without the application again; passkeys are taken away one by one."""
    Authenticator.objects.filter(user=user.pk, type__in=(APP, SPARE)).delete()
    changes.factor_set(user, on=False)
