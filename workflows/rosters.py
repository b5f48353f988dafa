"""Who sits in a sitting, which sittings a case has, what was served. Reads only, below whoever asks for roles."""

from people.memo import once
from workflows.models import Service


@once
def sittings(case):
    """The sittings of a case, the newest first."""
    return list(case.sittings.select_related("signing").order_by("-pk"))


@once
def newest(case):
    """The sitting of a case that counts, and its roster; a page with ten forms reads it once."""
    sitting = next((one for one in sittings(case) if one.state != "adjourned"), None)
    return sitting, roster(sitting) if sitting else []


@once
def roster(sitting):
    """Who sits there, in the order of the list."""
    return list(sitting.seats.select_related("person").order_by("pk"))


@once
def services(case):
    """What was served on whom, the first first."""
    return list(Service.objects.filter(case=case).order_by("pk"))


def may_record(sitting):
    """Whether the minutes of this sitting are still open: in session, or after its vote until all have signed."""
    begun, voted = sitting.state == "open" and sitting.signing_id is None, sitting.state == "closed"
    return (begun or (voted and sitting.signing_id is not None)) and sitting.minutes_locked_at is None
