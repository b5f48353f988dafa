"""The process that is killed: it carries out what was decided in one go, three items for each line it is given.

python -m tests.faults.bundle_child ISO-MOMENT      (settings and database come from the environment)
"""

import os
import sys
from datetime import datetime

import django


def main(moment):
    django.setup()
    from people import clock
    from workflows import bundling

    said = os.fdopen(sys.stdout.fileno(), "wb", buffering=0)
    said.write(b"READY\n")
    with clock.frozen(datetime.fromisoformat(moment)):
        # On a leash: however long the killer has to wait for a turn, this one is not through with all.
        while sys.stdin.readline() and bundling.carry_out(limit=3):
            said.write(b"DONE\n")


if __name__ == "__main__":
    main(sys.argv[1])
