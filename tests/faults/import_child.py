"""The process that is killed while it imports: says each row as it is written, and each chunk once it is done.

python -m tests.faults.import_child      (settings and database come from the environment)
"""

import os
import sys

import django


def main():
    django.setup()
    from processes.suggestion.importing import work_some
    from workflows.store import orm

    said, create = os.fdopen(sys.stdout.fileno(), "wb", buffering=0), orm.create

    def told(step):
        written = create(step)
        # Said inside the transaction of the chunk, so that the kill can fall into its middle.
        said.write(b"row\n")
        return written

    orm.create = told
    said.write(b"READY\n")
    while count := work_some():
        said.write(f"chunk {count}\n".encode())


if __name__ == "__main__":
    main()
