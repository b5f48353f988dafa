"""The kinds of papers that processes print."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.memo import once

PAPERS = {}  # key → Kind
EVERY = "sitting"  # stands for a process in the keys of papers that every process may have


@dataclass(frozen=True)
class Kind:
    """One kind of paper: how it is called, who may read it and when there is one."""

    key: str
    label: str
    make: object  # case → Sheet
    docx: bool = False  # also as a file to edit
    stages: tuple = ()  # where there is one; empty: everywhere
    may: object = None  # (case, user) → bool, beside the policy of the case
    part: object = None  # (case, user) → the word of the part that is theirs to read, "" for the whole
    after: tuple = ()  # acts that issue it; there is none before
    since: object = None  # (case, user) → the moment from which its issues are theirs to read, None for all
    reaches: tuple = ()  # whom its issues are made for, beyond the house: person, public

    @property
    def process(self):
        """The process whose cases have it."""
        return self.key.partition(".")[0]

    @property
    def name(self):
        """Its name among the papers of its process, as addresses say it."""
        return self.key.partition(".")[2]


def paper(key, *, label, docx=False, stages=(), may=None, part=None, after=(), since=None, reaches=()):
    """Register a function `case -> Sheet` under the key `process.name`; ValueError if the key is taken.

    With `part` readers have different papers, each their own: the function is then `case, part -> Sheet`.
    With `after` the acts of those names issue it, also acts that the engine has and the process does not know.
    With `since` a reader opens only issues from that moment on: what was kept before was not for them.
    `reaches` says who outside gets it in a case pack: the person concerned, the public, or nobody.
    """

    def mark(function):
        if key in PAPERS:
            raise ValueError(f"The key {key} is taken.")
        PAPERS[key] = Kind(key, label, function, docx, tuple(map(str, stages)), may, part, after, since, tuple(reaches))
        return function

    return mark


def offered(case, user):
    """The kinds of papers that `user`, who may see the case, can read in it now."""
    mine = [kind for kind in PAPERS.values() if kind.process in (case.kind, EVERY)]
    return [kind for kind in mine if _exists(kind, case) and (kind.may is None or kind.may(case, user))]


def listing(case, user):
    """What the page of a case lists: each kind by its name in addresses, and whether it was issued."""
    return [
        {"name": kind.name, "label": _(kind.label), "docx": kind.docx, "issued": kind.key in case_issued(case)}
        for kind in offered(case, user)
    ]


def _exists(kind, case):
    if kind.key in case_issued(case):
        return True
    return not kind.after and (not kind.stages or case.stage in kind.stages)


@once
def attached(case):
    """All papers of a case, those attached and those issued, in their order."""
    return list(case.papers.order_by("pk"))


def case_issued(case):
    """Keys of the papers issued in a case; asked once per case object."""
    if "papers_issued" not in case.__dict__:
        found = (paper.kind for paper in attached(case) if paper.kind.startswith("sheet:"))
        case.papers_issued = frozenset(kind.removeprefix("sheet:") for kind in found)
    return case.papers_issued
