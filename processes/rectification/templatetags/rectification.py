"""What the page of a rectification shows beside its facts."""

from django import template

from processes.rectification import labels, pages, proofs
from workflows.evidence.reading import by_part

register = template.Library()


@register.simple_tag
def proof(case, user):
    """(part, evidence) in the order of the parts."""
    return [(case.part_label(part), rows) for part, rows in by_part(case, user).items()]


@register.simple_tag
def used_before(case, user):
    """(file, where) of what proves this round and was used before."""
    return proofs.used_before(case, user)


@register.filter
def result(row):
    return labels.result(row)


@register.filter
def said(row):
    """What a round found: the gaps, or the record."""
    return "；".join(row.get("gaps", ())) or row.get("record", "")


@register.filter
def keeps(user):
    """Whether the figures are theirs to see."""
    return pages.keeps(user)
