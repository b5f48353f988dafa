"""Notices in groups, so that a person chooses about four things and not about fifty topics."""

from django.utils.translation import gettext_lazy as _

PROGRESS = "progress"
GROUPS = {
    "work": (_("要我办的事"), ("work.",)),
    "due": (_("快到期、已逾期和期限变化"), ("due.",)),
    "meeting": (_("会议、送达、表决和签字"), ("sitting.", "papers.", "record.", "vote.")),
    PROGRESS: (_("事项有进展"), ()),  # whatever the processes tell beside
}


def of(topic) -> str:
    """The group that a topic belongs to."""
    return next((code for code, (_label, heads) in GROUPS.items() if topic.startswith(heads or "\0")), PROGRESS)
