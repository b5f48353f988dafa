"""What others may ask of certificates: along a link, for a purpose, no more than they say themselves."""

from processes.immunity import works
from processes.immunity.choices import BOTTOM_LINES
from processes.immunity.words import UNDECIDED
from workflows.answers import answers

ASKERS = works.MATTERS


@answers("immunity.certificates", to=ASKERS)
def certificates(work):
    """Every certificate for a work: whose, from when to when, for what, and what it never covers (F16)."""
    return [_certificate(one) for one in works.certificates(work)]


def _certificate(case):
    return {
        "pk": case.pk, "uid": str(case.uid), "number": case.number, "holders": case.holders, "state": case.stage,
        "valid_from": _day(case.valid_from), "valid_to": _day(case.valid_to), "scope": case.scope,
        "conditions": case.conditions,
        "bottom_lines": [{"code": code, "label": str(label)} for code, label in BOTTOM_LINES],
    }  # fmt: skip


def _day(value):
    return value.isoformat() if value else ""


@answers("immunity.undecided", to=ASKERS)
def undecided(work):
    """Claims on this work that are not determined: nobody weighs before they are."""
    held = [one for one in works.certificates(work) if one.stage in UNDECIDED]
    return [{"number": one.number, "state": one.stage, "matter": one.matter_id} for one in held]


@answers("immunity.result", to=ASKERS)
def result(work):
    """What was determined about this work, matter by matter."""
    return [
        {"number": one.number, "uid": str(one.uid)} | {name: row[name] for name in
         ("matter", "on", "conclusion", "covered", "reasons")}
        for one in works.certificates(work) for row in one.claims
    ]  # fmt: skip
