"""The process that is killed: takes moves one after another and says on its standard output which were acknowledged.

python -m tests.faults.kill_child MOVES      (settings and database come from the environment)
"""

import os
import sys
import uuid

import django


def main(count):
    django.setup()
    from people.models import User
    from workflows import moves

    people = dict(User.objects.values_list("username", "pk"))
    said = os.fdopen(sys.stdout.fileno(), "wb", buffering=0)
    said.write(b"READY\n")
    for number, receipt in zip(range(count), receipts(moves, people), strict=False):
        # Written only after the call has come back: from here on it is a promise.
        said.write(f"{number} {receipt.uid} {receipt.seq}\n".encode())


def receipts(moves, people):
    """Moves of one case after another, each with its key."""
    signers = [people[f"signer{n}"] for n in range(3)]
    while True:
        case = moves.open_case("approval", by=people["author"], key=uuid.uuid4(), title="一件事")
        yield moves.Receipt(case.uid, 1, "open", case.stage)
        yield moves.move(case, "submit", by=people["author"], signers=signers, decider=people["decider"])
        for signer in signers:
            yield moves.act(case, "sign", by=signer, key=uuid.uuid4(), decision="agree", opinion="同意")
        yield moves.move(case, "adopt", by=people["decider"], key=uuid.uuid4())


if __name__ == "__main__":
    main(int(sys.argv[1]))
