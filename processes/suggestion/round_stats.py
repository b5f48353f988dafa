"""What came in by a round: counts over what the reader may see, and how many reached the number asked of each."""

from collections import Counter
from dataclasses import dataclass

from policy import rules as policy
from processes.suggestion.choices import ADOPTED
from processes.suggestion.models import Suggestion


@dataclass(frozen=True)
class Sums:
    """The figures of one round."""

    total: int
    replied: int
    adopted: int
    transferred: int
    people: int  # with an account of their own
    reached: int  # of them, who handed in as many as asked


def seen(found, user):
    """The suggestions of a round that `user` may see, newest first."""
    visible = policy.visible(user).filter(kind="suggestion").values("pk")
    return Suggestion.objects.filter(solicitation=found, pk__in=visible).order_by("-created", "-pk")


def of(found, user):
    """The figures of a round over what `user` may see; nobody is named."""
    rows = list(seen(found, user).values("stage", "replied_at", "disposition", "submitter"))
    counted = [row for row in rows if row["stage"] != "transferred"]
    answered = [row for row in counted if row["replied_at"]]
    by_person = Counter(row["submitter"] for row in rows if row["submitter"])
    return Sums(
        total=len(counted), replied=len(answered), transferred=len(rows) - len(counted),
        adopted=sum(row["disposition"] in ADOPTED for row in answered), people=len(by_person),
        reached=sum(count >= (found.quota or 1) for count in by_person.values()),
    )  # fmt: skip
