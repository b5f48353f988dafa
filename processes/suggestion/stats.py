"""What the suggestions add up to. Reads only, and only what the reader may see; who made them is never read."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import F
from django.utils.timezone import localdate

from policy import rules as policy
from policy.rules import OPEN
from processes.suggestion import taxonomy
from processes.suggestion.choices import ADOPTED, Channel, Disposition
from processes.suggestion.models import Suggestion

COLUMNS = (
    "category", "aspect", "channel", "disposition", "stage", "created", "replied_at", "satisfaction",
    "imported_disposition",
)  # fmt: skip
NEWEST = 14  # days that are shown
REPLY_WITHIN = 30  # calendar days, the head figure of the process


@dataclass(frozen=True)
class Line:
    """One row of a table: its name and its numbers."""

    label: str
    total: int
    replied: int = 0
    adopted: int = 0
    head: bool = False
    query: str = ""  # of the list that it counts


@dataclass
class Summary:
    """All figures of the overview."""

    total: int
    transferred: int
    matrix: list
    channels: list
    by_day: list  # the newest days on which any came
    dispositions: list
    imported: list
    adoption: int | None  # percent of those answered
    days: float | None  # median, from registration to reply
    in_time: int | None  # percent answered within the term
    satisfaction: float | None


def of(user):
    """The figures over the suggestions that `user` may see."""
    seen = policy.visible(user).filter(kind="suggestion").values("pk")
    rows = list(Suggestion.objects.filter(pk__in=seen).values(*COLUMNS))
    counted = [row for row in rows if row["stage"] != "transferred"]
    answered = [row for row in counted if row["replied_at"]]
    days = [(row["replied_at"] - row["created"]).days for row in answered]
    rated = [row["satisfaction"] for row in answered if row["satisfaction"]]
    return Summary(
        total=len(counted), transferred=len(rows) - len(counted), matrix=_matrix(counted),
        channels=_by(counted, "channel", Channel.choices),
        by_day=_by_day(counted), dispositions=_by(answered, "disposition", Disposition.choices),
        imported=sorted(Counter(r["imported_disposition"] for r in counted if r["imported_disposition"]).items()),
        adoption=_share([row["disposition"] in ADOPTED for row in answered]), days=median(days) if days else None,
        in_time=_share([count <= REPLY_WITHIN for count in days]),
        satisfaction=round(sum(rated) / len(rated), 1) if rated else None,
    )  # fmt: skip


def _matrix(rows):
    """Four categories with their aspects, sixteen in all."""
    lines = []
    for code, (label, aspects) in taxonomy.TREE.items():
        lines.append(_line(label, [row for row in rows if row["category"] == code], f"category={code}", head=True))
        lines += [
            _line(name, [r for r in rows if r["aspect"] == code], f"aspect={code}") for code, name in aspects.items()
        ]
    return lines


def _line(label, rows, query, head=False):
    replied = [row for row in rows if row["replied_at"]]
    return Line(label, len(rows), len(replied), sum(row["disposition"] in ADOPTED for row in replied), head, query)


def _by(rows, column, choices):
    counts = Counter(row[column] for row in rows)
    return [Line(label, counts[code], query=f"{column}={code}") for code, label in choices if counts[code]]


def _by_day(rows):
    counts = Counter(localdate(row["created"]) for row in rows)
    return [Line(day, n, query=f"day={day}") for day, n in sorted(counts.items(), reverse=True)[:NEWEST]]


def _share(flags):
    return round(100 * sum(flags) / len(flags)) if flags else None


WHAT = {
    "": {}, "replied": {"replied_at__isnull": False}, "rated": {"replied_at__isnull": False, "satisfaction__gt": 0},
    "adopted": {"replied_at__isnull": False, "disposition__in": ADOPTED},
    "in_time": {"replied_at__lt": F("created") + timedelta(days=REPLY_WITHIN + 1)},
}  # fmt: skip
BY = ("category", "aspect", "channel", "disposition", "imported_disposition", "day")


def listed(user, what="", **by):
    """The suggestions that one number of the overview counts, newest first."""
    found = Suggestion.objects.filter(pk__in=policy.visible(user).filter(kind="suggestion").values("pk"))
    gone = what == "transferred"
    found = found.filter(stage="transferred") if gone else found.exclude(stage="transferred").filter(**WHAT[what])
    if by.get("disposition"):
        found = found.filter(replied_at__isnull=False)
    if day := by.pop("day", ""):
        found = found.filter(created__date=day)
    return found.filter(**{name: value for name, value in by.items() if value}).order_by("-created", "-pk")


def published():
    """Answered suggestions whose submitter agreed to publication, newest first; nothing says who they were."""
    shown = Suggestion.objects.filter(publish_consent=True, replied_at__isnull=False, classification__in=OPEN)
    shown = shown.exclude(stage="transferred")
    return shown.only("title", "category", "aspect", "disposition", "reply_text", "replied_at").order_by("-replied_at")
