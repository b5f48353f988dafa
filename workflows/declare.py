"""What a process says about its stages and moves. Data only: it serialises to canonical JSON and is stored."""

from dataclasses import asdict, dataclass, field

WORKING_DAYS, CALENDAR_DAYS, MONTHS = "wd", "cd", "m"
AGREE, OPPOSE, ABSTAIN = "agree", "oppose", "abstain"
OURS = "我方默认，待确认"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A length of time counted from a stage's entry or a named moment; the start day is not counted."""

    n: int
    unit: str  # wd working days, cd calendar days, m calendar months
    start: str  # stage code or moment code
    clause: str = OURS  # law and article, local rule, or our choice


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Who is told of a move: roles, resolved when the move is taken."""

    topic: str
    to: tuple = ()


@dataclass(frozen=True, kw_only=True)
class Signing:
    """Several people speak on one matter.

    `leaves`: outcome → move, taken when the signing is settled. `licenses`: outcomes that make the moves naming
    them legal; the role that the process states then takes one of them.
    """

    mode: str  # all | any | sequential | vote
    by: tuple = ()  # roles
    leaves: dict = field(default_factory=dict)
    licenses: tuple = ()
    sitting: str = ""  # kind of sitting in which the vote is taken
    quorum: tuple = (1, 2)  # share of those entitled who must be present
    threshold: tuple = (1, 2)  # agreed must exceed this share of those entitled
    floor: int = 3  # fewer entitled than this: one level up (F03)
    head: str = ""  # role that speaks last (R1f, R17)


@dataclass(frozen=True, kw_only=True)
class Move:
    """One way out of a stage (or back into it). The edge itself stands in the process's `@transition`."""

    name: str
    label: str
    by: tuple  # roles: "office", "section_head@owner_unit", case-bound "respondent"
    duty: bool = True  # False: may move, but gets no work item
    term: Term | None = None
    urgent: Term | None = None  # the term when the case is urgent (加急)
    expires: bool = False  # after the term the move is refused, not merely late
    minimum: Term | None = None
    guards: tuple = ()
    effects: tuple = ()
    notices: tuple = ()
    form: str = ""
    outcome: str = ""  # licensed by this outcome of the stage's signing
    lapses: bool = False  # the clock takes it when the term is over
    reason: bool = False  # a written reason is required (R13)
    adverse: bool = False  # never taken by the clock (F29)


@dataclass(frozen=True, kw_only=True)
class StageFacts:
    """What holds while a case is in a stage."""

    moves: tuple = ()
    acts: dict = field(default_factory=dict)  # act → roles that may take it
    signing: Signing | None = None
    secret: bool = False
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class Process:
    """One process: its identity and its table of stage facts."""

    code: str
    label: str
    series: str  # the word before the number: 创〔2026〕0008号
    icon: str = "inbox"
    readers: tuple = ()  # office roles that may see its cases
    starters: tuple = ()  # roles that may open a case from the catalogue
    private: tuple = ()  # fields that never stand in an event in clear
    classification: str = "internal"
    retention: str = ""
    summary: str = ""


def as_data(process, start, labels, stages, edges, closed):
    """Return the whole definition as plain data, ready for canonical JSON."""
    return {
        "format": 1,
        "process": asdict(process),
        "start": start,
        "order": list(stages),  # keys are sorted where the text is hashed; people read stages as they were declared
        "stages": {
            code: asdict(facts) | {"label": labels[code], "closed": code in closed} for code, facts in stages.items()
        },
        "edges": edges,
    }
