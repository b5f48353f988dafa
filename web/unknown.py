"""The public pages know nobody: what would tell who asks is taken off the request before anything else sees it."""

import hashlib
import time
from collections import Counter
from http.cookies import CookieError, SimpleCookie
from os import urandom
from threading import Lock

from django.conf import settings

PREFIX = "/portal/"
TELLING = (
    "REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_ORIGIN",
    "HTTP_ACCEPT_LANGUAGE", "HTTP_AUTHORIZATION", "HTTP_COOKIE", "HTTP_VIA", "HTTP_FROM", "HTTP_DNT",
)  # fmt: skip
TELLING_BEGINS = ("HTTP_X_", "HTTP_FORWARDED", "HTTP_CF_", "HTTP_TRUE_", "HTTP_CLIENT", "HTTP_SEC_", "SSL_")
KEPT = "HTTP_X_FORWARDED_PROTO"  # whether it came by HTTPS
ROUND = 600  # seconds


class Unknown:
    """The first middleware: nothing behind it learns an address, an agent, a referrer or a cookie of these pages."""

    def __init__(self, answer):
        self.answer = answer

    def __call__(self, request):
        if not request.path_info.startswith(PREFIX):
            return self.answer(request)
        request.crowd = crowd(_source(request.META))
        language = _language(request.META.get("HTTP_COOKIE", ""))
        for name in [name for name in request.META if _tells(name)]:
            del request.META[name]
        request.META["REMOTE_ADDR"] = "0.0.0.0"  # noqa: S104 - nobody's; some code asks for one
        request.META["HTTP_COOKIE"] = f"{settings.LANGUAGE_COOKIE_NAME}={language}" if language else ""
        return closed(self.answer(request))


def _tells(name):
    return name in TELLING or name.startswith(TELLING_BEGINS) and name != KEPT


def _source(meta):
    """Where a request came from; behind a proxy of the house the last hop that the proxy saw."""
    hops = meta.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return hops.rpartition(",")[2].strip() or meta.get("REMOTE_ADDR", "")


def _language(cookies):
    try:
        found = SimpleCookie(cookies).get(settings.LANGUAGE_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found and found.value in dict(settings.LANGUAGES) else ""


def closed(answer):
    """Nothing of the answer is kept by a browser, and nothing of it follows to another site."""
    answer["Cache-Control"], answer["Referrer-Policy"] = "no-store", "no-referrer"
    answer["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    answer["X-Robots-Tag"] = "noindex"
    return answer


class Crowd:
    """How often each of 65,536 crowds asked in the last minutes; which people are in one, nobody knows.

    A crowd is two bytes of a hash of the address under a key that lives in memory for ten minutes. No disk sees either.
    """

    def __init__(self):
        self._lock, self._seen, self._round, self._key = Lock(), Counter(), None, b""

    def of(self, source):
        with self._lock:
            self._turn()
            return hashlib.blake2b(source.encode(), key=self._key, digest_size=2).digest()

    def takes(self, what, crowd, most):
        """Whether one more is taken of a crowd; counted when it is."""
        with self._lock:
            self._turn()
            if self._seen[what, crowd] >= most:
                return False
            self._seen[what, crowd] += 1
            return True

    def _turn(self):
        if (now := time.monotonic() // ROUND) != self._round:
            self._round, self._key, self._seen = now, urandom(32), Counter()


CROWD = Crowd()
crowd = CROWD.of
takes = CROWD.takes
