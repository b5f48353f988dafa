"""viewflow's names for our flows: `workflows/flows.F_<hash>` is built from the stored definition on demand."""

from workflows.definitions import rules_by_short_hash
from workflows.work import flow_for

PREFIX = "F_"


def __getattr__(name):
    if not name.startswith(PREFIX):
        raise AttributeError(name)
    found = flow_for(rules_by_short_hash(name[len(PREFIX) :]))
    globals()[name] = found
    return found
