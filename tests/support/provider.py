"""A small provider of identities on this machine: publishes itself, gives a token for a code, and lies if told to."""

import base64
import json
import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from urllib.parse import parse_qs, unquote_plus, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "duban", "between the two"


class Provider:
    """`claims` go into the next token over what is right; `changes` does the same for what it publishes."""

    def __init__(self):
        self.key = self.signed_by = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims, self.changes, self.codes, self.algorithm = {}, {}, {}, "RS256"
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown(), self.server.server_close()

    def asked(self, url, **claims) -> dict:
        """Somebody signs in there: what the browser brings back."""
        given = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert given["client_id"] == CLIENT and given["code_challenge_method"] == "S256"
        self.codes["a-code"] = (given, claims)
        return {"code": "a-code", "state": given["state"]}

    def published(self):
        names = {"authorization_endpoint": "/in", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": self.issuer} | {name: self.issuer + path for name, path in names.items()} | self.changes

    def keys(self):
        return {"keys": [json.loads(RSAAlgorithm.to_jwk(self.key.public_key())) | {"kid": "one", "alg": "RS256"}]}

    def token(self, form, secret):
        given, claims = self.codes.pop(form["code"][0])
        challenge = base64.urlsafe_b64encode(sha256(form["code_verifier"][0].encode()).digest()).decode().rstrip("=")
        # each half is form-encoded before they are joined (RFC 6749 §2.3.1)
        assert [unquote_plus(half) for half in secret.split(":")] == [CLIENT, SECRET] and challenge == given[
            "code_challenge"
        ]
        assert form["redirect_uri"][0] == given["redirect_uri"]
        now = int(time())
        said = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, "nonce": given["nonce"]}
        said = {name: value for name, value in (said | claims | self.claims).items() if value is not None}
        return {"id_token": jwt.encode(said, self.signed_by, self.algorithm, {"kid": "one"})}


def _handler(provider):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self._say(provider.keys() if self.path == "/keys" else provider.published())

        def do_POST(self):
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            secret = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
            self._say(provider.token(form, secret))

        def _say(self, told):
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    return Handler
