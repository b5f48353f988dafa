"""The stone of a case file that is gone, for the pages of its case."""

from retention import items, terms
from retention.models import Tombstone
from workflows.destroying import TITLE


def of(case):
    """{the stone, its rule in words}, or None. It costs a statement only where the title says that the file is gone."""
    row = Tombstone.objects.filter(uid=case.uid, what=terms.CASE).first() if case.title == TITLE else None
    return row and {"row": row, "rule": items.told(row.rule)}
