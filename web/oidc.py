"""Signing in at the organisation's own provider (OpenID Connect, code flow with PKCE), where the settings name one.

Nobody is made by it: the provider says who somebody is, and an account that stands here is found by one claim. What
it says counts when signed by its own key for this system, this browser and this attempt.
"""

import base64
import hmac
import ipaddress
import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from urllib.error import URLError
from urllib.parse import quote_plus, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
from django.conf import settings

from people import clock
from people.models import User

KEPT, MINUTES, SECONDS, LARGEST = "oidc", 10, 10, 1_000_000
# Signatures by a key pair only: with a shared secret whoever knows it could write tokens.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
DEMANDED = ["iss", "aud", "exp", "iat", "sub", "nonce"]


class Away(Exception):
    """The provider cannot be reached or does not say what it must."""


class Refused(Exception):
    """What came back is not an answer to what was asked here."""


@dataclass(frozen=True)
class Provider:
    """What the provider publishes about itself."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


def on() -> bool:
    """Whether the settings name a provider."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT)


def begin(request, back: str, onwards: str) -> str:
    """The provider's address for this attempt; what it must say again is kept in the session."""
    provider = _provider()
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    request.session[KEPT] = kept | {"at": clock.now().timestamp(), "next": onwards}
    challenge = _base64(sha256(kept["verifier"].encode()).digest())
    asked = {"response_type": "code", "client_id": settings.OIDC_CLIENT, "redirect_uri": back, "state": kept["state"],
             "scope": "openid profile email", "nonce": kept["nonce"], "code_challenge": challenge,
             "code_challenge_method": "S256"}  # fmt: skip
    joint = "&" if "?" in provider.authorization_endpoint else "?"
    return f"{provider.authorization_endpoint}{joint}{urlencode(asked)}"


def finish(request, back: str):
    """(who it is, where they were going) after the provider sent somebody back; the person is None if unknown here."""
    kept = request.session.pop(KEPT, None)
    if not kept or not 0 <= clock.now().timestamp() - kept["at"] < MINUTES * 60:
        raise Refused
    if not hmac.compare_digest(request.GET.get("state", "").encode(), kept["state"].encode()):
        raise Refused
    if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER or not request.GET.get("code"):
        raise Refused
    provider = _provider()
    claims = _claims(provider, _token(provider, request.GET["code"], kept["verifier"], back))
    if not hmac.compare_digest(str(claims["nonce"]).encode(), kept["nonce"].encode()):
        raise Refused
    return _known(claims), kept["next"]


def _token(provider, code, verifier, back):
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    who = f"{quote_plus(settings.OIDC_CLIENT)}:{quote_plus(settings.OIDC_SECRET)}".encode()  # RFC 6749 §2.3.1
    headers = {"Authorization": "Basic " + base64.b64encode(who).decode()}
    token = _fetched(provider.token_endpoint, urlencode(asked).encode(), headers).get("id_token")
    if not isinstance(token, str):
        raise Refused
    return token


def _claims(provider, token):
    """What the token says, if it is the provider's own, for this system, and still good."""
    try:
        keys = jwt.PyJWKSet.from_dict(_fetched(provider.jwks_uri)).keys
        named = jwt.get_unverified_header(token).get("kid")
        key = next(one for one in keys if named is None or one.key_id == named)
        claims = jwt.decode(
            token, key, ALGORITHMS, audience=settings.OIDC_CLIENT, issuer=settings.OIDC_ISSUER, leeway=30,
            options={"require": DEMANDED},
        )  # fmt: skip
    except (jwt.PyJWTError, StopIteration):
        raise Refused
    others = not isinstance(claims["aud"], str) and len(claims["aud"]) > 1
    if (others or "azp" in claims) and claims.get("azp") != settings.OIDC_CLIENT:
        raise Refused
    return claims


def _known(claims):
    """The one account in use that the claim names. An address counts when the provider has tried it."""
    said = claims.get(settings.OIDC_CLAIM)
    if (
        not isinstance(said, str)
        or not said
        or settings.OIDC_CLAIM == "email"
        and claims.get("email_verified") is not True
    ):
        return None
    by = {"email__iexact": said} if settings.OIDC_CLAIM == "email" else {"username": said}
    found = list(User.objects.filter(kind=User.Kind.PERSON, is_active=True, **by)[:2])
    return found[0] if len(found) == 1 else None


def _provider():
    """What the provider publishes; addresses that are not enciphered are taken from this machine alone."""
    issuer = settings.OIDC_ISSUER
    told = _fetched(issuer.rstrip("/") + "/.well-known/openid-configuration")
    names = Provider.__dataclass_fields__
    if told.get("issuer") != issuer or not all(_safe(told.get(name)) for name in names):
        raise Away
    return Provider(**{name: told[name] for name in names})


class _Straight(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None  # the secret goes where the provider said, and nowhere else


def _fetched(url, body=None, headers=None):
    if not _safe(url):
        raise Away
    try:
        with build_opener(_Straight).open(Request(url, body, headers or {}), timeout=SECONDS) as answer:  # noqa: S310
            told = json.loads(answer.read(LARGEST))
    except (URLError, OSError, ValueError):
        raise Away
    if not isinstance(told, dict):
        raise Away
    return told


def _safe(url):
    parts = urlsplit(url if isinstance(url, str) else "")
    return parts.scheme == "https" or parts.scheme == "http" and _here(parts.hostname or "")


def _here(host):
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _base64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
