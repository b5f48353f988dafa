"""How long texts must and may be; forms and guards say the same."""

from django.utils.translation import gettext as _

CLUE, DUTY, CORROBORATION = (20, 3000), (10, 1000), (20, 2000)
SCOPE, PLAN = (10, 1000), (20, 3000)
FACTS, EVIDENCE, BASIS = (200, 5000), (10, 3000), (10, 1000)
REASON = (10, 2000)
CRITICISM, APPEAL = (100, 5000), (20, 5000)


def fault(label, text, limits):
    """Why a text is too short or too long, as half a sentence, or ""."""
    least, most = limits
    now = len((text or "").strip())
    if least <= now <= most:
        return ""
    return _("“%(label)s”须为 %(least)d 至 %(most)d 字，现有 %(now)d 字") % {
        "label": label, "least": least, "most": most, "now": now,
    }  # fmt: skip
