"""One process of a verification: python -m ledger.verifier DATABASE FIRST AFTER."""

import json
import sys


def main(name, low, high):
    """Verify the chains from FIRST up to AFTER, and tell on the standard output."""
    import django

    django.setup()
    from django.db import connection

    from ledger.verification import ranges
    from ledger.verification.run import snapshot

    connection.settings_dict["NAME"] = name
    with snapshot():
        ranges.one(low, high, lambda said: print(json.dumps(said), flush=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
