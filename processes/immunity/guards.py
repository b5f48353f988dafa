"""Why a move of a certificate is not legal yet, each with the way out."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from people import calendar
from people.models import Unit, User
from processes.immunity import limits, works
from processes.immunity.choices import BOTTOM_LINES, LINES, LOOKS, Conclusion, word
from workflows import recusals, taking
from workflows.answers import ask
from workflows.registry import guard
from workflows.step import moment

OUTSIDE = "EXT"  # unit of those from outside the house


def key(name):
    return guard(f"immunity.{name}")


def said(step, name, default=""):
    """An answer to the move, `default` while the page only asks what stands in the way."""
    return step.answers.get(name, default) if step else default


@key("approved")
def approved(case, step):
    why = _("承诺书没有出具：这项工作还没有审定通过。请在部务会通过并公示无异议后，由部长确认立项时一并出具。")
    purpose = _("出具承诺书前核对审定结果")
    found = case.work_ref and ask(
        "innovation_hearing.approval", work=case.work_ref, purpose=purpose, step=step, case=case
    )
    if found and step:
        case.approved_by = found[0]
    return "" if found else why


@key("whole")
def whole(case, step):
    if len(case.scope.strip()) < 10:
        return _("承诺书没有出具：适用范围至少 10 个字。请办公室在承诺书拟稿中补充。")
    if not [one for one in case.conditions if str(one).strip()]:
        return _("承诺书没有出具：还没有写明适用条件。请办公室在承诺书拟稿中补充，至少一条。")
    if not case.holders:
        return _("承诺书没有出具：还没有持有人。请办公室在承诺书拟稿中确定。")
    return _validity(case, moment(step))


def _validity(case, at):
    begins = max(case.valid_from or date.min, timezone.localdate(at))
    if not case.valid_to or case.valid_to <= begins:
        return _("承诺书没有出具：有效期截止日期须在开始之后。请办公室在承诺书拟稿中更正。")
    last = calendar.same_day(begins, case.rules.limit("months", limits.MONTHS))
    if case.valid_to > last:
        return _("承诺书没有出具：有效期最长 24 个月，最晚到 %s。请办公室在承诺书拟稿中更正。") % last.isoformat()
    return ""


@key("lines_whole")
def lines_whole(case, step):
    if tuple(case.bottom_lines) == LINES:
        return ""
    return _("承诺书没有出具：五条底线不得增减、改动。请恢复统一的底线后再出具。")


@key("only_one")
def only_one(case, step):
    others = [one for one in works.standing_certificates(case.work_ref) if one.pk != case.pk and one.stage != "drafted"]
    if not others:
        return ""
    return _("承诺书没有出具：这项工作已有承诺书 %s。需要调整范围的，先由持有人放弃原承诺。") % others[0].number


@key("conditions_read")
def conditions_read(case, step):
    unread = step and said(step, "conditions_read") is not True
    return _("没有签收：请先阅读适用条件和底线，并勾选声明。") if unread else ""


@key("no_revocation_open")
def no_revocation_open(case, step):
    if not case.revocation:
        return ""
    return _("没有主张：已提出撤销这份承诺书，正在听取申辩。请在撤销与否决定之后再主张，有效期内的行为不受影响。")


@key("matter_open")
def matter_open(case, step):
    chosen, found = said(step, "matter"), works.matters(case)
    if not found or chosen and int(chosen) not in {one.pk for one in found}:
        return _("没有主张：同一工作没有正在办理的问责或诫勉事项。接到启动通知后再主张，有效期内的行为随时可以主张。")
    done = [row["matter"] for row in case.claims]
    if chosen and int(chosen) in done:
        return _("没有主张：这件事项已经认定过一次。对认定有异议的，请在十个工作日内申请复核。")
    return ""


@key("within_validity")
def within_validity(case, step):
    if step is None:
        return ""
    day = said(step, "act_on")
    given_up = case.valid_to and min(case.valid_to, timezone.localdate(step.at))
    if isinstance(day, date) and case.valid_from <= day <= given_up:
        return ""
    span = {"begin": case.valid_from, "end": case.valid_to}
    return _("没有主张：行为须发生在有效期内（%(begin)s 至 %(end)s），且不晚于今天。请核对行为发生日期。") % span


@key("ground_stated")
def ground_stated(case, step):
    return "" if case.revocation else _("还没有提出撤销的事实和理由，没有办理。请督查室先提出并告知持有人。")


@key("holder_heard")
def holder_heard(case, step):
    return works.not_heard(case) if case.revocation else ""


@key("not_carried")
def not_carried(case, step):
    signing = taking.signed(case)
    if signing and (signing.outcome == "pass" or not signing.settled_at):
        return _("没有办理：部务会正在表决，或者已经通过撤销。请按表决结果办理。")
    return ""


@key("panel_ready")
def panel_ready(case, step):
    return panel_fault(case, case.panel)


def panel_fault(case, people):
    """Why these people may not be the panel, or "": from outside, enough of them, tied to nobody concerned."""
    most = case.rules.limit("panel", limits.PANEL)
    found = list(User.objects.filter(pk__in=people, is_active=True).select_related("unit"))
    if len(found) < most:
        return _("核实组还不能成立：外部成员至少 %d 人。请合规审核人从名册中补充。") % most
    inside = [one.name for one in found if not _outside(one)]
    if inside:
        return _("核实组还不能成立：%s不是外部成员。请换请名册中的外部专家、代表或监督员。") % "、".join(inside)
    out = case.barred() | set(recusals.held(case))
    tied = [one.name for one in found if one.pk in out]
    return _("核实组还不能成立：%s与当事人有利害关系，应当回避。请更换。") % "、".join(tied) if tied else ""


def _outside(person):
    return bool(person.unit_id and Unit.objects.filter(pk=person.unit_id, code=OUTSIDE).exists())


@key("statement_heard")
def statement_heard(case, step):
    if case.statements:
        return ""
    return _("还没有听取持有人或者当事人的陈述，没有办理。请当事人陈述，或由合规审核人记录其陈述或不作陈述的声明。")


@key("looks_answered")
def looks_answered(case, step):
    left = [str(label) for code, label in LOOKS if not case.looks.get(code)]
    return _("七看还没有完成：%s，没有办理。请逐项写明核实情况和依据。") % "、".join(left) if left else ""


@key("panel_voted")
def panel_voted(case, step):
    signing = taking.signed(case)
    if not signing or not signing.outcome:
        return _("核实组还没有表决，没有提出意见。请合规审核人召集核实组会议并记录表决。")
    least = case.rules.limit("panel", limits.PANEL)
    if signing.mode != "above" and signing.present < least:
        return _("没有提出意见：参加表决的只有 %(n)d 人，须有 %(least)d 人。请重新召集核实组会议。") % {
            "n": signing.present, "least": least,
        }  # fmt: skip
    return ""


@key("meeting_voted")
def meeting_voted(case, step):
    signing = taking.signed(case)
    return "" if signing and signing.outcome else _("部务会还没有表决，没有认定。请记录员先组织表决。")


@key("as_voted")
def as_voted(case, step):
    """The motion is that it is covered, in whole or in part; without a majority it is not."""
    signing, chosen = taking.signed(case), said(step, "conclusion")
    if not chosen or not signing or not signing.outcome:
        return ""
    carried = signing.outcome == "pass"
    if carried == (chosen != Conclusion.NONE):
        return ""
    told = _("同意容错") if carried else _("没有通过容错")
    return _("没有保存：结论与表决结果（%s）不一致。请按表决结果选择结论。") % told


@key("line_not_crossed")
def line_not_crossed(case, step):
    chosen, lines = said(step, "conclusion"), crossed(case)
    if not chosen or chosen == Conclusion.NONE or not lines:
        return ""
    names = "、".join(word(BOTTOM_LINES, code) for code in lines)
    return _("没有保存：核实发现触及底线（%s），承诺书不适用，只能认定不予容错。请更正结论。") % names


def crossed(case):
    """Codes of the bottom lines that the looks found crossed: no certificate covers them (F16)."""
    return sorted({look["line"] for look in case.looks.values() if look.get("line")})


@key("reasoned")
def reasoned(case, step):
    if step is None:
        return ""
    if len(str(said(step, "reasons")).strip()) < 20:
        return _("没有保存：理由至少 20 个字，会告知持有人和问责事项的承办人。请写明七看的依据。")
    part = said(step, "conclusion") == Conclusion.PART
    if part and not said(step, "covered", ()):
        return _("没有保存：部分容错须逐条列明容错的部分。请每行写一条。")
    return ""


@key("new_facts")
def new_facts(case, step):
    short = step and len(str(said(step, "new_facts")).strip()) < 20
    return _("没有受理：申请复核要写明新的事实，至少 20 个字。请补充后再申请。") if short else ""
