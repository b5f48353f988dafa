"""Who plays which part in an admonition, and who must keep out."""

from people.models import User
from processes.admonition.choices import Measure
from processes.admonition.words import COUNTY, DEPUTY, LEADER, LEGAL, MINISTER, OFFICER, RESPONDENT, REVIEWER, Stage
from workflows import finding_people


def ids(people):
    """Ids of people given as rows or as ids, each once."""
    return list(dict.fromkeys(int(getattr(one, "pk", one)) for one in people if one))


def named(case, role):
    """Ids of the people whom the case names for a role; None if the role is a post."""
    if role == RESPONDENT:
        return ids([case.respondent_id])
    if role == LEADER:
        return leaders(case)
    if role == DEPUTY and case.deputy_id:
        return [case.deputy_id]
    return list(case.panel) if role == REVIEWER else None


def leaders(case):
    """Who leads the unit of the person concerned; who leads it himself is countersigned one level above."""
    person = User.objects.filter(pk=case.respondent_id).select_related("unit").first()
    return next(iter(finding_people.superiors(person)), []) if person else []


def spares(case, role):
    """Who has nothing to do on entering a stage, though its moves name them."""
    if case.stage == Stage.PROPOSED:  # they come after the review, see acts
        return role in (MINISTER, COUNTY)
    if case.stage == Stage.ISSUED:
        return not case.by_talk
    return False


def needs(case):
    """Roles that must have spoken before the minister decides, with the field that says so."""
    yield DEPUTY, case.reviewed_at
    if case.measure == Measure.ADMONISH:
        yield LEGAL, case.legal_at
    if case.work_failure:
        yield OFFICER, case.immunity_check


def ripe(case):
    """Whether everybody asked before the minister has spoken."""
    return all(done for _role, done in needs(case))
