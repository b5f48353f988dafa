"""How application and signer talk: one line of JSON each way over a socket file that only the account can open."""

import json
import os
import socket
from contextlib import contextmanager
from pathlib import Path

SOCKET = "socket"
MOST = 1 << 20
PATIENCE = 20


class Away(Exception):
    """No signer answers."""


@contextmanager
def short(home):
    """A name for the socket that is short enough for the system, wherever the folder lies."""
    folder = os.open(home, getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{SOCKET}" if Path("/proc/self/fd").is_dir() else str(Path(home) / SOCKET)
    finally:
        os.close(folder)


def ask(home, do: str, **more) -> dict:
    """Ask the signer for something; Away when nobody answers."""
    try:
        with short(home) as name, socket.socket(socket.AF_UNIX) as link:
            link.settimeout(PATIENCE)
            link.connect(name)
            link.sendall(json.dumps({"do": do} | more).encode() + b"\n")
            return json.loads(receive(link))
    except (OSError, ValueError) as error:
        raise Away(str(error)) from error


def receive(link) -> bytes:
    """One line."""
    found = b""
    while not found.endswith(b"\n"):
        part = link.recv(65536)
        if not part or len(found) > MOST:
            raise ValueError("no line")
        found += part
    return found
