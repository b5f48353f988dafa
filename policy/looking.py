"""Reading a restricted or sealed case is noted before anything of it leaves, with the ground on which it is read.

A page that is asked for is noted before it is made. What is posted shows the case only if it is refused, so that is
noted when the answer is known and before it leaves: `Looked` is the one place that does it, for every form.
"""

from policy import access_log, grounds
from policy.secrecy import GUARDED

READING = ("GET", "HEAD")
EMPTY = (204, 404)


def noted(request, case, what):
    """Keep that this case is read, if it is one that is kept from most; whatever the page does afterwards."""
    if case.classification not in GUARDED:
        return
    if request.method in READING:
        access_log.record(request.user, case.uid, what, grounds.of(request.user, case), request.path)
    else:
        _shown(request)[case.uid, what] = case


def _shown(request):
    """(uid, what) → case: what the answer to something posted may show."""
    if not hasattr(request, "may_show"):
        request.may_show = {}
    return request.may_show


class Looked:
    """Middleware: a refusal that shows a guarded case again is a look at it like any other."""

    def __init__(self, answer):
        self.answer = answer

    def __call__(self, request):
        answer = self.answer(request)
        if shown := getattr(request, "may_show", None):
            if _tells(answer):
                for (uid, what), case in shown.items():
                    access_log.record(request.user, uid, what, grounds.of(request.user, case), request.path)
        return answer


def _tells(answer):
    """Whether there is anything to read: a way on, or an empty answer, shows nothing of a case."""
    if answer.status_code in EMPTY or 300 <= answer.status_code < 400:
        return False
    return answer.streaming or bool(answer.content)
