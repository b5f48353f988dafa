"""The open work of a case, read once. Below whoever asks for roles."""

from people.memo import once


@once
def at_work(case):
    """All open work of a case, with its holders."""
    return list(case.task_set.filter(status="ASSIGNED").select_related("owner", "signing").order_by("id"))
