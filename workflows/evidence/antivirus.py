"""Every file is shown to the organisation's virus scanner (clamd), when it has one.

Without a scanner nothing is claimed; with one that does not answer nothing is taken.
"""

import socket
from contextlib import closing

from django.conf import settings
from django.utils.translation import gettext as _

from workflows.errors import Refused

PIECE = 64 * 1024
WAIT = 30  # seconds


def check(name, file):
    """Raise Refused for a file in which the scanner finds something, or that it could not look at."""
    if not settings.ANTIVIRUS:
        return
    try:
        said = _asked(settings.ANTIVIRUS, file)
    except OSError:
        said = ""
    if said.endswith("FOUND"):
        raise Refused(_("“%s”没有收下：病毒检查发现了问题。请在自己的设备上查杀后再传。") % name)
    if not said.endswith("OK"):
        raise Refused(_("“%s”暂时没有收下：病毒检查没有应答。请稍后再传，仍不行请告诉系统管理员。") % name)


def _asked(where, file):
    """What clamd says to a stream of the file. `where`: unix:/path or tcp:host:port."""
    with closing(_connected(where)) as line:
        line.sendall(b"zINSTREAM\0")
        file.seek(0)
        for piece in iter(lambda: file.read(PIECE), b""):
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))
        return line.recv(4096).rstrip(b"\0\n").decode(errors="replace")


def _connected(where):
    kind, _colon, rest = where.partition(":")
    if kind == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(WAIT)
        line.connect(rest)
        return line
    host, _colon, port = rest.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=WAIT)
