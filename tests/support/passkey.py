"""An authenticator in software, as a telephone has one in hardware: keys by site, a counter, a signature (ES256)."""

import json
import os
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


class Device:
    """One telephone with one key; `flags` and `counter` may be set to what an honest one would not say."""

    def __init__(self, origin="http://localhost", site="localhost", flags=PRESENT | VERIFIED):
        self.origin, self.site, self.flags, self.counter = origin, site, flags, 0
        self.key, self.id, self.handle = ec.generate_private_key(ec.SECP256R1()), os.urandom(16), b""

    def make(self, asked: dict) -> str:
        """The answer to the question for a new key."""
        self.handle = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        said = AuthenticatorData.create(self._site(), self.flags | ATTESTED, self.counter, held)
        attested = AttestationObject.create("none", said, {})
        return self._answer("webauthn.create", asked, attestationObject=bytes(attested))

    def show(self, asked: dict, **other) -> str:
        """The answer to the question for a key that it holds."""
        self.counter += 1
        said = AuthenticatorData.create(self._site(), self.flags, self.counter)
        client = self._client("webauthn.get", asked)
        signature = self.key.sign(bytes(said) + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        given = {"authenticatorData": bytes(said), "signature": signature, "userHandle": self.handle} | other
        return self._answer("webauthn.get", asked, **given)

    def _site(self):
        return sha256(self.site.encode()).digest()

    def _client(self, kind, asked):
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _answer(self, kind, asked, **response):
        response["clientDataJSON"] = self._client(kind, asked)
        told = {name: websafe_encode(value) for name, value in response.items()}
        named = websafe_encode(self.id)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": told,
                           "clientExtensionResults": {}})  # fmt: skip
