"""Why a move of a consultation is not legal yet, each with the way out."""

from datetime import date

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Unit, User
from processes.consultation import intake, limits, panel, parts, projects, table
from workflows import due, sittings, taking
from workflows.models import Sitting
from workflows.registry import guard


def key(name):
    return guard(f"consultation.{name}")


def said(step, name):
    """An answer to the move as text, "" while the page only asks what stands in the way."""
    return str(step.answers.get(name) or "").strip() if step else ""


@key("decider_free")
def decider_free(case, step):
    """Who asked does not decide, and who has a tie to the unit does not either (F01, F30)."""
    if step is None:
        return ""
    if step.actor.pk == case.opened_by_id and _others(case):
        return _("你是本次会诊的申请人，不能由你决定，没有办理。请其他分管副部长决定。")
    if step.actor.pk in case.conflicted():
        return _("你与承办单位有已登记的利害关系，应当回避，没有办理。请其他分管副部长决定。")
    return ""


def _others(case):
    """Deputy ministers who may decide instead; with none of them a case would never be decided."""
    return set(case.players("deputy_minister")) - {case.opened_by_id} - set(case.conflicted())


@key("complete")
def complete(case, step):
    return intake.symptoms_lack(case)


@key("chair_free")
def chair_free(case, step):
    asked = step and "chair" in step.answers
    if case.stage == "requested" and not asked:
        return ""
    chosen = step.answers["chair"] if asked else case.chair_id
    if getattr(chosen, "pk", chosen) not in {person.pk for person in parts.chairs(case)}:
        return _("主持人须来自主持人名册，不得来自承办单位，也不得与其有利害关系，没有办理。请另选主持人。")
    officer = step.answers.get("officer") if asked else None
    if asked and getattr(officer, "pk", officer) not in {person.pk for person in parts.officers(case)}:
        return _("承办人须是办案人员或督查室人员，且不属于承办单位，没有办理。请另选承办人。")
    found = sittings.current(case, "planned")
    if found and found.seats.filter(person=case.chair_id, recused=True).exists():
        return _("主持人已回避，会诊没有开始。请分管副部长更换主持人。")
    return ""


@key("session_ready")
def session_ready(case, step):
    return next(panel.obstacles(case, step and step.at), "") or _unchecked(case, step)


def _unchecked(case, step):
    if step and panel.interests(sittings.current(case, "planned")) and not step.answers.get("interests_checked"):
        return _("有参加人申报了利害关系，还没有确认是否回避，会诊没有开始。请审查后勾选确认，需要回避的先决定回避。")
    return ""


@key("window_set")
def window_set(case, step):
    return window(step.answers.get("opinions_until"), step.at) if step else ""


def window(until, at):
    """Why opinions cannot be taken until then, or ""."""
    last = due.of_term(panel.PACK_TERM, at).due
    if until is None or not at < until <= last:
        day = timezone.localtime(last).strftime("%Y-%m-%d")
        return _("交意见的截止时间须在现在之后、%s 之前，会诊没有开始。请重新填写。") % day
    return ""


@key("list_given")
def list_given(case, step):
    short = step and len(said(step, "items")) < 4
    return _("还没有写明要补充什么，没有办理。请列出清单。") if short else ""


@key("in_session")
def in_session(case, step):
    return "" if sittings.current(case, "open") else _("这一轮还没有开会诊会，不能形成意见。请先安排并开始会诊。")


@key("opinions_revealed")
def opinions_revealed(case, step):
    if case.revealed_at:
        return ""
    return _("参加人的意见还没有揭示，不能形成意见。请等意见交齐，或时间到后揭示。")


@key("table_complete")
def table_complete(case, step):
    today = timezone.localdate(step.at) if step else date.min
    return table.lacking(case.causes, case.measures, today)


@key("minutes_written")
def minutes_written(case, step):
    found = sittings.current(case, "open")
    return "" if found and found.minutes else _("会诊记录还没有写，不能形成意见。请先记录，并由到会人签字。")


@key("everybody_signed")
def everybody_signed(case, step):
    found = sittings.current(case, "open")
    left = found.seats.filter(present=True, signed_at=None, refusal="") if found else ()
    names = [row.name for row in left]
    return (
        _("还没有在会诊记录上签字，也没有登记拒签理由：%s。请签字或登记后再形成意见。") % "、".join(names)
        if names
        else ""
    )


@key("dissent_noted")
def dissent_noted(case, step):
    if step is None:
        return ""
    noted = [row for row in case.dissent if row.get("round") == case.round]
    if said(step, "dissent_state") == "none":
        clear = not noted and not said(step, "dissent")
        return "" if clear else _("已有人提出不同意见，不能写“没有不同意见”，没有形成意见。请选择“有，已记入”。")
    if said(step, "dissent_state") == "noted":
        there = noted or len(said(step, "dissent")) >= 4
        return "" if there else _("选了有不同意见，却没有写明是什么，没有形成意见。请原话记入。")
    return _("还没有说明有没有不同意见，没有形成意见。请选择。")


