"""The measures of a plan: what is done, by whom, until when. Pure."""

from datetime import date


def made(row):
    """A measure as it is stored: not done, its owner an id, its date a text."""
    owner, day = row["owner"], row["due"]
    return {
        "text": row["text"].strip(), "owner": getattr(owner, "pk", owner), "done": False, "note": "",
        "due": day if isinstance(day, str) else day.isoformat(),
    }  # fmt: skip


def owners(measures):
    """Ids of the people who own a measure, each once."""
    return list(dict.fromkeys(row["owner"] for row in measures))


def left(measures):
    """Measures that are not done."""
    return [row for row in measures if not row["done"]]


def late(measures, today):
    """Measures that should be done and are not."""
    return [row for row in left(measures) if date.fromisoformat(row["due"]) < today]


def finished(measures, n, note):
    """The same measures with number `n` (from 1) done; KeyError if there is no such open one."""
    if not 1 <= n <= len(measures) or measures[n - 1]["done"]:
        raise KeyError(n)
    return [row | {"done": True, "note": note} if at == n else row for at, row in enumerate(measures, start=1)]


def next_due(measures, owner):
    """The first date of what somebody still has to do; None if there is nothing."""
    return min((date.fromisoformat(row["due"]) for row in left(measures) if row["owner"] == owner), default=None)
