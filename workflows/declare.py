"""What a process says about its stages and moves. Data only: it serialises to canonical JSON and is stored."""

from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace

WORKING_DAYS, CALENDAR_DAYS, MONTHS = "wd", "cd", "m"
AGREE, OPPOSE, ABSTAIN = "agree", "oppose", "abstain"
OURS = "我方默认，待确认"
MAY = "may"


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
    weights: dict = field(default_factory=dict)  # role → how much a voice of it weighs; 1 if it is not named
    base: str = "entitled"  # entitled | present: what the threshold is a share of; the quorum is one of those entitled
    veto: tuple = ()  # roles whose objection settles it at once (一票否决)
    abstains: bool = True  # whether abstention is offered
    rejection: str = ""  # "ends": the first objection settles it; "vote": it counts; "": as is usual for the mode
    early: bool = True  # settled as soon as nothing can change it; else, and in secret, when all have spoken
    secret: bool = False  # who voted is known, what they chose never
    recused: str = "shrink"  # shrink | keep: whether those recused or removed leave the denominator
    unmet: str = "above"  # what follows when the quorum can no longer be met: above, or an outcome
    sees: dict = field(default_factory=dict)  # role → fields it is shown, where others than the stage states


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One of several pieces of work that run beside each other in a stage."""

    signing: Signing
    label: str = ""
    when: str = ""  # key of a guard: the branch is opened when it has nothing to say; "": always


@dataclass(frozen=True, kw_only=True)
class Parallel:
    """Branches that run at once; the stage is left when enough of them are settled."""

    branches: dict = field(default_factory=dict)  # code → Branch
    needed: int = 0  # branches that must agree before the rest is cancelled; 0: all must be settled
    leaves: dict = field(default_factory=dict)  # outcome → move


@dataclass(frozen=True, kw_only=True)
class SubCase:
    """A case of another process that this stage waits for."""

    process: str
    fields: str = ""  # key of an effect that answers the fields of the case to open
    leaves: dict = field(default_factory=dict)  # closed stage of the sub-case → move; "*": any other
    # What reaches it from here; with "leave" any move away ends it, else it goes on by itself.
    follows: tuple = ("suspend", "terminate", "withdraw", "return")


@dataclass(frozen=True, kw_only=True)
class Extension:
    """How far and how often the term of a stage may be extended; asked for and decided before it is over."""

    n: int = 0  # 0: as long again as the term
    unit: str = WORKING_DAYS
    most: int = 1
    late: bool = False  # what was asked in time may be decided when the term is over


@dataclass(frozen=True, kw_only=True)
class Rung:
    """What the clock does by itself so many working days after a due date, once for each due date."""

    days: int  # less than nought: before it
    does: str = "remind"  # remind | urge | escalate | reassign | propose
    to: tuple = ()  # roles; "holders": whoever has open work
    level: int = 0  # escalate, reassign: to the n-th superior of whoever has the work
    topic: str = ""  # of the notice; "": the usual one of what is done


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
    most: int = 0  # how often it may be taken in one case; 0: any number of times


@dataclass(frozen=True, kw_only=True)
class StageFacts:
    """What holds while a case is in a stage."""

    moves: tuple = ()
    acts: dict = field(default_factory=dict)  # act → roles that may take it
    signing: Signing | None = None
    secret: bool = False
    help: str = ""
    parallel: Parallel | None = None
    sub: SubCase | None = None
    pool: bool | str = False  # whoever claims it works alone until it is released; MAY: nobody has to claim it
    mandatory: bool = False  # no jump passes over it: facts shown, person heard, legal review, vote, service
    returns: tuple = ()  # stages one may return the case to from here; ("*",): any that is done; reopen, where it ended
    most_returns: int = 0  # how often a case may be returned from here; 0: any number of times
    back: tuple = ()  # effects when the case comes back here past every move: returned, reopened, jumped
    waits_for: str = ""  # "applicant": the clock of the case stands still while it is here
    extension: Extension | None = None  # where the acts allow to ask for more time; None: once, as long again
    rungs: tuple = ()  # the ladder around the due date of this stage; none: that of the process
    sees: tuple = ()  # fields, and "papers", that whoever decides here is shown; see `workflows.carrying`
    carries: bool = False  # who agreed need not again after a resubmission that changes nothing of what they saw
    apart: tuple = ()  # stages whose actors may not act here (separation of duties)
    familiar: str = ""  # stage whose actor gets this work again, if still there
    nobody: str = ""  # policy when nobody is found: "" refuse | skip:<move> | role:<role> | unit_above
    author: str = ""  # policy when the author would decide: "" as declared | skip | superior | unit_head
    lends: tuple = ()  # kinds, roles and acts of personal work that an agent may do all the same
    repeat: str = ""  # policy when somebody decided before: "" again | adjacent | keep_first | keep_last
    # Acts and moves offered in the room of whom the case is about, beside all that name a confined role themselves.
    room_acts: tuple = ()


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A number that guards count by: a quota, a distance in days, how often. Two administrators may change it."""

    n: int
    label: str
    clause: str = OURS


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
    owner: str = ""  # role that proposes a jump; one level up confirms it
    urge_every: int = 1  # working days between two urges of one case
    ends: dict = field(default_factory=dict)  # terminate | withdraw → the stage the case comes to
    rungs: tuple = ()  # the ladder around every due date; none: the usual one
    renamed: dict = field(default_factory=dict)  # old code of a stage → its code now
    limits: dict = field(default_factory=dict)  # code → Limit
    confined: tuple = ()  # roles of those the case is about: they know it from their room alone; see policy.rooms


