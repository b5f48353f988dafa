"""Who made a suggestion, for those who may know; and who may bring in files."""

from django import template

from policy import access_log
from processes.suggestion.importing import runs

register = template.Library()


@register.simple_tag
def identity(case, user, path=""):
    """The submitter's name and contact, or nothing; each look is kept in the access log."""
    known = [text for text in (case.submitter_name, case.contact) if text]
    if not known or not case.knows_identity(user):
        return ""
    access_log.record(user, case.uid, "identity", path=path)
    return " ".join(known)


@register.filter
def may_import(user):
    return runs.may_import(user)
