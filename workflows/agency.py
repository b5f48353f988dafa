"""Acting for somebody (代理): what an agent may take up, and what nobody may do for another.

The work stays the principal's. The agent must pass every check himself, and the principal as well: what a tie, a
recusal or the separation of duties keeps from the one, the other does not do for him.
"""

from django.utils.translation import gettext as _

from people import mandates
from people.models import User
from policy import rules as policy
from workflows.errors import Refused
from workflows.models import Participant, WorkItem

AGENT = "agent"  # Participant.role: has acted for somebody here, and still sees the case
# Work that asks for a person's own voice or word. A stage may lend it all the same: `StageFacts.lends`.
KINDS = frozenset({"seat", "recusal"})
ROLES = frozenset({
    "seat", "served", "party", "respondent", "person", "submitter", "voter", "scrutineer", "panelist", "expert",
    "recusal_decider",
})  # fmt: skip
ACTS = {
    "ballot", "declare_interest", "acknowledge", "apply_recusal", "decide_recusal", "sign_record", "amend_record",
    "claim",
}  # fmt: skip


def personal(*names):
    """State that these acts are a person's own word; processes call this beside their acts."""
    ACTS.update(names)


def is_personal(case, item):
    """Whether only its owner may do a work item: a vote, a seat, a statement about oneself."""
    lends = case.rules.stages[item.stage].lends
    if item.kind in lends or item.role in lends:
        return False
    voice = item.kind == "sign" and item.signing and (item.signing.mode == "vote" or item.signing.secret)
    return bool(voice or item.kind in KINDS or item.role.partition("@")[0] in ROLES)


def lent(case, agent):
    """Open work in a case that somebody may do for others, oldest first."""
    known = case.__dict__.setdefault("_lent", {})
    if agent.pk not in known:
        known[agent.pk] = [item for item in _open(case, agent) if not is_personal(case, item)]
    return known[agent.pk]


def kept(case, agent):
    """Why an agent finds nothing to do though his principal has work here, or ""."""
    names = [item.owner.name for item in _open(case, agent) if item.kind == "sign" and is_personal(case, item)]
    said = _("没有记入：这一票须由%s本人投，代理人不能代投。请转告本人办理；应当回避的，可申请回避。")
    return said % names[0] if names else ""


def _open(case, agent):
    """Open work of those for whom somebody acts."""
    people = [one.principal for one in mandates.lent_to(agent, case.kind)]
    if not people:
        return []
    found = WorkItem.objects.filter(process=case.pk, owner__in=people, status="ASSIGNED")
    return [_of(case, item) for item in found.select_related("owner", "signing").order_by("id")]


def _of(case, item):
    item.process = case  # the locked case, not another copy of it
    return item


def principal(case, agent, name):
    """For whom somebody may take a move or an act that no work item of theirs asks for, or None."""
    lends = case.rules.stages[case.stage].lends
    if name in ACTS and name not in lends or policy.may(agent, name, case).ok:
        return None
    wanted = [role for role in case.roles_for(name) or () if role.partition("@")[0] not in ROLES or role in lends]
    people = User.objects.filter(pk__in=[one.principal for one in mandates.lent_to(agent, case.kind)])
    return next((one for one in people.order_by("pk") if wanted and policy.plays(one, wanted, case)), None)


def settle(step):
    """Whoever acts for another must be free to, and so must the other; both stand in the event."""
    item, actor = step.item, step.actor
    if item and item.owner_id and item.owner_id != actor.pk:
        step.principal = item.owner
    if step.principal is None:
        return
    from workflows import authorise  # it asks here who acts for whom

    case = step.case
    if policy.is_admin(actor):
        raise Refused(_("管理员不办理事项，不能代理；没有办理。请由委托人本人办理。"))
    for one in (actor, step.principal):
        authorise.unchallenged(one, step.kind.partition(".")[2], case)
        # The case may name the principal whatever their ties; it does not name the agent.
        authorise.untied(one, case, item.role if item and one is not actor else "")
    step.after.append(_remember)
    step.tell("work.by_agent", [step.principal.pk], actor=actor.name, stage=step.came_from)


def _remember(step):
    Participant.objects.get_or_create(case_id=step.case.pk, person=step.actor, role=AGENT)