# Who holds open work of a stage may pass it on, ask somebody's opinion, and let others read along.
PASSING = {name: ("holder",) for name in ("transfer", "delegate", "circulate", "copy", "comment")}


def passed_on(facts, but=(), also=()):
    """The same facts with what holders of open work may do beside it (`PASSING`) switched on.

    Never where a vote is taken, a sitting heard or opinions are sealed, nor in a closed stage, nor in those in `but`.
    `also`: stages in which a vote is the exception; while one is taken nothing is passed on there either.
    """
    on = {stage for stage, one in facts.items() if stage in also or stage not in but and _passes(one)}
    return {stage: _passing(one) if stage in on else one for stage, one in facts.items()}


def takes_back(facts, *stages):
    """The same facts with 收回 switched on: whoever brought a case here takes it back until the next has begun."""
    on = {"take_back": ("last_actor",)}
    return {stage: replace(one, acts=one.acts | on) if stage in stages else one for stage, one in facts.items()}


def mandatory(facts, *stages):
    """The same facts with the stages that no jump passes over: facts shown, heard, reviewed, voted, served."""
    return {stage: replace(one, mandatory=True) if stage in stages else one for stage, one in facts.items()}


def _passes(facts):
    votes = {"ballot", "start_vote", "attend"} & set(facts.acts)
    secret = facts.secret or facts.signing and (facts.signing.secret or facts.signing.mode == "vote")
    return bool(facts.moves) and not votes and not secret


def _passing(facts):
    both = {name: tuple(dict.fromkeys((*facts.acts.get(name, ()), *roles))) for name, roles in PASSING.items()}
    adds = {"add_signers": ("signer",)} if facts.signing and facts.signing.by else {}
    return replace(facts, acts=facts.acts | both | adds)


# What was added to the language later. It stands in a definition's text only where it is used, so that a process
# that does not use it keeps its version.
_LATER = {
    cls: {f.name: f.default if f.default is not MISSING else f.default_factory() for f in fields(cls) if f.name in new}
    for cls, new in (
        (Move, ("most",)),
        (Signing, ("weights", "base", "veto", "abstains", "rejection", "early", "secret", "recused", "unmet",
                   "sees")),
        (StageFacts, ("parallel", "sub", "pool", "mandatory", "returns", "waits_for", "sees", "carries", "apart",
                      "familiar", "nobody", "author", "repeat", "lends", "extension", "rungs", "most_returns", "back",
                      "room_acts")),
        (Process, ("owner", "ends", "renamed", "rungs", "urge_every", "limits", "confined")),
    )
}  # fmt: skip


def _lean(stated):
    """A declaration as plain data, without the later words that it does not use."""
    found = {f.name: _plain(getattr(stated, f.name)) for f in fields(stated)}
    unused = _LATER.get(type(stated), {})
    return {name: value for name, value in found.items() if name not in unused or getattr(stated, name) != unused[name]}


def _plain(value):
    if is_dataclass(value):
        return _lean(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return type(value)(map(_plain, value)) if isinstance(value, list | tuple) else value


def as_data(process, start, labels, stages, edges, closed):
    """Return the whole definition as plain data, ready for canonical JSON."""
    return {
        "format": 1,
        "process": _lean(process),
        "start": start,
        "order": list(stages),  # keys are sorted where the text is hashed; people read stages as they were declared
        "stages": {
            code: _lean(facts) | {"label": labels[code], "closed": code in closed} for code, facts in stages.items()
        },
        "edges": edges,
    }
