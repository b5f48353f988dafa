"""Why an investigation is not decided, told or ended yet, each with the way out."""

from django.utils.translation import gettext as _

from intake.blind import adverse
from processes.investigation import hearing, limits, parts
from processes.investigation.choices import ADVERSE, FOUND, Outcome, Reporter
from processes.investigation.guards import key, team_fault
from workflows.defence.readers import clarifications
from workflows.taking import signed


@key("proposed")
def proposed(case, step):
    return "" if case.proposal.get("outcomes") else _("没有处置：还没有处置意见。请先提出处置意见。")


@key("founded")
def founded(case, step):
    return outcome_fault(case, case.proposal.get("outcomes", ()))


def outcome_fault(case, outcomes):
    """Why the findings do not bear what is proposed, or "" (F14, F19)."""
    found = [row for row in case.allegations if row.get("finding") in FOUND]
    if not set(outcomes) <= set(Outcome.values) or not outcomes:
        return _("没有办理：处置意见只能从列出的六种里选择。请重新选择。")
    if Outcome.END in outcomes and set(outcomes) & set(ADVERSE):
        return _("没有办理：了结和不利处理不能同时选择。请重新选择。")
    if set(outcomes) & {Outcome.ADMONISH, Outcome.ACCOUNT} and not found:
        return _("没有办理：没有属实或部分属实的问题，不能作不利处理；无法核实不等于属实。请改选其他处置。")
    if Outcome.ACCOUNT in outcomes and case.reporter_kind == Reporter.ANONYMOUS and not corroborated(case):
        return _("没有办理：匿名反映须有核查取得的证据印证，才能提请问责。请补充核查，或改选其他处置。")
    if Outcome.CLARIFY in outcomes and found and len(found) == len(case.allegations):
        return _("没有办理：反映的问题都属实或部分属实，不能澄清正名。请改选其他处置。")
    return ""


def corroborated(case):
    """Whether something that was found rests on evidence of its own, beside what was reported (F19)."""
    known = {row["n"] for row in case.items}
    return any(row.get("finding") in FOUND and known & set(row.get("items") or ()) for row in case.allegations)


@adverse("investigation", "concluded")
def against(case):
    """Whom a transfer to a competent organ is proposed against (F12); admonition and accountability check their own."""
    return parts.accounts(case) if Outcome.REFER in case.proposal.get("outcomes", ()) else ()


@key("voted_if_serious")
def voted_if_serious(case, step):
    if not parts.serious(case):
        return ""
    found = signed(case)
    if not found or not found.outcome:
        return _("没有处置：提请问责、移送和重大事项须经部务会表决。请记录员先安排表决。")
    return "" if found.outcome == "pass" else _("没有处置：部务会没有通过这项处置意见。请另提处置意见，或补充核查。")


@key("result_only")
def result_only(case, step):
    """What each side is told says only what came of it, and nothing of the other."""
    if not step:
        return ""
    least, most = limits.REPLY
    reply = step.answers.get("reply_to_reporter", "").strip()
    if reply and not least <= len(reply) <= most:
        return _("没有反馈：对反映人的反馈须为 %(least)d 至 %(most)d 字。") % {"least": least, "most": most}
    if case.reporter_kind == Reporter.NAMED and not reply:
        return _("没有反馈：实名反映须把结果告知反映人。请写明反馈内容。")
    return _both(case, reply, step.answers)


def _both(case, reply, said):
    if len(said.get("result", "").strip()) < limits.REPLY[0]:
        return _("没有反馈：对被反映人的告知至少 %d 个字。请写明后再办。") % limits.REPLY[0]
    told = hearing.tells(case, said["result"])
    if told == "reporter":
        return _("没有反馈：对被反映人的告知提到了反映人。只写结果，删去有关反映人的内容。")
    if told:
        return _("没有反馈：对被反映人的告知写出了谈话对象的姓名。只写结果，删去姓名后再办。")
    if said.get("way", "dialogue") != "dialogue" and reply and len(said.get("receipt", "").strip()) < 4:
        return _("没有反馈：书面或当面告知反映人的，须写明时间和经办情况，不写其身份。")
    return ""


@key("objection_answered")
def objection_answered(case, step):
    if case.objection and not case.objection_answer:
        return _("没有办结：反映人的异议还没有答复。请先答复；有新证据的，选择“新证据复核”。")
    return ""


@key("clarification_answered")
def clarification_answered(case, step):
    if any(not one.answered_at for one in clarifications(case)):
        return _("没有办结：被反映人的澄清申请还没有答复。请先答复，或出具澄清函。")
    return ""


@key("new_evidence")
def new_evidence(case, step):
    if step and len(step.answers.get("material", "").strip()) < limits.ALLEGATION[0]:
        return _("没有重新核查：请写明新证据是什么、从哪里来，至少 %d 个字。") % limits.ALLEGATION[0]
    return ""


@key("other_team")
def other_team(case, step):
    """New material is looked into by others than before."""
    if not step:
        return ""
    if set(map(parts.number, step.answers.get("team", ()))) & {*case.team, *case.earlier_team}:
        return _("没有重新核查：原核查人员不能再核查同一件线索。请另选核查人员。")
    return team_fault(case, step.answers)
