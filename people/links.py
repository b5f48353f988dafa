"""One-time sign-in links: made here, used up by the entrance."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from people.models import OneTimeLink, User

LASTS = timedelta(hours=72)


def make(person: User, at: datetime, lasts: timedelta = LASTS) -> str:
    """A new token for a person; links they had before stop working."""
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.filter(person=person, used_at=None, expires_at__gt=at).update(expires_at=at)
    OneTimeLink.objects.create(token_hash=digest(token), person=person, made_at=at, expires_at=at + lasts)
    return token


def digest(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def redeem(token: str, at: datetime) -> User | None:
    """Use a link up; None when it was used, has expired, or never was."""
    live = OneTimeLink.objects.filter(token_hash=digest(token), used_at=None, expires_at__gt=at, person__is_active=True)
    # The update decides: of two clicks at once one finds a row to change.
    if not live.update(used_at=at):
        return None
    return OneTimeLink.objects.select_related("person").get(token_hash=digest(token)).person