@key("voted_if_needed")
def voted_if_needed(case, step):
    if not case.needs_vote:
        return ""
    outcomes = ballot_outcomes(case)
    crossing = [row["content"][:400] for row in table.crossing(case.measures)]
    left = [text for text in crossing if not outcomes.get(text)]
    if left:
        why = _("“%s”涉及跨单位经费或编制，须先由部务会表决，没有定策。请部务会记录员安排会议。")
        return why % _short(left[0])
    for row, ruling in zip(case.measures, step.answers.get("rulings", ()) if step else (), strict=False):
        if row.get("cross") and ruling.get("ruling") in table.TAKEN and outcomes[row["content"][:400]] != "pass":
            why = _("“%s”部务会表决没有通过，不能采纳，没有定策。请选择不采纳并写明理由。")
            return why % _short(row["content"])
    return ""


def _short(text):
    """So much of a measure that one knows which is meant."""
    return Truncator(text).chars(40)


def ballot_outcomes(case):
    """Question → outcome of the vote of this stage."""
    row = taking.signed(case)
    if row and row.mode == "above":  # too few were left to vote: the next level decided about all of them (F03)
        return {measure["content"][:400]: row.outcome for measure in table.crossing(case.measures)}
    held = Sitting.objects.filter(case=case, stage="opinion", state="closed", opened_at__gte=case.stage_since)
    found = held.order_by("-pk").first()
    return dict(found.agenda.values_list("question", "outcome")) if found else {}


@key("each_ruled")
def each_ruled(case, step):
    if step is None:
        return ""
    today, rulings = timezone.localdate(step.at), step.answers.get("rulings") or []
    why = table.bad_ruling(case.measures, rulings, today) or _no_unit(rulings)
    if why:
        return why
    until, last = step.answers.get("metric_due"), table.last_due(case.measures, rulings)
    if not isinstance(until, date) or until < last:
        return _("问效日期不能早于最后一条对策的期限（%s），没有定策。请重新选择。") % last.isoformat()
    return ""


def _no_unit(rulings):
    for n, said in enumerate(rulings, start=1):
        owner = str(said.get("owner") or "")
        if owner and not (owner.isdigit() and Unit.objects.filter(pk=owner).exists()):
            return _("对策第 %d 条新的责任单位不存在，没有定策。请重新选择。") % n
    return ""


@key("returns_left")
def returns_left(case, step):
    if case.returned_times < limits.RETURNS:
        return ""
    return _("已两次退回再会诊，不能再退回。请逐条定策，不采纳的写明理由。")


@key("tasks_exist")
def tasks_exist(case, step):
    left = projects.lacking_link(case)
    return _("第 %s 条对策还没有立项，没有开始跟踪。请核对任务分解。") % "、".join(map(str, left)) if left else ""


@key("measures_done")
def measures_done(case, step):
    left = [row for row in table.taken(case.measures) if not projects.is_done(row)]
    if not left:
        return ""
    return _("还有 %(n)d 条对策没有完成（如“%(text)s”），没有办结。请等任务办结，或登记完成情况和佐证。") % {
        "n": len(left), "text": _short(left[0]["final"]["content"])}  # fmt: skip


@key("metric_reached")
def metric_reached(case, step):
    left = [row for row in table.taken(case.measures) if row.get("reached") is not True]
    return _("还有 %d 条对策的效果指标没有登记为达到，没有办结。请先登记成效。") % len(left) if left else ""


@key("both_confirmed")
def both_confirmed(case, step):
    agreed = {row["side"] for row in case.confirmations if row["agree"]}
    refused = [row["name"] for row in case.confirmations if not row["agree"]]
    if refused:
        return _("%s 不同意办结，没有办结。请处理所提问题，重新登记成效后再请其确认。") % "、".join(refused)
    lacking = [str(label) for side, label in SIDES if side in sides(case) - agreed]
    return _("还没有确认：%s，没有办结。请其确认效果后再办。") % "、".join(lacking) if lacking else ""


SIDES = (("owner", gettext_lazy("承办单位")), ("requester", gettext_lazy("申请人")))


def sides(case):
    """Who must confirm: the unit, and who asked as long as they are in office."""
    asked = User.objects.filter(pk=case.opened_by_id, is_active=True, kind=User.Kind.PERSON).exists()
    return {"owner", "requester"} if asked else {"owner"}


@key("metric_missed")
def metric_missed(case, step):
    missed = [row for row in table.taken(case.measures) if row.get("reached") is False]
    return "" if missed else _("还没有登记未达到的效果指标，不能这样办理。请督查室先登记成效。")


@key("rounds_left")
def rounds_left(case, step):
    return "" if case.round < limits.ROUNDS else _("已会诊两轮仍未见效，不再复诊。请分管副部长转报县委。")


@key("rounds_failed")
def rounds_failed(case, step):
    return "" if case.round >= limits.ROUNDS else _("只会诊了一轮，还不能转报。请先复诊。")


@key("report_given")
def report_given(case, step):
    if step is None:
        return ""
    if len(said(step, "report")) < 50:
        return _("转报报告至少 50 字，没有转报。请写明两轮会诊的情况、原因和建议。")
    if step.answers.get("precheck") and len(said(step, "evidence")) < 20:
        return _("没有证据不能建议追责预核，没有转报。请写明证据（至少 20 字），或不勾选该建议。")
    return ""


@key("new_facts")
def new_facts(case, step):
    if step is None:
        return ""
    facts = said(step, "new_facts")
    if len(facts) < 20:
        return _("重新申请须有新的事实，至少写 20 个字；没有提交。请补充后再申请。")
    return _("新的事实与上次相同，没有提交。请写明有什么变化。") if facts == case.new_facts else ""
