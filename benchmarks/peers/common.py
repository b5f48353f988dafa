"""What the peers share: one server, a database each, two hundred people, one opinion."""

import os
import random
from urllib.parse import urlsplit

PEOPLE = 200
OPINION = "Agreed; the figures in annex B were checked against the ledger."


def url(name: str) -> str:
    """The address of the database of one peer."""
    return urlsplit(os.environ["BENCH_URL"])._replace(path=f"/bench_{name}").geturl()


def pick(rng: random.Random):
    """Author, three countersigners, decider: people 1 … PEOPLE."""
    everybody = range(1, PEOPLE + 1)
    return rng.choice(everybody), rng.sample(everybody, 3), rng.choice(everybody)
