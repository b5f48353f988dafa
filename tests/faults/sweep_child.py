"""The process that is killed: the clock at work on a later day, saying each look it has finished.

python -m tests.faults.sweep_child ISO-MOMENT      (settings and database come from the environment)
"""

import os
import sys
from datetime import datetime

import django


def main(moment):
    django.setup()
    from people import clock
    from workflows import sweep

    said = os.fdopen(sys.stdout.fileno(), "wb", buffering=0)
    said.write(b"READY\n")
    with clock.frozen(datetime.fromisoformat(moment)):
        while True:
            taken = sweep.lapse(limit=5) + sweep.climb(limit=5)
            said.write(b"%d\n" % taken)


if __name__ == "__main__":
    main(sys.argv[1])
