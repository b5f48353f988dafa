"""What one process of the specification states, beside what its definition in code holds."""

from workflows.conformance.cells import cell

CLERKS = "office"  # the specification's clerk of the office is the office
FIXED = frozenset({"window", "metric", "date", "none"})
SIGNED_BY = frozenset({"sign_record", "sign_visit", "concur_admonition", "countersign_reply"})  # acts that sign


def cells(stated, rules):
    """All cells of one process: its stages, its moves, and what code has beyond them."""
    code = stated["code"]
    yield from _stages(code, stated, rules)
    known = set()
    for said in stated["transitions"]:
        known.add((said["from_"], said["method"]))
        yield from _move(code, said, rules)
    for source, name, _to in rules.edges:
        if (source, name) not in known:
            yield cell(code, f"{source}.{name}", "extra", None, "a move that is not stated")


def _stages(code, stated, rules):
    for stage, said in stated["states"].items():
        yield cell(code, stage, "stage", _stage(said), _held(stage, rules))
    for stage in set(rules.stages) - set(stated["states"]):
        yield cell(code, stage, "stage", None, rules.label(stage))


def _stage(said):
    return " ".join(filter(None, (said["zh"], said.get("start") and "(start)", said.get("terminal") and "(end)")))


def _held(stage, rules):
    if stage not in rules.stages:
        return None
    start = stage == rules.data["start"] and "(start)"
    return " ".join(filter(None, (rules.label(stage), start, rules.is_closed(stage) and "(end)")))


def _move(code, said, rules):
    stage, name = said["from_"], said["method"]
    place = f"{stage}.{name}"
    move = stage in rules.stages and rules.find(stage, name)
    yield cell(code, place, "edge", said["to"], rules.target(stage, name) if move else None)
    if not move:
        return
    yield cell(code, place, "roles", _stated_roles(said), _roles(move))
    if not _on_the_day(said, move):
        yield cell(code, place, "deadline", _stated_term(said, "deadline"), _term(move.term))
    yield cell(code, place, "minimum", _stated_term(said, "minimum"), _term(move.minimum))
    if "deadline_alt" in said and "urgency" in said["deadline_alt"].get("when", ""):
        yield cell(code, place, "urgent", _stated_term(said, "deadline_alt"), _term(move.urgent))
    yield cell(code, place, "clock", bool(said.get("by_system")), move.lapses or "system" in move.by)
    yield from _signing(code, place, said, move, rules.stages[stage])


def _stated_roles(said):
    office = said.get("role_unit") == CLERKS
    voices = set(said["roles"]) & set(said.get("signers", ())) if said.get("signing") else set()  # they vote or sign
    takers = [role for role in said["roles"] if role not in voices | {"system"}] or said["roles"]
    return {CLERKS if office and role == "clerk" else role for role in takers} - {"system"}  # see the cell of the clock


def _roles(move):
    return {role.partition("@")[0] for role in move.by if role != "system"}


def _stated_term(said, key):
    term = said.get(key)
    return f"{term['n']}{term['unit']}@{term['from']}" if term else None


def _term(term):
    return term and f"{term.n}{term.unit}@{term.start}"


def _on_the_day(said, move):
    """Whether the case itself names the day; code counts no days from it."""
    dated = said.get("deadline_kind") in FIXED or "deadline_event" in said
    return dated and move.term and move.term.n == 0


def _signing(code, place, said, move, facts):
    kind, signing = said.get("signing"), facts.signing
    if kind in ("vote", "panel_vote"):
        yield cell(code, place, "signing", "vote", signing and signing.mode)
        yield _quorum(code, place, said.get("quorum"), signing)
        yield cell(code, place, "threshold", "1/2", _share(signing and signing.threshold))
    elif kind:
        yield cell(code, place, "signing", kind, _hands(kind, facts))
    if "licensed_by" in said:
        yield cell(code, place, "licence", said["licensed_by"], move.outcome)


def _quorum(code, place, said, signing):
    """A number of heads is the floor: below it nobody votes, and all who are called must be there."""
    if isinstance(said, int) and signing and signing.quorum[0] == signing.quorum[1]:
        return cell(code, place, "quorum", said, signing.floor)
    return cell(code, place, "quorum", _fraction(said), _share(signing and signing.quorum))


def _hands(kind, facts):
    """Several signatures are a signing of all, or the acts by which those who sat sign the record one by one."""
    if facts.signing:
        return kind if facts.signing.mode in ("all", "sequential") else facts.signing.mode
    return kind if SIGNED_BY & set(facts.acts) else None


def _fraction(said):
    return said if isinstance(said, str) and "/" in said[:4] and said.replace("/", "").isdigit() else said or "1/2"


def _share(pair):
    return pair and f"{pair[0]}/{pair[1]}"
