"""One client process: drives cases through a peer and prints one line of JSON.

    python -m benchmarks.peers.worker PEER CASES SEED WARM-UP      (no cases: set the database up)

A peer is a module of `adapters` with setup(), connect(), create(author) -> case,
submit(case, author, signers, decider), pending(case) -> [(task, person)] (what a browser would already hold; not
timed), sign(case, task, person, opinion), decide(case, task, person, opinion) and check(case) -> bool. Each call is
durable, committed and synced, when it returns.
"""

import importlib
import json
import os
import random
import resource
import sys
import time

from benchmarks.peers import common

CALLS = ("create", "submit", "sign", "last_sign", "decide")


class Client:
    """Takes cases from beginning to end and notes how long each call took."""

    def __init__(self, peer, seed):
        self.peer, self.rng, self.untimed = peer, random.Random(seed), 0.0
        self.forget()

    def forget(self):
        self.took, self.untimed = {name: [] for name in CALLS}, 0.0

    def timed(self, name, call, *arguments):
        begun = time.perf_counter()
        found = call(*arguments)
        self.took[name].append(time.perf_counter() - begun)
        return found

    def pending(self, case):
        begun = time.perf_counter()
        found = self.peer.pending(case)
        self.untimed += time.perf_counter() - begun
        return found

    def one(self):
        author, signers, decider = common.pick(self.rng)
        case = self.timed("create", self.peer.create, author)
        self.timed("submit", self.peer.submit, case, author, signers, decider)
        tasks = self.pending(case)
        assert len(tasks) == 3, tasks
        for name, (task, person) in zip(("sign", "sign", "last_sign"), tasks, strict=True):
            self.timed(name, self.peer.sign, case, task, person, common.OPINION)
        ((task, person),) = self.pending(case)
        self.timed("decide", self.peer.decide, case, task, person, common.OPINION)
        return case


def main(name, cases, seed, warm):
    peer = importlib.import_module(f"benchmarks.peers.adapters.{name}")
    if not cases:
        peer.setup()
        return
    peer.connect()
    client = Client(peer, seed)
    for _ in range(warm):
        client.one()
    # The harness lets all clients go at once, and measures the server between these two lines.
    print("READY", flush=True)
    sys.stdin.readline()
    print(json.dumps(measured(client, cases)), flush=True)
    sys.stdin.readline()
    os._exit(0)


def measured(client, cases):
    client.forget()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(cases):
        case = client.one()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert client.peer.check(case), "the last case is not closed"
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"n": cases, "wall": wall - client.untimed, "cpu": cpu, "took": client.took, "rss_kb": rss}


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
