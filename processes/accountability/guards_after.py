"""Why a move is not legal yet, from service to the end, each with the way out."""

from django.utils import timezone
from django.utils.translation import gettext as _

from processes.accountability import brackets, limits
from processes.accountability.choices import Form
from processes.accountability.guards import key, said
from workflows import due
from workflows.models import Case
from workflows.papers import organ
from workflows.step import moment

PAPER = "decision"


def service(case):
    """The newest service of the decision, or None."""
    return case.services.filter(paper=PAPER).order_by("-pk").first()


@key("decision_states")
def decision_states(case, step):
    """Facts, basis, form, term, right and way of appeal stand in the paper (F07)."""
    lacking = [str(case._meta.get_field(name).verbose_name) for name in ("fact_text", "basis", "form", "effect_until")
               if not getattr(case, name)]  # fmt: skip
    lacking += [] if organ() else [_("作出决定的机关")]
    return _("没有送达：决定书缺少%s。请补齐后再送达。") % "、".join(lacking) if lacking else ""


@key("received")
def received(case, step):
    """Nothing is carried out before the person has the decision in hand (F07)."""
    row = service(case)
    return (
        "" if row and row.read_at else _("没有开始执行：本人还没有签收决定书。三个工作日内未签收的，请改为书面送达。")
    )


@key("appeal_written")
def appeal_written(case, step):
    if not step:
        return ""
    why = limits.fault(_("申诉理由"), said(step, "text"), limits.APPEAL)
    if not why and step.actor.pk != case.respondent_id and len(said(step, "note").strip()) < 10:
        return _("没有登记：代为登记书面申诉的，请写明何人何日提交、凭什么证明，至少 10 个字。")
    return _("没有提交申诉：%s。请修改后再提交。") % why if why else ""


@key("in_time")
def in_time(case, step):
    """A month from receipt; later with a reason (F09). It is never refused for lateness alone."""
    last = last_day(case)
    if not last or moment(step) <= last or not step:
        return ""
    if len(said(step, "late_reason").strip()) >= 10:
        return ""
    day = timezone.localtime(last).strftime("%Y-%m-%d")
    return _("没有提交申诉：申诉期限已于 %s 届满。有正当理由的，请写明逾期理由（至少 10 个字），仍可申诉。") % day


def last_day(case):
    """The end of the term of appeal; None while the decision was not received, and while a calendar is open."""
    row, move = service(case), case.rules.find("served", "file_appeal")
    if not row or not row.read_at:
        return None
    found = due.of_term(move.term, row.read_at)
    return None if found.provisional else found.due


@key("criticism_in")
def criticism_in(case, step):
    if case.self_criticism or case.form in (Form.ADJUSTMENT, Form.REORGANISATION):
        return ""
    return _("没有办结执行：还没有收到书面检讨。请催交，或由承办人登记纸质检讨。")


@key("rectified")
def rectified(case, step):
    """Rectification that was opened because of the decision is struck off."""
    open_ones = Case.objects.filter(links_in__source=case.pk, links_in__kind="P07", finished=None)
    numbers = [one.number or str(one.uid) for one in open_ones]
    return _("没有办结执行：整改事项 %s 还没有销号。请等销号后再办。") % "、".join(numbers) if numbers else ""


@key("talk_done")
def talk_done(case, step):
    """Whoever bore an effect is talked to before it ends; without an effect there is nothing to talk of."""
    if case.talk or not case.effect_months:
        return ""
    return _("没有解除：还没有登记回访谈话。请承办人谈话后登记；影响标记已按期自动失效。")


@key("reviewed_by_legal")
def reviewed_by_legal(case, step):
    return "" if case.legal_opinion else _("没有纠正：还没有合规审核意见。请先征求合规审核人意见。")


@key("upholds")
def upholds(case, step):
    return _finding(case, "uphold", _("没有办理：复核意见是撤销或变更，不能维持。请按表决结果办理。"))


@key("revokes")
def revokes(case, step):
    return _finding(case, "revoke", _("没有办理：复核意见是维持，不能撤销或变更。请按表决结果办理。"))


def _finding(case, outcome, why):
    return "" if not case.finding or case.finding["outcome"] == outcome else why


@key("no_heavier_on_appeal")
def no_heavier_on_appeal(case, step):
    """Nobody comes off worse for having appealed (F05)."""
    new, kind = case.finding.get("form", ""), case.object_kind
    if not new or brackets.severity(new, kind) < brackets.severity(case.form, kind):
        return ""
    return heavier()


def heavier():
    return _("没有办理：变更后的方式不轻于原决定，不得因申诉加重。请改选更轻的方式，或选择撤销、维持。")
