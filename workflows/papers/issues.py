"""Every issue of one paper: when it was issued, under which number, who signed it. Reads only."""

from dataclasses import dataclass

from workflows.papers import issuing


@dataclass(frozen=True)
class Issue:
    """One issue of a paper; `no` counts all that were kept, from one."""

    no: int
    row: object
    number: str
    signers: tuple  # (name, how, date as text), in the order of signing

    @property
    def at(self):
        return self.row.at


def of(case, kind, user):
    """The issues of a kind of paper that `user`, to whom it is offered, may open; the first one first."""
    part = kind.part(case, user) if kind.part else ""
    since = kind.since(case, user) if kind.since else None
    kept = enumerate(issuing.rows(case, kind.key, part).select_related("by"), start=1)
    return [(no, row) for no, row in kept if since is None or row.at >= since]


def told(found):
    """The same issues with what stands in them."""
    return [_told(no, row) for no, row in found]


def _told(no, row):
    data = issuing.read(row)[0]
    signed = [tuple(one) for block in data["blocks"] if block["kind"] == "signatures" for one in block["rows"]]
    return Issue(no, row, data.get("number", ""), tuple(signed) or ((row.by.name, "", ""),))
