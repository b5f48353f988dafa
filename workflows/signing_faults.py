"""What is wrong with a declared signing, whatever the people and the counts: sentences for `manage.py check`."""

from workflows import registry

WORDS = {
    "base": ("entitled", "present"), "rejection": ("", "ends", "vote"), "recused": ("shrink", "keep"),
}  # fmt: skip
SECRET = ("all", "vote")  # modes in which nothing but the counts is told by how it goes


def of(place, rule):
    """Faults of one signing; `place` is the stage, or stage.branch."""
    for name, words in WORDS.items():
        if getattr(rule, name) not in words:
            yield f"the signing of {place} has {name}={getattr(rule, name)!r}"
    if not 0 <= rule.threshold[0] < rule.threshold[1]:
        yield f"the signing of {place} can never pass its threshold: more than {rule.threshold} must agree"
    if not 0 <= rule.quorum[0] <= rule.quorum[1]:
        yield f"the signing of {place} has the quorum {rule.quorum}"
    known = {*rule.by, rule.head}
    if rule.by:
        yield from (f"{role} has a veto in {place} and no voice" for role in rule.veto if role not in known)
        yield from (f"{role} has a weight in {place} and no voice" for role in rule.weights if role not in known)
    yield from (f"{role} weighs nothing in {place}" for role, weight in rule.weights.items() if weight < 1)
    if rule.unmet != "above" and rule.unmet not in ("agree", "oppose", *rule.leaves, *rule.licenses):
        yield f"the signing of {place} comes to {rule.unmet} when the quorum is unmet, which leads nowhere"
    yield from _secret(place, rule) if rule.secret else ()


def _secret(place, rule):
    """What would tell from the course of a secret ballot who chose what."""
    if rule.mode not in SECRET:
        yield f"the secret signing of {place} has the mode {rule.mode}; its order tells who chose what"
    if rule.veto or rule.weights:
        yield f"the secret signing of {place} has vetoes or weights; they tell whose ballot it is"
    if rule.rejection == "ends":
        yield f"the secret signing of {place} ends with an objection; its end tells whose it was"
    if rule.sitting:
        yield f"the secret signing of {place} is taken in a sitting, whose ballots are named"


def of_parallel(stage, stated):
    """Faults of branches that run side by side."""
    if not stated.branches:
        yield f"{stage} is parallel and has no branch"
    if stated.branches and all(branch.when for branch in stated.branches.values()):
        yield f"no branch of {stage} is always opened; a case might find none"
    if stated.needed > len(stated.branches):
        yield f"{stage} needs {stated.needed} branches to agree and has {len(stated.branches)}"
    for code, branch in stated.branches.items():
        if branch.when and branch.when not in registry.GUARDS:
            yield f"{stage}.{code}: no guard {branch.when}"
        if branch.signing.leaves or branch.signing.licenses or branch.signing.sitting:
            yield f"{stage}.{code} leaves, licenses or sits by itself; only the stage does"
        if not branch.signing.by:
            yield f"nobody signs in {stage}.{code}"


def of_pool(stage, facts):
    """Faults of work that one of several claims."""
    if facts.pool and (facts.signing or facts.parallel):
        yield f"{stage} is a pool and a signing; who claims would speak for all"
    if facts.pool and not {"claim", "release"} <= set(facts.acts):
        yield f"{stage} is a pool and nobody may claim or release its work"
