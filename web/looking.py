"""Reading a restricted or sealed case is noted before anything of it is shown, with the ground on which it is read."""

from policy import access_log, grounds
from policy.secrecy import GUARDED


def noted(request, case, what):
    """Keep that this case is read, if it is one that is kept from most; whatever the page does afterwards."""
    if case.classification in GUARDED:
        access_log.record(request.user, case.uid, what, grounds.of(request.user, case), request.path)
