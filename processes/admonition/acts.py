"""Work before the letter is out: amending, reviewing, looking up, signing by two hands."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.admonition import intake, limits, lookups, parts
from processes.admonition.words import COUNTY, DEPUTY, HEAD, LEGAL, MINISTER, OFFICER, PROPOSER, RESPONDENT, Stage
from workflows import agency, handing
from workflows.answers import ask
from workflows.errors import Refused
from workflows.registry import act
from workflows.store.orm import retitle
from workflows.wording import act_label, role_words

act_label("amend_proposal", gettext_lazy("修改内容"))
act_label("take_facts", gettext_lazy("取用核实结论"))
act_label("review_proposal", gettext_lazy("审核"))
act_label("give_legal_opinion", gettext_lazy("提出合规意见"))
act_label("look_up", gettext_lazy("核对容错与异议"))
act_label("concur_admonition", gettext_lazy("签署同意，报县委"))
act_label("decline_consent", gettext_lazy("县委不同意"))
role_words(RESPONDENT, gettext_lazy("本人"))
agency.personal("concur_admonition", "review_proposal", "give_legal_opinion", "decline_consent")

FIELDS = (
    "title", "respondent", "deputy", "measure", "mode", "clause", "legal_basis", "facts_text", "work_failure",
    "work_ref",
)  # fmt: skip
FACTS, PURPOSE = "investigation.facts", "依据核实结论提出提醒、函询或诫勉"
SPOKEN = ("reviewed_by", "reviewed_at", "legal_by", "legal_at", "legal_agrees", "concurred_by", "concurred_at")


@act("amend_proposal")
def amend_proposal(case, step, **values):
    """The proposal in other words: whoever spoke on the old ones is asked again."""
    if set(values) - set(FIELDS):
        raise Refused(_("表单里有不能修改的项，没有保存。请刷新页面重新填写。"))
    for name, value in values.items():
        setattr(case, name, value)
    if why := intake.wrong(case, step.actor):
        raise Refused(why)
    intake.settle(case)
    intake.confine(case, step.before["respondent_id"])
    if not step.changed:
        raise Refused(_("内容没有变化，没有保存。"))
    _look_again(case, step)
    if "title" in step.changed:
        retitle(case)


def _look_again(case, step):
    changed = set(step.changed)
    if changed & {"work_ref_id", "work_failure"}:
        case.immunity_check, case.dissent_check = {}, {}
    for name in SPOKEN:
        setattr(case, name, None)
    for role in (PROPOSER, HEAD, DEPUTY, LEGAL, OFFICER, MINISTER, COUNTY):
        handing.take_back(step, role)
    intake.give_on(case, step)


@act("take_facts")
def take_facts(case, step):
    """What the investigation found, as it answers: facts and whom they concern, never who reported (F11, F21)."""
    found = ask(FACTS, work=case.source, purpose=PURPOSE, step=step) if case.source_id else []
    if not found:
        raise Refused(_("没有取用：来源事项没有可以取用的核实结论。请按文书写明事实。"))
    case.facts_text = "\n".join(one["facts"] for one in found)[: limits.FACTS[1]]
    people = {pk for one in found for pk in one["people"]}
    if len(people) == 1:
        before, case.respondent_id = case.respondent_id, people.pop()
        intake.confine(case, before)
    if not step.changed:
        raise Refused(_("内容没有变化，没有保存。"))
    _look_again(case, step)


@act("review_proposal")
def review_proposal(case, step, *, decision, opinion):
    """The deputy minister agrees, or sends it back to be completed."""
    _apart(case, step)
    if case.reviewed_at:
        raise Refused(_("已经审核过，没有重复记入。请等待部长决定。"))
    opinion = _words(opinion)
    if decision not in ("agree", "return"):
        raise Refused(_("没有记入：请选择同意或退回补正。"), "decision")
    step.decision, step.opinion = decision, opinion
    handing.done(step, DEPUTY)
    if decision == "return":
        _send_back(case, step, opinion)
        return
    case.review_opinion, case.reviewed_by_id, case.reviewed_at = opinion, step.actor.pk, step.at
    _on_to_minister(case, step)


def _send_back(case, step, why):
    if case.returned >= limits.of(case, "returns"):
        raise Refused(_("没有退回：已经退回 %d 次。请与提出科室当面商定，同意或由部长不予实施。") % case.returned)
    case.returned, case.returned_why = case.returned + 1, why
    for role in (LEGAL, OFFICER):
        handing.take_back(step, role)
    handing.give(step, HEAD if case.source_id else PROPOSER)
    step.tell("admonition.returned", [case.opened_by_id], reason=why[:200])


@act("give_legal_opinion")
def give_legal_opinion(case, step, *, agrees, opinion):
    """Basis, facts and procedure as a lawyer sees them."""
    _apart(case, step)
    if not case.admonishes or case.legal_at:
        raise Refused(_("没有记入：只有诫勉需要合规意见，且只提一次。请刷新页面核对。"))
    case.legal_opinion, case.legal_agrees = _words(opinion), bool(agrees)
    case.legal_by_id, case.legal_at = step.actor.pk, step.at
    handing.done(step, LEGAL)
    _on_to_minister(case, step)


def _on_to_minister(case, step):
    """Once everybody asked has spoken, the minister has work."""
    if parts.ripe(case):
        handing.give(step, MINISTER, term=_term(case), start=case.stage_since)


def _term(case):
    return case.rules.find(Stage.PROPOSED, "approve").term


@act("look_up")
def look_up(case, step, *, note=""):
    """Certificates of immunity and dissent on record, as the processes that keep them answer."""
    if not case.work_failure:
        raise Refused(_("没有核对：这件事项不属于工作中的失误，不需要核对。需要的，请先修改内容。"))
    if case.work_ref_id is None and len(note.strip()) < limits.NOTE[0]:
        raise Refused(_("没有核对：没有指明涉及的工作。请修改内容填写工作编号，或写明为什么没有对应的工作。"), "note")
    first = not case.immunity_check
    lookups.take(case, step, note.strip())
    handing.take_back(step, OFFICER)
    if first:
        _on_to_minister(case, step)


@act("concur_admonition")
def concur_admonition(case, step, *, opinion):
    """The minister's hand; the county committee's leader has it next."""
    _apart(case, step)
    if not case.admonishes or case.concurred_at:
        raise Refused(_("没有签署：只有诫勉需要报县委，且只签署一次。请刷新页面核对。"))
    why = next(filter(None, (intake.lacks(case), lookups.lacking(case) if case.work_failure else "")), "")
    if why or not parts.ripe(case):
        raise Refused(why or _("没有签署：审核或合规意见还没有齐。请等意见齐了再签署。"))
    if not case.players(COUNTY):
        raise Refused(_("没有签署：没有人录入县委批示。请系统管理员先指定。"))
    case.concurrence, case.concurred_by_id, case.concurred_at = _words(opinion), step.actor.pk, step.at
    handing.done(step, MINISTER)
    handing.give(step, COUNTY, term=_term(case), start=case.stage_since)


@act("decline_consent")
def decline_consent(case, step, *, county_leader, county_on, county_text):
    """The county committee does not agree: the minister has it back, and can only refuse it or have it amended."""
    if not case.concurred_at:
        raise Refused(_("没有登记：部长还没有签署同意，还没有报县委。"))
    case.county_leader, case.county_on, case.county_text = county_leader.strip(), county_on, _words(county_text)
    case.concurred_at = case.concurred_by_id = None
    handing.done(step, COUNTY)
    handing.give(step, MINISTER, term=_term(case), start=case.stage_since)
    step.tell("admonition.not_consented", [case.opened_by_id, *case.players(MINISTER)])


def _words(text):
    text = text.strip()
    if len(text) < 2:
        raise Refused(_("没有记入：请写明意见。"), "opinion")
    return text


def _apart(case, step):
    """Who proposed it gives no opinion on it, and nobody gives two (F30)."""
    spoken = (case.opened_by_id, case.reviewed_by_id, case.legal_by_id)
    if step.actor.pk in spoken:
        raise Refused(_("没有记入：你提出或审核过这件事项，不能再由你办理这一步。请由其他人员办理。"))
