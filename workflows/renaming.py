"""A version of the rules by another one's codes of stages, so that a stage that was renamed is compared with itself."""

import json
import re

from workflows.rules import Rules

# Facts whose values are codes of stages.
OF_STAGES = frozenset({"returns", "apart", "familiar", "ends", "order", "start"})
WHOSE = re.compile(r"\bactor_of:([\w-]+)")  # a role that names a stage


def codes(old, new):
    """{code of a stage in `old`: its code in `new`}, where one of the two says that it was renamed."""
    back = [(now, former) for former, now in old.renamed.items()]  # the way back to the version before
    pairs = (*new.renamed.items(), *back)
    return {one: other for one, other in pairs if _only(one, old, new) and _only(other, new, old)}


def _only(code, here, there):
    return code in here.stages and code not in there.stages


def under(rules, codes):
    """The same rules with these stages under their other codes. For comparing; no case runs by them."""
    if not codes:
        return rules
    data = _walked(rules.data, codes)
    data["stages"] = {codes.get(code, code): facts for code, facts in data["stages"].items()}
    data["edges"] = [[codes.get(one, one), move, codes.get(to, to)] for one, move, to in data["edges"]]
    return Rules(json.dumps(data))


def _walked(value, codes, name=""):
    if isinstance(value, dict):
        return {key: _walked(one, codes, name if name in OF_STAGES else key) for key, one in value.items()}
    if isinstance(value, list):
        return [_walked(one, codes, name) for one in value]
    if not isinstance(value, str):
        return value
    if name in OF_STAGES:
        return codes.get(value, value)
    return WHOSE.sub(lambda found: f"actor_of:{codes.get(found[1], found[1])}", value)
