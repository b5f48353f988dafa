"""The stages of the specimen: drafting → hand → one of the signings, the pool or a sub-case → decision → done."""

from django.db import models

from workflows import registry
from workflows.declare import AGREE, OPPOSE, Branch, Move, Parallel, Process, Signing, StageFacts, SubCase, Term

MODES = ("all", "any", "sequential", "vote")
OWNER = "specimen_owner"
NAMED = ("handler", "signers", "beside", "pickers", "decider")  # roles that each specimen names itself
PROCESS = Process(
    code="specimen", label="样例", series="样", readers=("office", OWNER), starters=("clerk", OWNER), owner=OWNER,
    ends={"terminate": "terminated", "withdraw": "withdrawn"},
)  # fmt: skip


class Stage(models.TextChoices):
    DRAFTING = "drafting", "拟稿"
    HAND = "hand", "经办"
    ALL = "all", "会签"
    ANY = "any", "或签"
    SEQUENTIAL = "sequential", "依次签"
    VOTE = "vote", "票签"
    ALL_BESIDE = "all_beside", "并行会签"
    ANY_BESIDE = "any_beside", "并行或签"
    SEQUENTIAL_BESIDE = "sequential_beside", "并行依次签"
    VOTE_BESIDE = "vote_beside", "并行票签"
    ALL_KEPT = "all_kept", "会签（沿用）"
    ANY_KEPT = "any_kept", "或签（沿用）"
    SEQUENTIAL_KEPT = "sequential_kept", "依次签（沿用）"
    ALL_KEPT_BESIDE = "all_kept_beside", "并行会签（沿用）"
    ANY_KEPT_BESIDE = "any_kept_beside", "并行或签（沿用）"
    SEQUENTIAL_KEPT_BESIDE = "sequential_kept_beside", "并行依次签（沿用）"
    POOL = "pool", "候领"
    SUB = "sub", "子事项"
    DECISION = "decision", "审定"
    DONE = "done", "办结"
    REJECTED = "rejected", "不通过"
    TERMINATED = "terminated", "终止"
    WITHDRAWN = "withdrawn", "撤回"


SIGNINGS = tuple(Stage(mode) for mode in MODES)
BESIDE = tuple(Stage(f"{mode}_beside") for mode in MODES)
KEEPS = ("all", "any", "sequential")  # a vote is never carried over
KEPT = tuple(Stage(f"{mode}_kept") for mode in KEEPS)
KEPT_BESIDE = tuple(Stage(f"{mode}_kept_beside") for mode in KEEPS)
MIDDLE = (*SIGNINGS, *BESIDE, *KEPT, *KEPT_BESIDE, Stage.POOL, Stage.SUB)

TERM = {stage: Term(n=5, unit="wd", start=stage.value) for stage in Stage}
LEAVES = {AGREE: "passed", OPPOSE: "failed"}
WATCH = ("opened_by", OWNER)
ACTS = {
    "return_to": ("holder",), "transfer": ("holder",), "delegate": ("holder",), "give_back": ("holder",),
    "add_signers": ("holder",), "remove_signer": ("handler", *WATCH), "claim": ("pickers",), "release": ("holder",),
    "withdraw": ("opened_by",), "take_back": ("opened_by", *NAMED), "circulate": ("holder", *WATCH),
    "copy": ("holder", *WATCH), "suspend": WATCH, "resume": WATCH, "terminate": WATCH, "appoint": ("handler", *WATCH),
    "comment": ("holder", "opened_by", *NAMED), "attach": ("holder", "opened_by"), "propose_jump": (OWNER,),
    "ask_extension": ("holder",), "decide_extension": (OWNER,), "apply_recusal": ("opened_by",), "edit": ("opened_by",),
}  # fmt: skip
AFTERWARDS = {"reopen": WATCH, "comment": WATCH, "copy": WATCH, "take_back": ("opened_by", *NAMED)}


CARRIES = {"carries": True, "sees": ("words", "papers")}  # whoever signs beside the others sees the title alone


def offered(acts):
    """The acts that the engine knows; a stage may name no other."""
    return {name: roles for name, roles in acts.items() if name in registry.ACTS}


def signing(mode, by="signers", leaves=LEAVES, **more):
    """The plainest signing of a mode."""
    return Signing(mode=mode, by=(by,), leaves=leaves, **more)


def side_by_side(mode):
    """A branch of that mode beside one in which others sign; both must agree."""
    branches = {
        "main": Branch(label="主办", signing=signing(mode, leaves={})),
        "beside": Branch(label="协办", signing=signing("all", "beside", leaves={}, sees={"beside": ("title",)})),
    }
    return Parallel(branches=branches, leaves=LEAVES)


def middle(stage, **facts):
    """A stage that is left by what is decided in it, or by the clock."""
    by = ("pickers",) if stage == Stage.POOL else ()
    moves = (
        Move(name="passed", label="通过", by=by, term=TERM[stage]),
        Move(name="failed", label="不通过", by=by, duty=False),
        Move(name="ran_out", label="期满送审定", by=(), duty=False, term=TERM[stage], lapses=True),
    )
    return StageFacts(moves=moves, acts=offered(ACTS), returns=("*",), **facts)


def _decision():
    return StageFacts(
        moves=(
            Move(name="adopt", label="同意办结", by=("decider",), term=TERM[Stage.DECISION]),
            Move(name="turn_down", label="不同意", by=("decider",), reason=True),
            Move(name="look_again", label="再办一次", by=("decider",), duty=False),
            Move(name="quash", label="终结", by=("decider",), duty=False),
        ),
        acts=offered(ACTS),
        returns=("*",),
    )


def facts():
    """Every stage's facts, stated when all acts are known."""
    hand = [Move(name=f"to_{stage}", label=f"送{stage.label}", by=("handler",), term=TERM["hand"]) for stage in MIDDLE]
    return {
        Stage.DRAFTING: StageFacts(
            moves=(
                Move(name="begin", label="送经办", by=("opened_by",)),
                Move(name="drop", label="不办了", by=("opened_by",), duty=False),
            ),
            acts=offered(ACTS),
        ),
        Stage.HAND: StageFacts(moves=tuple(hand), acts=offered(ACTS), returns=("*",)),
        **{stage: middle(stage, signing=signing(stage.value)) for stage in SIGNINGS},
        **{stage: middle(stage, parallel=side_by_side(mode)) for mode, stage in zip(MODES, BESIDE, strict=True)},
        **{stage: middle(stage, signing=signing(mode), **CARRIES) for mode, stage in zip(KEEPS, KEPT, strict=True)},
        **{
            stage: middle(stage, parallel=side_by_side(mode), **CARRIES)
            for mode, stage in zip(KEEPS, KEPT_BESIDE, strict=True)
        },
        Stage.POOL: middle(Stage.POOL, pool=True),
        Stage.SUB: middle(
            Stage.SUB,
            sub=SubCase(process="specimen", fields="specimen.inner", leaves={"done": "passed", "*": "failed"}),
        ),
        Stage.DECISION: _decision(),
        **dict.fromkeys(CLOSED, StageFacts(acts=offered(AFTERWARDS))),
    }


CLOSED = (Stage.DONE, Stage.REJECTED, Stage.TERMINATED, Stage.WITHDRAWN)
