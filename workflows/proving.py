"""What the engine adds to a verification of the ledger: rules, and files."""

import hashlib
import json

from ledger.models import Event
from ledger.verification import Fault
from workflows.evidence import checking
from workflows.models import Case, Definition, Evidence, Paper


def rule_texts():
    """Each stored version still has the text that its hash was taken of."""
    for row in Definition.objects.order_by("pk").iterator():
        if hashlib.sha256(row.text.encode()).hexdigest() != row.hash:
            yield Fault("rule_text", more=f"{row.process} {row.number}")


def pinned_rules():
    """The last event of each case names the version that the case points at."""
    cases = Case._base_manager.order_by("pk").values_list("uid", "head_seq", "definition__hash")
    for uid, seq, digest in cases.iterator(chunk_size=1000):
        body = Event.objects.filter(uid=uid, seq=seq).values_list("body", flat=True).first()
        if body and json.loads(body).get("rules", digest[:12]) != digest[:12]:
            yield Fault("rules", uid, seq, "rules")


def files():
    """Each original is there, as it was received, and its hash stands in the history of its case."""
    for row, what in checking.damaged():
        yield Fault("file" if what == "changed" else "file_lost", row.case.uid, more=row.sha256[:12])
    for model in (Evidence, Paper):
        for uid, digest in model.objects.order_by("pk").values_list("case__uid", "sha256").iterator(chunk_size=1000):
            if not Event.objects.filter(uid=uid, body__contains=digest).exists():
                yield Fault("file_unknown", uid, more=digest[:12])


CHECKS = [rule_texts, pinned_rules, files]


def name_of(uid):
    """The number of a case; never its title, for terminals and logs keep what they show."""
    return Case._base_manager.filter(uid=uid).values_list("number", flat=True).first()
