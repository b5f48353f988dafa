"""What a stage may not offer: acts that bring a case elsewhere, where a vote or what is sealed would be disturbed."""

ENDING = ("withdraw", "terminate")
MOVING = (*ENDING, "return_to", "take_back", "propose_jump")


def of(stage, facts, ends, stages):
    """Sentences on the acts of one stage; `ends`: where the process says that withdrawal and the end lead."""
    on = [name for name in MOVING if name in facts.acts]
    signing = facts.signing
    if facts.secret or signing and (signing.secret or signing.sitting):
        yield from (f"{stage} is secret or votes in a sitting, and offers {name}" for name in on)
    for name in ENDING:
        if name in facts.acts and ends.get(name) not in stages:
            yield f"{stage} offers {name}, and the process does not say in `ends` to which stage that leads"
    if facts.mandatory and "propose_jump" in facts.acts:
        yield f"{stage} is mandatory, and offers to jump over it"
