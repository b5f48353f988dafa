"""What the page of a consultation shows: opinions as far as the reader may read them, and the table."""

from django import template

from policy import rules as policy
from processes.consultation import panel, projects, sealed, table
from processes.consultation.choices import CAUSE_KINDS, CONFIDENCE, RULINGS, word
from workflows import sittings
from workflows.evidence.reading import by_part

register = template.Library()


@register.simple_tag
def proof(case, user):
    """(part, evidence) in the order of the parts."""
    return [(case.part_label(part), rows) for part, rows in by_part(case, user).items()]


@register.filter
def cause_kind(code):
    return word(CAUSE_KINDS, code)


@register.filter
def confidence(code):
    return word(CONFIDENCE, code)


@register.filter
def ruling(code):
    return word(RULINGS, code)


@register.filter
def way_word(row):
    return projects.way_word(row)


@register.simple_tag
def opinions(case, user):
    """What was revealed, and one's own."""
    return sealed.read_by(case, user)


@register.simple_tag
def waiting(case):
    """How many opinions are in, and until when; None when no session waits for them."""
    return sealed.progress(case)


@register.simple_tag
def invited(case):
    """(seat, reply) of those called to the coming session."""
    found = sittings.current(case, "planned")
    if not found:
        return []
    said = panel.replies(found)
    return [(row, said.get(row.pk)) for row in panel.invited(found)]


@register.simple_tag
def measures(case, user):
    """Rows of the table; each knows its project if the reader may see it."""
    ids = [row["project"] for row in case.measures if row.get("project")]
    seen = {found.pk: found for found in policy.visible(user).filter(pk__in=ids)} if ids else {}
    return [row | {"seen": seen.get(row.get("project"))} for row in case.measures]


@register.filter
def decided(row):
    """What is to be done after the decision, where it differs from the proposal."""
    final = row.get("final") or {}
    parts = ("content", "owner_name", "due", "metric")
    return "，".join(str(final[part]) for part in parts if final and final.get(part) != row.get(part))


@register.filter
def taken(rows):
    return len(table.taken(rows))
