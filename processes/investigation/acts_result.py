"""Work on what comes of it: the proposal, the vote, the reporter's objection, clearing a name."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from processes.investigation import guards_after as guards
from processes.investigation import hearing, limits, parts
from processes.investigation.acts_field import long_enough
from processes.investigation.choices import Finding, Outcome
from processes.investigation.effects import reporter
from processes.investigation.words import wd
from workflows import due, handing, papers, sittings
from workflows.acts import voting
from workflows.acts.serving import serve_people
from workflows.defence.readers import clarifications
from workflows.errors import Refused
from workflows.models import Service
from workflows.registry import act
from workflows.taking import signed
from workflows.wording import act_label

act_label("propose_outcome", gettext_lazy("提出处置意见"))
act_label("vote_on_outcome", gettext_lazy("开始表决"))
act_label("note_objection", gettext_lazy("登记反映人异议"))
act_label("note_withdrawal", gettext_lazy("登记反映人撤回"))
act_label("answer_objection_of", gettext_lazy("答复反映人异议"))
act_label("issue_clarification", gettext_lazy("出具澄清函"))
PACK = wd(limits.PAPERS_DAYS, "papers_served")
SECRETARY = "exec_secretary"


@act("propose_outcome")
def propose_outcome(case, step, *, outcomes, reason, serious=False, suggestion=""):
    """What should come of it, of the six that there are; what is serious goes to the executive meeting."""
    if why := hearing.missing(case) or guards.outcome_fault(case, outcomes) or defect_fault(case, outcomes, suggestion):
        raise Refused(why)
    found = signed(case)
    if found and found.outcome in ("", "pass"):
        raise Refused(_("没有改动：部务会正在表决，或已经表决通过。请按表决结果办理。"))
    reason = long_enough(reason, 10, _("没有提出：请写明理由，至少 10 个字。"), "reason")
    case.proposal = {
        "outcomes": list(outcomes), "reason": reason, "serious": bool(serious), "by": step.actor.name,
        "suggestion": suggestion.strip() if Outcome.SYSTEM in outcomes else "",
    }  # fmt: skip
    handing.take_back(step, SECRETARY)
    if parts.serious(case) and found is None:
        handing.give(step, SECRETARY)


def defect_fault(case, outcomes, text):
    """Why a defect of the system cannot be handed on as a suggestion, or "": it says what to change, of nobody (L7)."""
    if Outcome.SYSTEM not in outcomes:
        return ""
    least, most = limits.SUGGESTION
    if not least <= len(text.strip()) <= most:
        said = {"least": least, "most": most}
        return _("没有提出：选了制度建议，请写明哪项制度要怎样改，%(least)d 至 %(most)d 字。") % said
    named = next((row["name"] for row in case.respondents if row["name"] in text), "")
    if named:
        return _("没有提出：制度建议里写了“%s”。建言献策多人可看，请只写制度，删去人名后再提。") % named
    return ""


@act("vote_on_outcome")
def vote_on_outcome(case, step):
    """The executive meeting votes; its papers have been out for two working days (F18)."""
    if not parts.serious(case):
        raise Refused(_("没有开始：这项处置意见不须部务会表决。请由分管副部长处置。"))
    served = Service.objects.filter(case=case, served_at__gte=case.stage_since).exclude(paper__in=("facts", "result"))
    last = served.order_by("-served_at").values_list("served_at", flat=True).first()
    if not sittings.current(case, "planned") or not last:
        raise Refused(_("没有开始：会议材料还没有送达。请先送达，满 %d 个工作日后再表决。") % limits.PAPERS_DAYS)
    first, _provisional = due.earliest(PACK, last)
    if step.at < first:
        said = {"n": limits.PAPERS_DAYS, "day": timezone.localdate(first).isoformat()}
        raise Refused(_("没有开始：材料须在会前 %(n)d 个工作日送达，最早 %(day)s 可以表决。") % said)
    voting.start_vote(case, step)


@act("note_objection")
def note_objection(case, step, *, text, evidence=False):
    """The reporter does not agree; it is kept, and new evidence reopens."""
    case.objection = long_enough(text, 10, _("没有登记：异议内容至少 10 个字，不写反映人是谁。"), "text")
    case.objection_answer = ""
    step.fields["new_evidence"] = bool(evidence)
    step.tell("investigation.objection", case.players("section_head@intake_unit"))


@act("note_withdrawal")
def note_withdrawal(case, step, *, text):
    """The reporter takes the report back; what can be looked into still is, and they are told so."""
    if case.taken_back:
        raise Refused(_("没有登记：反映人撤回已经登记过。有新的说法，请在封存对话里留言。"))
    case.taken_back = long_enough(text, 4, _("没有登记：请写明何时、怎样提出撤回，不写反映人是谁。"), "text")
    reporter(case, step, "你撤回反映的要求已经登记。线索涉及的问题需要查清的，仍会依规办理；你的身份继续保密。")


@act("answer_objection_of")
def answer_objection_of(case, step, *, answer):
    """What the reporter is answered, in the sealed conversation."""
    if not case.objection:
        raise Refused(_("没有答复：还没有登记异议。请先登记。"))
    least, most = limits.REPLY
    if not least <= len(answer.strip()) <= most:
        raise Refused(_("没有答复：答复须为 %(least)d 至 %(most)d 字。") % {"least": least, "most": most}, "answer")
    case.objection_answer = answer.strip()
    reporter(case, step, case.objection_answer)


@act("issue_clarification")
def issue_clarification(case, step, *, respondent, text, scope, public=False):
    """A letter that says what was not so, in the scope of the damage; public only with consent (F25)."""
    row = next((one for one in case.respondents if one["n"] == int(respondent)), None)
    if row is None or unfounded(case, row) is False:
        raise Refused(_("没有出具：反映此人的问题不是全部不属实，不能出具澄清函。"), "respondent")
    if public and not consents(case, row):
        raise Refused(_("没有出具：本人没有同意公开澄清。请改为只向本人和原知悉范围出具，或先征得本人同意。"), "public")
    text = long_enough(text, 20, _("没有出具：澄清内容至少 20 个字。"), "text")
    said = {"n": row["n"], "text": text, "public": bool(public), "on": timezone.localdate(step.at).isoformat()}
    said["scope"] = long_enough(scope, 2, _("没有出具：请写明澄清的范围，与造成影响的范围一致。"), "scope")
    case.clarified = [*case.clarified, said]
    papers.issue(case, step, "investigation.clarification", str(row["n"]))
    if person := User.objects.filter(pk=row.get("person") or 0).first():
        serve_people(case, step, paper="clarification", people=[person], role="respondent")
        step.tell("investigation.clarified", [person.pk])


def unfounded(case, row):
    """Whether everything that was said of a respondent is not so."""
    own = [one for one in case.allegations if not one.get("concerns") or row["n"] in one["concerns"]]
    return bool(own) and all(one.get("finding") == Finding.FALSE for one in own)


def consents(case, row):
    """Whether they have agreed to an announcement when they asked to be cleared."""
    return any(one.consent and one.person_id == row.get("person") for one in clarifications(case))
