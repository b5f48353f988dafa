"""The engine's acts that bring a case past its moves, switched on in stages of a process. Data only, like the facts."""

from dataclasses import replace

from workflows.declare import MAY

MINISTER, ABOVE_CLOSER, HOLDER = ("minister",), ("above_closer",), ("holder",)


def terminated(facts, *stages, by=MINISTER):
    """终止: in these stages the case may be ended undecided, because its object is gone."""
    return _more(facts, stages, {"terminate": by})


def halted(facts, *stages, by=MINISTER):
    """中止: in these stages the case may be made to stand still, for one of four reasons, and be let go on."""
    return _more(facts, stages, {"suspend": by, "resume": by})


def reopened(facts, aims):
    """重新办理: closed stage → stages in which it may be opened again, by one level above whoever closed the case."""
    return {
        stage: replace(one, acts=one.acts | {"reopen": ABOVE_CLOSER}, returns=tuple(map(str, aims[stage])))
        if stage in aims
        else one
        for stage, one in facts.items()
    }


def returned(facts, aims, most=3):
    """退回补正: stage → earlier stages to which who has work there may return the case, so often at most."""
    return {
        stage: replace(
            one, acts=one.acts | {"return_to": HOLDER}, returns=tuple(map(str, aims[stage])), most_returns=most
        )
        if stage in aims
        else one
        for stage, one in facts.items()
    }


def shared(facts, *stages):
    """候领: where several hold the work of these stages, one may claim it, and the others need not look at it."""
    on = {"claim": HOLDER, "release": HOLDER}
    facts = _more(facts, stages, on)
    return {stage: replace(one, pool=MAY) if stage in stages else one for stage, one in facts.items()}


def appointing(facts, *stages, by=MINISTER):
    """调整后续办理人: in these stages it may be said who does the work of a stage to come."""
    return _more(facts, stages, {"appoint": by})


def jumped(facts, owner, *stages):
    """提请跳转: in these stages the owner of the process may ask one level up to spare the case what lies between."""
    return _more(facts, stages, {"propose_jump": (owner,)})


def comes_back(facts, **effects):
    """Stage → effects when a case comes back there past every move."""
    return {stage: replace(one, back=effects.get(str(stage), one.back)) for stage, one in facts.items()}


def _more(facts, stages, acts):
    return {stage: replace(one, acts=one.acts | acts) if stage in stages else one for stage, one in facts.items()}
