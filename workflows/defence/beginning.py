"""Beginning a round of defence: the paper is served, and the term waits for its receipt."""

from workflows.acts.serving import serve_people
from workflows.declare import OURS
from workflows.defence import receiving
from workflows.models import Defence, Service


def begin(case, step, person, term, *, paper="", moment="", service=None):
    """Begin a round in which `person` (a user) may state and defend within `term` (declare.Term).

    With `paper` it is served on them here; else the `service` given, or their newest, is what they were shown. The
    term counts from its receipt. Who was served nothing at all, as with facts read out to them, is heard from now on.
    `moment`: see `serve_people`. Call it once for each person in the effect of the move; a call in a later round, when
    facts are shown anew, begins a new round and leaves the old one as it was.
    """
    if paper:
        service = serve_people(case, step, paper=paper, people=[person], moment=moment)[0]
    service = service or Service.objects.filter(case=case, person=person).order_by("-pk").first()
    last = Defence.objects.filter(case=case, person=person).order_by("-round").first()
    row = Defence.objects.create(
        case=case, person=person, round=last.round + 1 if last else 1, service=service, n=term.n, unit=term.unit,
        clause="" if term.clause == OURS else term.clause, began_at=step.at,
    )  # fmt: skip
    if service is None or service.read_at:
        receiving.start(case, row, service.read_at if service else step.at)
    return row
