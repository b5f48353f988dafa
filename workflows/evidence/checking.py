"""Whether the files still are what was received."""

from workflows.evidence.uploads import sha256
from workflows.models import Evidence


def damaged():
    """Yield (evidence, what is wrong) of each original that is missing or no longer has its hash."""
    for row in Evidence.objects.select_related("case").order_by("pk").iterator():
        try:
            with row.file.open("rb") as file:
                if sha256(file) != row.sha256:
                    yield row, "changed"
        except FileNotFoundError:
            yield row, "missing"
