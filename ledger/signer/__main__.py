"""python -m ledger.signer HOME [--simulated] [--until-parent-ends]: answer on HOME/socket until told to stop."""

import argparse
import contextlib
import json
import os
import select
import shutil
import signal
import socket
import sys
from pathlib import Path

from ledger.signer import line
from ledger.signer.service import Refused, Signer


def main(arguments) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--simulated", action="store_true")
    parser.add_argument("--until-parent-ends", action="store_true", help="stop when standard input is closed")
    parser.add_argument("--group", help="let this group open the socket, and nothing else of ours")
    asked = parser.parse_args(arguments)
    os.umask(0o077)
    try:
        signer = Signer(asked.home, asked.simulated)
    except Refused:
        print("The signer was not started: this folder belongs to the other kind of log.", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN if asked.until_parent_ends else signal.SIG_DFL)
    serve(signer, asked.home, sys.stdin if asked.until_parent_ends else None, asked.group)
    return 0


def serve(signer, home, parent=None, group=None):
    """Answer one request after the other."""
    with line.short(home) as name, socket.socket(socket.AF_UNIX) as door:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        door.bind(name)
        if group:
            number = int(group) if group.isdecimal() else group
            shutil.chown(name, group=number)
            os.chmod(name, 0o660)
            shutil.chown(home, group=number)
            os.chmod(home, 0o710)  # noqa: S103 - to pass, not to look in
        door.listen(8)
        while True:
            ready, _, _ = select.select([door, *([parent] if parent else [])], [], [])
            if door not in ready:
                return
            answer(signer, door.accept()[0])


def answer(signer, link):
    """Answer whoever called; one who hangs up or says nothing does not stop the others."""
    with link, contextlib.suppress(OSError, ValueError):
        link.settimeout(line.PATIENCE)
        asked = json.loads(line.receive(link))
        link.sendall(json.dumps(signer.answer(asked)).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
