"""The process that is killed while it imports: says each row as it is written, and each chunk once it is done.

python -m tests.faults.import_child      (settings and database come from the environment)
"""

import os
import sys

import django


def main():
    django.setup()
    from django.db.models.signals import post_save

    from processes.suggestion.importing import work_some
    from processes.suggestion.models import Suggestion

    said = os.fdopen(sys.stdout.fileno(), "wb", buffering=0)
    # Said inside the transaction of the chunk, so that the kill can fall into its middle.
    post_save.connect(lambda **_more: said.write(b"row\n"), sender=Suggestion, weak=False)
    said.write(b"READY\n")
    while count := work_some():
        said.write(f"chunk {count}\n".encode())


if __name__ == "__main__":
    main()
