"""L2: what is really a report about a person is sealed for those who look into it; no eye here reads it again."""

from processes.suggestion.choices import Signed
from workflows.links import sealed_for

TARGET = "investigation"


def investigate(case):
    """The case that takes it over, or None where nothing can be sealed yet: it is then handed over outside."""
    named = case.submitter_kind != Signed.ANONYMOUS and case.submitter_name
    identity = {"name": case.submitter_name, "contact": case.contact} if named else None
    words = case.original_text or case.content
    return sealed_for(TARGET, title=case.title, words=words, identity=identity, source="letter")
