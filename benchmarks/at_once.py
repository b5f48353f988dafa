"""Three signers of one case press at the same moment: how long each waits, beside one bare statement each.

python -m benchmarks.at_once PEER      one of the signers: reads what to sign as JSON lines, answers how long it took
"""

import importlib
import json
import os
import random
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.peers import common

ROOT = Path(__file__).resolve().parent.parent
PEERS, SIGNERS, WARM, LIMIT = ("duban", "limit"), 3, 3, 5
AHEAD = 0.05  # seconds from which all three know when to press


def report(url, cases):
    """The waits of `cases` cases of each peer, taken in turns; 600 samples are 200 cases."""
    os.environ["BENCH_URL"] = url
    with psycopg.connect(url, autocommit=True) as server:
        for name in PEERS:
            server.execute(f"DROP DATABASE IF EXISTS bench_{name} WITH (FORCE)")
            server.execute(f"CREATE DATABASE bench_{name}")
            command = [sys.executable, "-m", "benchmarks.peers.worker", name, "0", "0", "0"]
            subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    peers = {name: importlib.import_module(f"benchmarks.peers.adapters.{name}") for name in PEERS}
    waits, rng = {name: [] for name in PEERS}, random.Random(3)
    with _hands(PEERS) as hands:
        for number in range(cases + WARM):
            for name, peer in peers.items():
                found = _one(peer, hands[name], rng)
                waits[name] += found if number >= WARM else []
    return _figures(waits)


@contextmanager
def _hands(names):
    """Three processes for each peer, and a connection of our own."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    hands = {
        name: [subprocess.Popen([sys.executable, "-m", "benchmarks.at_once", name], **pipes) for _ in range(SIGNERS)]
        for name in names
    }
    try:
        for name in names:
            importlib.import_module(f"benchmarks.peers.adapters.{name}").connect()
            assert all(hand.stdout.readline() == "READY\n" for hand in hands[name]), name
        yield hands
    finally:
        for hand in (hand for some in hands.values() for hand in some):
            hand.communicate()


def _one(peer, hands, rng):
    author, signers, decider = common.pick(rng)
    case = peer.create(author)
    peer.submit(case, author, signers, decider)
    at = time.time() + AHEAD
    for hand, (task, person) in zip(hands, peer.pending(case), strict=True):
        print(json.dumps([case, task, person, at]), file=hand.stdin, flush=True)
    told = [json.loads(hand.stdout.readline()) for hand in hands]
    assert not [why for _took, why in told if why], told
    ((task, person),) = peer.pending(case)  # nobody was lost, and it was settled once
    peer.decide(case, task, person, common.OPINION)
    assert peer.check(case)
    return [took * 1e3 for took, _why in told]


def _figures(waits):
    found = {
        name: {f"p{share}_ms": round(sorted(all_)[len(all_) * share // 100], 2) for share in (50, 95, 99)}
        | {"samples": len(all_)}
        for name, all_ in waits.items()
    }
    ratio = round(found["duban"]["p95_ms"] / found["limit"]["p95_ms"], 2)
    gate = {"value": ratio, "limit": LIMIT, "met": ratio <= LIMIT}
    return {"peers": found, "gates": {"p95 of three signers at once beside one bare statement": gate}}


def hand(name):
    peer = importlib.import_module(f"benchmarks.peers.adapters.{name}")
    peer.connect()
    print("READY", flush=True)
    for line in sys.stdin:
        case, task, person, at = json.loads(line)
        while time.time() < at:
            time.sleep(0.0005)
        begun, why = time.perf_counter(), None
        try:
            peer.sign(case, task, person, common.OPINION)
        except Exception as wrong:
            why = f"{type(wrong).__name__}: {wrong}"
        print(json.dumps([time.perf_counter() - begun, why]), flush=True)


if __name__ == "__main__":
    hand(sys.argv[1])
