"""The peers beside each other: medians of the rounds, and how ours compare with theirs in the same round."""

import statistics

OURS = "duban"
HEAD = "clients  peer              cases/s  ours/theirs   CPU ms  ours/theirs     SQL    WAL B  p50 ms  p99 ms"


def cpu(one):
    """Milliseconds of client and server for a case."""
    return one["client_cpu_ms"] + one["server_cpu_ms"]


def ratio(peers, name, clients, figure):
    """The median over the rounds of our figure divided by theirs; both ran within seconds of each other."""
    pairs = zip(peers[OURS][clients], peers[name][clients], strict=True)
    return statistics.median(figure(ours) / figure(theirs) for ours, theirs in pairs)


def lines(peers):
    """Yield a table, one line for each peer and number of clients."""
    yield HEAD
    for clients in peers[OURS]:
        for name, rounds in peers.items():
            yield _line(peers, name, clients, rounds[clients])


def _line(peers, name, clients, rounds):
    def middle(key):
        return statistics.median(one[key] for one in rounds)

    faster = ratio(peers, name, clients, lambda one: one["cps"])
    cheaper = ratio(peers, name, clients, cpu)
    return (
        f"{clients:>7}  {name:14} {middle('cps'):10.1f} {faster:12.2f} {statistics.median(map(cpu, rounds)):8.1f} "
        f"{cheaper:12.2f} {middle('stmts_per_case'):7.1f} {middle('wal_per_case'):8.0f} {middle('p50'):7.1f} "
        f"{middle('p99'):7.1f}"
    )
